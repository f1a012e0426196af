using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Cohorts;
using RevenueBot.Metrics.Retention;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Retention;

/// <summary>The figures of an answer about retention.</summary>
/// <param name="Asked">The question, on the day its figures speak of.</param>
/// <param name="Around">The answer without its finding.</param>
internal sealed record RetentionView(Asked Asked, RetentionSpan Span, RetentionRows Rows, LedgerSnapshot Snapshot, Answer Around)
{
    /// <summary>What the finding is about: of several windows the longest that had a customer at its start.</summary>
    public Compared Main => Span.Windows.Select(window => window.Periods).LastOrDefault(pair => Total(pair.Now).OpeningCustomers > 0, Span.Main);

    /// <summary>All customers, or those of the one key that was asked for.</summary>
    public RetentionPeriod Total(Period period) => Asked.Question.Only is { } only
        ? Rows.Of(period, only.Key)
        : Rows.Totals.First(row => row.Period == period);

    /// <summary>The keys of the period, those with the most customers first.</summary>
    public IReadOnlyList<RetentionPeriod> Keys(Period period) => Asked.Question.By == Dimension.Total || Asked.Question.Only is not null ? []
        : [.. Rows.Keys.Where(row => row.Period == period).OrderByDescending(row => row.OpeningMrr).ThenBy(row => row.Key, StringComparer.Ordinal)];

    public string NameOf(string key) => KeyLabel.Of(Asked.Dimension, key, Snapshot.KeyNames.GetValueOrDefault(key)).Name;
}

/// <summary>Where retention is read: what was computed ahead where it was, else every customer's ledger.</summary>
internal sealed class RetentionDesk(RetentionReader reader, LedgerReader ledger, Company company, TimeProvider time)
{
    public CompanyCalendar Calendar => company.Calendar;
    public Currency Currency => company.Currency;
    public DateTimeOffset Now => time.GetUtcNow();

    public async Task<RetentionView> ReadAsync(Asked asked, CancellationToken cancel)
    {
        var by = asked.Dimension;
        var snapshot = await SnapshotAsync(by, asked.Day, cancel);
        if (asked.Question.KnownAt is null && await reader.FindAsync(by, asked.Currency, cancel) is { } ahead)
        {
            var (then, running) = OnDayOf(ahead, asked);
            var span = RetentionSpan.Of(then);
            if (ahead.Find(span.Periods, running) is { } rows)
                return new(then, span, rows, snapshot, Provenance.Computed(asked, (snapshot.Sources, snapshot.ProfileName), ahead.ComputedAt, Cadence.Daily));
        }

        var live = RetentionSpan.Of(asked);
        return new(asked, live, await reader.ReadAsync(live.Periods, by, asked.Currency, asked.Question.KnownAt, cancel), snapshot,
            Provenance.Around(asked, snapshot.Sources, snapshot.ProfileName));
    }

    /// <summary>The cohorts of now, if they were computed ahead.</summary>
    public async Task<IReadOnlyList<Cohort>?> FindCohortsAsync(Asked asked, CancellationToken cancel) =>
        asked.Question is { AsOf: null, KnownAt: null } ? (await reader.FindCohortsAsync(asked.Currency, cancel))?.Value : null;

    /// <summary>Series of periods for programs, with the moment they were computed ahead, where they were.</summary>
    public async Task<(RetentionRows Rows, DateTimeOffset? ComputedAt)> ReadAsync(IReadOnlyList<Period> periods, Dimension by, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        if (knownAt is null && await reader.FindAsync(by, Currency, cancel) is { } ahead && ahead.Find(periods, Calendar.DayOf(Now)) is { } rows) return (rows, ahead.ComputedAt);
        return (await reader.ReadAsync(periods, by, Currency, knownAt, cancel), null);
    }

    /// <summary>Sources, profile and the names of keys.</summary>
    public Task<LedgerSnapshot> SnapshotAsync(Dimension by, DateOnly day, CancellationToken cancel) => ledger.ContextAsync(by, day, cancel);

    /// <summary>In the month in which figures were computed, a question about the running day speaks of the day they were computed on.</summary>
    private static (Asked Then, DateOnly? Running) OnDayOf(RetentionAhead ahead, Asked asked)
    {
        var day = asked.Calendar.DayOf(ahead.ComputedAt);
        if (asked.Question.AsOf is not null || day > asked.Day || Month.Of(day) != Month.Of(asked.Day)) return (asked, null);
        return (asked with { Now = ahead.ComputedAt }, day);
    }
}
