using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Nps;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Nps;

namespace RevenueBot.Questions.Ratios;

/// <summary>What a target is counted in.</summary>
internal enum TargetUnit { Money, Count, Points }

/// <summary>A figure that can have a target.</summary>
/// <param name="Name">In sentences.</param>
/// <param name="Now">At the end of the month so far, in the unit of the target: major units for money.</param>
/// <param name="Opening">Before the month; null where it is not known, and with it the pace.</param>
internal sealed record TargetMetric(string Name, TargetUnit Unit, Func<PeriodMrr, decimal?> Now, Func<PeriodMrr, decimal?> Opening)
{
    private const decimal MicrosPerUnit = 1_000_000m;
    private const int MonthsPerYear = 12;

    /// <summary>Days up to the day that the figure is of; null for a balance.</summary>
    public int? WindowDays { get; private init; }

    private static readonly TargetMetric Arpa = new("ARPA", TargetUnit.Money, row => RevenueRatios.Arpa(row).Value / MicrosPerUnit, row => RevenueRatios.Arpa(row.Opening, row.OpeningCustomers).Value / MicrosPerUnit);

    /// <summary>NPS comes from responses, not from the ledger: of the 90 days up to the day.</summary>
    public static TargetMetric Nps { get; } = new($"NPS of {NpsAnswers.UsualDays} days", TargetUnit.Points, _ => null, _ => null) { WindowDays = NpsAnswers.UsualDays };

    /// <summary>By the name a target is imported under; null for what has no figure here.</summary>
    public static TargetMetric? Find(string metric) => metric.ToLowerInvariant() switch
    {
        "mrr" => new("MRR", TargetUnit.Money, row => row.Closing / MicrosPerUnit, row => row.Opening / MicrosPerUnit),
        "arr" => new("ARR", TargetUnit.Money, row => row.Closing * MonthsPerYear / MicrosPerUnit, row => row.Opening * MonthsPerYear / MicrosPerUnit),
        "arpa" or "arpu" => Arpa,
        "customers" => new("Paying customers", TargetUnit.Count, row => row.Customers, row => row.OpeningCustomers),
        "trials" => new("Trials", TargetUnit.Count, row => row.Trials, _ => null),
        "nps" => Nps,
        _ => null,
    };
}

/// <summary>A target with where its figure stands.</summary>
/// <param name="Metric">Null where no figure of that name is known.</param>
/// <param name="Now">Null where it is undefined.</param>
/// <param name="Opening">Before the month; null where it is not known.</param>
/// <param name="Period">The month so far.</param>
internal sealed record TargetRow(Target Target, TargetMetric? Metric, decimal? Now, decimal? Opening, TargetProgress? Progress, Period Period)
{
    public string Name => Metric?.Name ?? Target.Metric;

    /// <summary>The target of MRR with where it stands; null where the month has none.</summary>
    /// <param name="month">From its first day to the last that counts: one of the periods that were read.</param>
    public static TargetRow? OfMrr(Asked asked, LedgerView ledger, Period month) =>
        ledger.Snapshot.Targets.FirstOrDefault(target => TargetMetric.Find(target.Metric)?.Name == "MRR" && target.Month.Contains(month.LastDay)) is { } target ? Of(asked, target, ledger.Mrr(month)) : null;

    /// <summary>A target that is measured by the ledger's sums.</summary>
    public static TargetRow Of(Asked asked, Target target, PeriodMrr month)
    {
        var metric = TargetMetric.Find(target.Metric);
        return Of(asked, target, metric, (metric?.Now(month), metric?.Opening(month)), month.Period);
    }

    public static TargetRow Of(Asked asked, Target target, TargetMetric? metric, (decimal? Now, decimal? Opening) figure, Period month) => new(
        target, metric, figure.Now, figure.Opening, figure.Now is { } value ? TargetProgress.Of(target, value, figure.Opening, month.LastDay, month.LastDay < asked.Today) : null, month);
}

/// <param name="Rows">By month, then MRR first, then by name.</param>
internal sealed record TargetView(LedgerView Ledger, IReadOnlyList<TargetRow> Rows);

/// <summary>Reads the targets of some months with the figures they are set for.</summary>
internal sealed class TargetFigures(LedgerReader ledger, NpsReader surveys)
{
    /// <param name="months">Each from its first day to the last that counts.</param>
    public async Task<TargetView> ReadAsync(Asked asked, IReadOnlyList<Period> months, CancellationToken cancel)
    {
        var snapshot = await ledger.ReadAsync(new LedgerQuery(Dimension.Total, AnswerPlan.Boundaries(months), asked.Question.KnownAt), cancel);
        LedgerView view = new(snapshot, asked, months);
        var targets = months.SelectMany(month => snapshot.Targets.Where(target => target.Month == Month.Of(month.Start)).Select(target => (target, month))).ToList();
        var answers = targets.Any(target => TargetMetric.Find(target.target.Metric) == TargetMetric.Nps) ? await AnswersAsync(asked, months, cancel) : [];
        return new(view, [.. targets.Select(target => Row(asked, target.target, view.Mrr(target.month), answers))
            .OrderBy(row => row.Period.Start).ThenBy(row => row.Name is not "MRR").ThenBy(row => row.Name, StringComparer.Ordinal)]);
    }

    private async Task<IReadOnlyList<NpsAnswer>> AnswersAsync(Asked asked, IReadOnlyList<Period> months, CancellationToken cancel)
    {
        Period whole = new(months.Min(month => month.Start).AddDays(-NpsAnswers.UsualDays), months.Max(month => month.End));
        var (answers, _) = await surveys.ReadAsync((asked.Calendar.StartOf(whole.Start), NpsFigures.End(whole, asked.Calendar, asked.Question.KnownAt)), Month.Of(asked.Day), asked.Question.KnownAt, cancel);
        return answers;
    }

    private static TargetRow Row(Asked asked, Target target, PeriodMrr month, IReadOnlyList<NpsAnswer> answers)
    {
        var metric = TargetMetric.Find(target.Metric);
        return metric == TargetMetric.Nps ? TargetRow.Of(asked, target, metric, (Nps(month.Period.LastDay), Nps(month.Period.Start.AddDays(-1))), month.Period) : TargetRow.Of(asked, target, month);

        decimal? Nps(DateOnly last) => NpsScore.Of(answers, new Period(last.AddDays(1 - NpsAnswers.UsualDays), last.AddDays(1)), asked.Calendar).Points;
    }
}
