namespace RevenueBot.Metrics;

/// <summary>The exact, unrounded sums of one period in the reporting currency.</summary>
internal sealed class PeriodSum
{
    private const int FxPart = (int)MovementKind.Memo; // memo rows move no MRR: their place among the lines is free

    private readonly decimal[] _lines = new decimal[8];
    private readonly int[] _customers = new int[8];
    private decimal _opening, _closing, _gross, _committed, _trial;
    private int _openingCustomers, _closingCustomers, _cancels, _trials;

    /// <summary>Adds the cells of one currency. False where a rate it needs is missing; then nothing of it may be used.</summary>
    public bool TryAdd(List<LedgerCell> cells, Period period, Func<DateOnly, decimal?> rateOn)
    {
        Levels opening = default, closing = default;
        foreach (var cell in cells)
        {
            if (cell.LastDay >= period.End) continue;
            closing += cell;
            if (cell.LastDay < period.Start) opening += cell;
            else if (!TryAddLine(cell, rateOn)) return false;
        }

        (_openingCustomers, _closingCustomers, _cancels, _trials) = (opening.Customers, closing.Customers, closing.Cancels, closing.Trials);
        return TryConvert(opening, rateOn(period.Start.AddDays(-1)), out _opening, out _)
            && TryConvert(closing, rateOn(period.LastDay), out _closing, out var rate)
            && Set(closing, rate);
    }

    public void Add(PeriodSum other)
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            _lines[i] += other._lines[i];
            _customers[i] += other._customers[i];
        }

        _opening += other._opening;
        _closing += other._closing;
        _gross += other._gross;
        _committed += other._committed;
        _trial += other._trial;
        _openingCustomers += other._openingCustomers;
        _closingCustomers += other._closingCustomers;
        _cancels += other._cancels;
        _trials += other._trials;
    }

    public PeriodMrr ToRow(Period period, string key)
    {
        var parts = RoundedParts();
        return new PeriodMrr
        {
            Period = period, Key = key, Opening = Micros(_opening), Closing = Micros(_closing), Fx = parts[FxPart],
            New = parts[(int)MovementKind.New], Expansion = parts[(int)MovementKind.Expansion], Reactivation = parts[(int)MovementKind.Reactivation],
            Resumed = parts[(int)MovementKind.Resumed], Contraction = parts[(int)MovementKind.Contraction], Churn = parts[(int)MovementKind.Churn],
            Paused = parts[(int)MovementKind.Paused], Gross = Micros(_gross), Committed = Micros(_committed), Trial = Micros(_trial),
            OpeningCustomers = _openingCustomers, Customers = _closingCustomers, NewCustomers = CustomersOf(MovementKind.New),
            ReactivatedCustomers = CustomersOf(MovementKind.Reactivation), ResumedCustomers = CustomersOf(MovementKind.Resumed),
            PausedCustomers = -CustomersOf(MovementKind.Paused), ChurnedCustomers = -CustomersOf(MovementKind.Churn),
            Cancels = _cancels, Trials = _trials,
        };
    }

    /// <summary>
    /// The lines and FX, rounded so that they add up to the rounded change: a micro-unit that rounding leaves goes to the
    /// largest part (DEFINITIONS §1). Where rates stood still FX is therefore 0 and not that micro-unit.
    /// </summary>
    private long[] RoundedParts()
    {
        var exact = (decimal[])_lines.Clone();
        exact[FxPart] = _closing - _opening - _lines.Sum();
        var parts = Array.ConvertAll(exact, Micros);
        var largest = Array.IndexOf(exact, exact.MaxBy(Math.Abs));
        parts[largest] += Micros(_closing) - Micros(_opening) - parts.Sum();
        return parts;
    }

    private bool TryAddLine(LedgerCell cell, Func<DateOnly, decimal?> rateOn)
    {
        _customers[(int)cell.Kind] += cell.Customers;
        if (cell.Amount == 0) return true;
        if (rateOn(cell.LastDay) is not { } rate) return false;
        _lines[(int)cell.Kind] += cell.Amount * rate;
        return true;
    }

    /// <summary>A rate is needed only where there is something to convert.</summary>
    private static bool TryConvert(Levels levels, decimal? rate, out decimal amount, out decimal used)
    {
        used = rate ?? 0;
        amount = levels.Amount * used;
        return rate is not null || levels.IsNothing;
    }

    private bool Set(Levels closing, decimal rate)
    {
        (_gross, _committed, _trial) = (closing.Gross * rate, closing.Committed * rate, closing.Trial * rate);
        return true;
    }

    private int CustomersOf(MovementKind kind) => _customers[(int)kind];
    private static long Micros(decimal exact) => decimal.ToInt64(Math.Round(exact, MidpointRounding.AwayFromZero));

    private readonly record struct Levels(long Amount, long Gross, long Committed, long Trial, int Customers, int Cancels, int Trials)
    {
        public bool IsNothing => Amount == 0 && Gross == 0 && Committed == 0 && Trial == 0;

        public static Levels operator +(Levels sum, LedgerCell cell) => new(
            sum.Amount + cell.Amount, sum.Gross + cell.Gross, sum.Committed + cell.Committed, sum.Trial + cell.Trial,
            sum.Customers + cell.Customers, sum.Cancels + cell.Cancels, sum.Trials + cell.Trials);
    }
}
