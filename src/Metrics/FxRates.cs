namespace RevenueBot.Metrics;

/// <summary>
/// One rate: <paramref name="Rate"/> reporting units for one major unit of <paramref name="Currency"/>, either of one day or
/// (<paramref name="WholeMonth"/>) of every day of the month that begins on <paramref name="Day"/>.
/// </summary>
public sealed record FxRate(Currency Currency, DateOnly Day, bool WholeMonth, decimal Rate);

/// <summary>A dated rate table into one reporting currency.</summary>
public sealed class FxRates
{
    /// <summary>How long the last known rate may stand in for a missing one (DEFINITIONS §3).</summary>
    private const int MaxAgeDays = 7;

    private readonly Dictionary<Currency, SortedList<DateOnly, decimal>> _days = [];
    private readonly Dictionary<(Currency, Month), decimal> _months = [];

    public FxRates(Currency reporting, IEnumerable<FxRate> rates)
    {
        Reporting = reporting;
        foreach (var rate in rates)
        {
            if (rate.WholeMonth) _months[(rate.Currency, Month.Of(rate.Day))] = rate.Rate;
            else DaysOf(rate.Currency)[rate.Day] = rate.Rate;
        }
    }

    public Currency Reporting { get; }

    /// <summary>
    /// The rate of a day: that day's own, else that of its month, else the last known one up to 7 days old. Null where
    /// there is none; never 0 and never 1. The reporting currency itself is 1.
    /// </summary>
    public decimal? Find(Currency currency, DateOnly day)
    {
        if (currency == Reporting) return 1m;
        for (var age = 0; age <= MaxAgeDays; age++)
        {
            var candidate = day.AddDays(-age);
            if (_days.TryGetValue(currency, out var days) && days.TryGetValue(candidate, out var daily)) return daily;
            if (_months.TryGetValue((currency, Month.Of(candidate)), out var monthly)) return monthly;
        }

        return null;
    }

    /// <summary>True where a currency's rate changes within some month, so that movements must be converted day by day.</summary>
    public bool IsDaily(Currency currency) => currency != Reporting && _days.ContainsKey(currency);

    private SortedList<DateOnly, decimal> DaysOf(Currency currency) =>
        _days.TryGetValue(currency, out var days) ? days : _days[currency] = [];
}
