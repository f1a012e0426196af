namespace RevenueBot.Metrics.Usage;

/// <summary>What metered items came to at the end of one closed month, micro-units of the reporting currency.</summary>
/// <param name="Customers">Customers with metered items, those of two plans counted in each.</param>
public sealed record UsageMrrMonth(Month Month, long Micros, int Customers);

/// <summary>Usage MRR: the mean over the last three closed months of what metered items come to a month (DEFINITIONS §2). It is beside MRR, never in it.</summary>
/// <param name="Micros">Micro-units of the reporting currency.</param>
/// <param name="Months">The three months, oldest first; one without metered items counts as 0.</param>
/// <param name="Unconverted">Currencies without a rate at a month's end: in none of the figures.</param>
public sealed record UsageMrr(long Micros, IReadOnlyList<UsageMrrMonth> Months, IReadOnlyList<string> Unconverted)
{
    public const int MeanMonths = 3;

    /// <param name="cells">From <see cref="MeteredFold"/>; of one plan for its part.</param>
    /// <param name="last">The last closed month.</param>
    /// <param name="rates">Each month converts at the rates of its last day.</param>
    public static UsageMrr Of(IReadOnlyList<MeteredCell> cells, Month last, FxRates rates)
    {
        List<UsageMrrMonth> months = [];
        SortedSet<string> unconverted = new(StringComparer.Ordinal);
        decimal total = 0;
        foreach (var month in Enumerable.Range(1 - MeanMonths, MeanMonths).Select(last.Plus))
        {
            var of = cells.Where(cell => cell.Month == month.FirstDay).ToList();
            decimal sum = 0;
            foreach (var cell in of)
                if (rates.Find(Currency.Parse(cell.Currency), month.LastDay) is { } rate) sum += cell.Micros * rate;
                else unconverted.Add(cell.Currency);
            months.Add(new(month, Whole(sum), of.Sum(cell => cell.Customers)));
            total += sum;
        }

        return new(Whole(total / MeanMonths), months, [.. unconverted]);
    }

    private static long Whole(decimal micros) => decimal.ToInt64(Math.Round(micros, MidpointRounding.AwayFromZero));
}
