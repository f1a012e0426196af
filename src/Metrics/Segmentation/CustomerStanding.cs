namespace RevenueBot.Metrics.Segmentation;

/// <summary>What the ledger says of one customer at the close of a day, in the currencies it pays.</summary>
/// <param name="Levels">MRR and gross (list) MRR by currency, micro-units; currencies at 0 are left out.</param>
/// <param name="Trials">Subscription items in a first trial.</param>
public sealed record CustomerStanding(IReadOnlyList<(Currency Currency, long Mrr, long Gross)> Levels, int Trials)
{
    public bool IsPaying => Levels.Any(level => level.Mrr > 0);

    /// <param name="movements">Ledger rows of one customer by day.</param>
    public static CustomerStanding At(IReadOnlyList<Movement> movements, DateOnly day)
    {
        Dictionary<Currency, (long Mrr, long Gross)> levels = [];
        var trials = 0;
        foreach (var row in movements)
        {
            if (row.Day > day) break;
            var level = levels.GetValueOrDefault(row.Currency);
            levels[row.Currency] = (level.Mrr + row.Amount, level.Gross + row.Gross);
            trials += row.Trials;
        }

        return new([.. levels.Where(level => level.Value.Mrr != 0 || level.Value.Gross != 0).Select(level => (level.Key, level.Value.Mrr, level.Value.Gross))], trials);
    }

    /// <summary>MRR in the reporting currency, exact micro-units; a currency without a rate adds nothing and is named by <see cref="Unrated"/>.</summary>
    public decimal MrrAt(FxRates rates, DateOnly day) => Levels.Sum(level => level.Mrr * (rates.Find(level.Currency, day) ?? 0));

    /// <summary>The same at list prices.</summary>
    public decimal GrossAt(FxRates rates, DateOnly day) => Levels.Sum(level => level.Gross * (rates.Find(level.Currency, day) ?? 0));

    /// <summary>MRR that has no rate on a day.</summary>
    public IEnumerable<(Currency Currency, long Mrr)> Unrated(FxRates rates, DateOnly day) =>
        Levels.Where(level => level.Mrr != 0 && rates.Find(level.Currency, day) is null).Select(level => (level.Currency, level.Mrr));
}
