namespace RevenueBot.Metrics.Restating;

/// <summary>An exchange rate that is no longer what it was when figures were told.</summary>
/// <param name="Day">The day of the rate, or the first of its month.</param>
/// <param name="Old">Null: there was none.</param>
/// <param name="New">Null: there is none any more.</param>
public sealed record RateChange(DateTimeOffset RecordedAt, Currency Currency, DateOnly Day, bool WholeMonth, decimal? Old, decimal? New)
{
    /// <summary>The day whose closing it may have moved: of a month's rate the last one.</summary>
    public DateOnly Moves => WholeMonth ? Month.Of(Day).LastDay : Day;
}

/// <summary>Everything that arrived late: facts, and rates.</summary>
public sealed record LateArrivals(IReadOnlyList<LateChange> Changes, IReadOnlyList<RateChange> Rates);

/// <summary>The ledger as known now, with the exchange rates of now and of the telling.</summary>
public sealed record RestatedLedger(IReadOnlyList<LedgerCell> Cells, FxRates Now, FxRates Then);
