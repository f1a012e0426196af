using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Metrics.Usage;
using RevenueBot.Questions.Facts;

namespace RevenueBot.Questions.Usage;

/// <summary>Usage of some days, and the moment up to which it was counted.</summary>
internal sealed record UsageTable(IReadOnlyList<UsageCell> Cells, DateTimeOffset AsOf);

/// <summary>Different people of a span, and of the span that it is compared with.</summary>
internal sealed record PeoplePair(Period Span, Period SpanBefore, ActivePeople Now, ActivePeople Before);

/// <summary>Usage by day, plan and metric: counted every hour, and kept a month in a row.</summary>
internal sealed class UsageSource(UsageReader usage, CustomerHistoryReader history, PrecomputedStore store, LedgerRules rules) : IRefresh
{
    /// <summary>Months counted again each time: usage arrives late, and so do changes of plans.</summary>
    private const int OpenMonths = 3;

    /// <summary>The longest span whose people are counted at once.</summary>
    private const int MostDaysWaited = 31;

    /// <summary>The first day of the month in which usage begins.</summary>
    private const string Beginning = "usage beginning";

    /// <summary>The people of the span that a plain question is about, and of the one before.</summary>
    private const string Usual = "usage people";

    public string Name => "usage";

    public Cadence Cadence => Cadence.Hourly;

    /// <summary>Cells of a span. Months that were not counted yet, or not up to the instant that is asked for, are counted now.</summary>
    /// <param name="knownAt">Usage after this instant is left out; null: none.</param>
    public async Task<UsageTable> ReadAsync(Period span, DateTimeOffset now, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        List<UsageCell> cells = [];
        List<Month> missing = [];
        var asOf = knownAt ?? now;
        var began = await store.ReadAsync<DateOnly>(Beginning, cancel);
        for (var month = Month.Of(span.Start); month.FirstDay < span.End; month = month.Next)
        {
            if (month.FirstDay < began?.Value) continue; // before the first usage there is nothing to count
            if (await store.ReadAsync<UsageCell[]>(KeyOf(month), cancel) is { } kept && Covers(kept.AsOf, month, knownAt))
            {
                cells.AddRange(kept.Value);
                if (kept.AsOf < asOf && rules.Calendar.StartOf(month.Next.FirstDay) > kept.AsOf) asOf = kept.AsOf; // a month that was over then has not aged
            }
            else missing.Add(month);
        }

        if (missing.Count > 0) cells.AddRange(await CountAsync(new Period(missing[0].FirstDay, missing[^1].Next.FirstDay), missing, knownAt, cancel));
        return new UsageTable([.. cells.Where(cell => cell.Day >= span.Start && cell.Day < span.End)], asOf);
    }

    /// <summary>When anything was used last up to an instant; null: never.</summary>
    public Task<DateTimeOffset?> LastAsync(DateTimeOffset at, CancellationToken cancel) => usage.LastAsync(at.AddTicks(TimeSpan.TicksPerMicrosecond), cancel);

    /// <summary>The people of two spans: of the usual one as they were counted ahead. Null for spans that are too long to count while somebody waits.</summary>
    public async Task<PeoplePair?> PeopleAsync(Period span, Period before, CancellationToken cancel)
    {
        if (await store.ReadAsync<PeoplePair>(Usual, cancel) is { Value: var kept } && kept.Span == span && kept.SpanBefore == before) return kept;
        return span.End.DayNumber - span.Start.DayNumber > MostDaysWaited ? null : await CountAsync(span, before, cancel);
    }

    private async Task<PeoplePair> CountAsync(Period span, Period before, CancellationToken cancel) =>
        new(span, before, await usage.PeopleAsync(span, rules.Calendar, cancel), await usage.PeopleAsync(before, rules.Calendar, cancel));

    /// <summary>The last day of whole days with usage: yesterday, or the day on which usage ended.</summary>
    /// <param name="day">The day of the answer.</param>
    public DateOnly LastDay(DateOnly day, bool dayIsOver, DateTimeOffset? used)
    {
        var last = dayIsOver ? day : day.AddDays(-1);
        return used is { } instant && rules.Calendar.DayOf(instant) is var ended && ended < last ? ended : last;
    }

    public async Task RunAsync(DateTimeOffset at, CancellationToken cancel)
    {
        if (await usage.FirstAsync(cancel) is not { } first) return;
        var (begins, last) = (Month.Of(rules.Calendar.DayOf(first)), Month.Of(rules.Calendar.DayOf(at)));
        await store.WriteAsync(Beginning, new Precomputed<DateOnly>(begins.FirstDay, at), cancel);
        var plans = await PlansAsync(null, cancel);
        for (var month = begins; month <= last; month = month.Next)
        {
            if (month.Plus(OpenMonths) <= last && await store.ReadAsync<UsageCell[]>(KeyOf(month), cancel) is not null) continue;
            await store.WriteAsync(KeyOf(month), new Precomputed<IReadOnlyList<UsageCell>>(await CellsAsync(Period.Of(month), plans, null, cancel), at), cancel);
        }

        var end = LastDay(rules.Calendar.DayOf(at), dayIsOver: false, await LastAsync(at, cancel)).AddDays(1);
        Period usual = new(end.AddDays(-UsageAnswers.UsualDays), end);
        await store.WriteAsync(Usual, new Precomputed<PeoplePair>(await CountAsync(usual, new(usual.Start.AddDays(-UsageAnswers.UsualDays), usual.Start), cancel), at), cancel);
    }

    private static string KeyOf(Month month) => $"usage {month}";

    /// <summary>A month that was over at an instant is the same as known then; the running one only in the state it had.</summary>
    private bool Covers(DateTimeOffset countedAt, Month month, DateTimeOffset? knownAt) =>
        knownAt is not { } instant || countedAt == instant || rules.Calendar.StartOf(month.Next.FirstDay) <= instant;

    private async Task<IEnumerable<UsageCell>> CountAsync(Period span, List<Month> months, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        var cells = await CellsAsync(span, await PlansAsync(knownAt, cancel), knownAt, cancel);
        return cells.Where(cell => months.Contains(Month.Of(cell.Day)));
    }

    private async Task<IReadOnlyList<UsageCell>> CellsAsync(Period span, Dictionary<string, PlanHistory> plans, DateTimeOffset? knownAt, CancellationToken cancel)
    {
        List<CustomerUsage> rows = [];
        await foreach (var row in usage.ReadAsync(span, rules.Calendar, knownAt?.AddTicks(TimeSpan.TicksPerMicrosecond), cancel)) rows.Add(row);
        return UsageCell.Of(rows, customer => plans.GetValueOrDefault(customer, PlanHistory.None));
    }

    private async Task<Dictionary<string, PlanHistory>> PlansAsync(DateTimeOffset? knownAt, CancellationToken cancel)
    {
        Dictionary<string, PlanHistory> plans = [];
        await foreach (var events in history.EventsAsync(knownAt, cancel)) plans[events[0].CustomerId] = PlanHistory.Of(events, rules.Calendar);
        return plans;
    }
}
