namespace RevenueBot.Metrics.Payments;

/// <summary>Payments that failed first within some days, and what has become of them so far.</summary>
/// <param name="MedianTime">From the first try to the success, of the recovered; null where there are none. Of an even number the mean of the two in the middle.</param>
/// <param name="Unconverted">Money of currencies without a rate on its day: in none of the sums.</param>
public sealed record FailedSum(FailedCount All, FailedCount Recovered, FailedCount Open, FailedCount Lost, TimeSpan? MedianTime, IReadOnlyList<Unconverted> Unconverted)
{
    /// <summary>Share of the failed that were paid later, so far; null where none failed.</summary>
    public decimal? RecoveredShare => All.Count == 0 ? null : (decimal)Recovered.Count / All.Count;

    public static FailedSum Of(IReadOnlyCollection<FailedPayment> failed, FxRates rates, CompanyCalendar calendar)
    {
        var (money, without) = (new decimal[3], new SortedDictionary<string, Unconverted>(StringComparer.Ordinal));
        foreach (var one in failed)
        {
            if (rates.Find(one.Currency, calendar.DayOf(one.Since)) is { } rate) money[(int)one.State] += one.NetMicros * rate;
            else without[one.Currency.Code] = new(one.Currency, without.GetValueOrDefault(one.Currency.Code).Amount + one.NetMicros);
        }

        var micros = Rounding.WholeParts(money);
        return new(new(failed.Count, micros.Sum()), CountOf(FailedState.Recovered), CountOf(FailedState.Open), CountOf(FailedState.Lost), Median.Of([.. failed.Select(one => one.TimeToPay).OfType<TimeSpan>().Order()]), [.. without.Values]);

        FailedCount CountOf(FailedState state) => new(failed.Count(one => one.State == state), micros[(int)state]);
    }
}

/// <param name="Micros">Micro-units of the reporting currency, without tax, at the rate of the day of the first try.</param>
public readonly record struct FailedCount(int Count, long Micros);
