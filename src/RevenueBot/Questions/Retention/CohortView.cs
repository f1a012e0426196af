using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Cohorts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Retention;

/// <summary>Cohorts with what an answer, a picture or a series says of them.</summary>
/// <param name="Asked">The question, at the moment its figures speak of.</param>
/// <param name="Shown">The cohorts that were asked for, oldest first.</param>
/// <param name="Curve">The curve of all cohorts, shown or not.</param>
internal sealed record CohortView(Asked Asked, IReadOnlyList<Cohort> Shown, FittedRetention Curve, Answer Around)
{
    private const int UsualCohorts = 12;

    /// <summary>The last twelve months, or those of the time that was asked for.</summary>
    public static CohortView Of(Asked asked, IReadOnlyList<Cohort> all, Answer around)
    {
        var frame = asked.FrameOf(asked.Question.Window ?? new Window.Last(UsualCohorts, CalendarUnit.Month));
        var (first, last) = (Month.Of(frame.First), Month.Of(frame.Last));
        return new(asked, [.. all.Where(cohort => cohort.Month >= first && cohort.Month <= last)], FittedRetention.Of(all), around);
    }

    /// <summary>The cohorts shown that have lived through so many whole months since their own.</summary>
    public IReadOnlyList<Cohort> Older(int months) => [.. Shown.Where(cohort => cohort.WholeMonths > months && cohort.Size > 0)];

    /// <summary>Share of their customers who pay after so many months; null without such a cohort.</summary>
    public decimal? LogoRetention(int months) => Older(months) is { Count: > 0 } older
        ? (decimal)older.Sum(cohort => cohort.Cells[months].Active) / older.Sum(cohort => cohort.Size) : null;

    /// <summary>Share of their initial MRR that is left, expansion included.</summary>
    public decimal? RevenueRetention(int months) => Older(months) is { Count: > 0 } older && older.Sum(cohort => cohort.InitialMrr) is > 0 and var initial
        ? (decimal)older.Sum(cohort => cohort.Cells[months].Mrr) / initial : null;
}

/// <summary>Where cohorts are read: computed ahead for the current day, else from every customer's ledger.</summary>
internal sealed class CohortDesk(RetentionReader reader, RetentionDesk desk)
{
    public async Task<CohortView> ReadAsync(Asked asked, CancellationToken cancel)
    {
        var snapshot = await desk.SnapshotAsync(Dimension.Total, asked.Day, cancel);
        if (asked.Question is { AsOf: null, KnownAt: null } && await reader.FindCohortsAsync(asked.Currency, cancel) is { } ahead)
            return CohortView.Of(asked with { Now = ahead.AsOf }, ahead.Value, Provenance.Computed(asked, (snapshot.Sources, snapshot.ProfileName), ahead.AsOf, Cadence.Daily));
        var cohorts = await reader.CohortsAsync(asked.Day, RetentionSpan.IsOver(asked), asked.Currency, asked.Question.KnownAt, cancel);
        return CohortView.Of(asked, cohorts, Provenance.Around(asked, snapshot.Sources, snapshot.ProfileName));
    }
}
