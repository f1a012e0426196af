namespace RevenueBot.Metrics;

/// <summary>From ledger cells to MRR by period.</summary>
public static class MrrSeries
{
    /// <summary>
    /// One row per period and key, keys in ordinal order within a period. Movements convert at the rate of their day,
    /// balances at the rate of the day they are read; the difference is <see cref="PeriodMrr.Fx"/> (DEFINITIONS §3).
    /// A currency that lacks a rate it needs is left out of that period and named in <see cref="PeriodMrr.Unconverted"/>.
    /// </summary>
    /// <param name="cells">All cells up to the end of the last period, from a query whose boundaries include every start and end.</param>
    /// <param name="periods">Ascending by start; they may overlap or leave gaps.</param>
    /// <param name="constantAt">Convert everything at the rates of this day (the constant-currency view); then Fx is 0.</param>
    public static IReadOnlyList<PeriodMrr> Compute(
        IReadOnlyList<LedgerCell> cells, IReadOnlyList<Period> periods, FxRates rates, DateOnly? constantAt = null)
    {
        var keys = cells.GroupBy(cell => cell.Key).OrderBy(key => key.Key, StringComparer.Ordinal)
            .Select(key => (key.Key, Currencies: key.GroupBy(cell => cell.Currency).Select(group => group.ToList()).ToList()))
            .ToList();
        if (keys.Count == 0) keys.Add(("", []));

        List<PeriodMrr> rows = new(keys.Count * periods.Count);
        foreach (var period in periods)
            foreach (var (key, currencies) in keys)
                rows.Add(Row(period, key, currencies, (currency, day) => rates.Find(currency, constantAt ?? day)));
        return rows;
    }

    private static PeriodMrr Row(Period period, string key, List<List<LedgerCell>> currencies, Func<Currency, DateOnly, decimal?> rateOn)
    {
        PeriodSum total = new();
        List<Unconverted> unconverted = [];
        foreach (var cells in currencies)
        {
            var currency = cells[0].Currency;
            PeriodSum sum = new();
            if (sum.TryAdd(cells, period, day => rateOn(currency, day))) total.Add(sum);
            else unconverted.Add(new Unconverted(currency, cells.Where(cell => cell.LastDay < period.End).Sum(cell => cell.Amount)));
        }

        return total.ToRow(period, key) with { Unconverted = unconverted };
    }
}
