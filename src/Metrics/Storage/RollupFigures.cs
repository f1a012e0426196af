namespace RevenueBot.Metrics.Storage;

/// <summary>The additive figures of a cell; money in micro-units.</summary>
internal readonly record struct RollupFigures(
    long Amount, long Gross, long Committed, long Trial, int Customers, int Movements, int Cancels, int Trials)
{
    public bool IsNothing => this == default;

    public static RollupFigures operator +(RollupFigures a, RollupFigures b) => new(
        a.Amount + b.Amount, a.Gross + b.Gross, a.Committed + b.Committed, a.Trial + b.Trial,
        a.Customers + b.Customers, a.Movements + b.Movements, a.Cancels + b.Cancels, a.Trials + b.Trials);

    public LedgerCell ToCell(DateOnly lastDay, RollupLine line) => new(
        lastDay, line.Key, line.Currency, line.Kind, Amount, Gross, Committed, Trial, Customers, Movements, Cancels, Trials);
}

/// <summary>What a day (or month) changed under one key, currency and kind.</summary>
internal readonly record struct RollupLine(string Key, Currency Currency, MovementKind Kind, RollupFigures Figures);

/// <summary>A row of rollup_day or rollup_month.</summary>
internal readonly record struct RollupRow(Dimension By, DateOnly Day, byte[] Lines)
{
    public static Table<RollupRow> TableOf(string name) => new(name, new Columns<RollupRow>()
        .Short("dim", row => (short)row.By).Day("day", row => row.Day).Bytes("lines", row => row.Lines))
    {
        Conflict = "ON CONFLICT (dim, day) DO UPDATE SET lines = excluded.lines",
    };
}
