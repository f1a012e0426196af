using RevenueBot.Metrics;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <summary>A balance and its change, in words.</summary>
internal static class ChangeWords
{
    public const string Unchanged = "did not change";

    /// <summary>"+$16,470 (+39.3%)"; "0"; where it starts from nothing "+$500 (–)".</summary>
    public static string Signed(long from, long to, MoneyFormat money) =>
        money.Change(from, to) == 0 ? "0" : $"{money.Signed(money.Change(from, to))} {Percent(from, to)}";

    /// <summary>"up $2,530 (+4.5%)", "down $236 (−4.0%)", "unchanged".</summary>
    public static string UpOrDown(long from, long to, MoneyFormat money) =>
        Directed(from, to, money, "up", "down") ?? "unchanged";

    /// <summary>"rose $1,050 (+1.8%)", "fell $236 (−4.0%)", "rose from 0", "did not change".</summary>
    public static string RoseOrFell(long from, long to, MoneyFormat money) =>
        from == 0 && money.Change(from, to) > 0 ? "rose from 0" : Directed(from, to, money, "rose", "fell") ?? Unchanged;

    /// <summary>Money that could not be converted, by currency: "EUR 1,200 (no rate since 2 Nov)".</summary>
    public static IEnumerable<string> Unconverted(PeriodMrr row, FxRates rates, Days days) =>
        row.Unconverted.Where(amount => amount.Amount != 0)
            .Select(amount => $"{Format.ByCode(amount.Amount, amount.Currency)} ({NoRate(amount.Currency, row.Period, rates, days)})");

    /// <summary>"$58,430 and EUR 1,200 (no rate since 2 Nov)".</summary>
    public static string Balance(PeriodMrr row, MoneyFormat money, FxRates rates, Days days) =>
        string.Join(" and ", [money.Text(row.Closing), .. Unconverted(row, rates, days)]);

    private static string Percent(long from, long to) => $"({Format.Growth(from, to) ?? Format.Undefined})";

    private static string? Directed(long from, long to, MoneyFormat money, string up, string down) => money.Change(from, to) switch
    {
        0 => null,
        > 0 and var change => $"{up} {money.Text(change)} {Percent(from, to)}",
        var change => $"{down} {money.Text(-change)} {Percent(from, to)}",
    };

    private static string NoRate(Currency currency, Period period, FxRates rates, Days days)
    {
        if (rates.Find(currency, period.LastDay) is not null) return $"no rate for all of {days.Span(period.Start, period.LastDay)}";
        return LastRate(currency, period.LastDay, rates) is { } last ? $"no rate since {days.Day(last)}" : "no rate";
    }

    /// <summary>The last day before a gap: a rate stands in for up to seven days after its own.</summary>
    private static DateOnly? LastRate(Currency currency, DateOnly day, FxRates rates)
    {
        for (var back = 1; back <= 800; back++)
            if (rates.Find(currency, day.AddDays(-back)) is not null) return day.AddDays(-back - 7);
        return null;
    }
}
