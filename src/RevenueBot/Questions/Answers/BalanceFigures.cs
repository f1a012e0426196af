using RevenueBot.Metrics;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <param name="Before">The same days of the month before.</param>
internal sealed record Balances(PeriodMrr Now, PeriodMrr Before, PeriodMrr YearAgo, MoneyFormat Money);

/// <summary>The figures beside a balance.</summary>
internal static class BalanceFigures
{
    public static IReadOnlyList<Figure> Of(Asked asked, LedgerView ledger, Balances balances)
    {
        var (now, before, _, money) = balances;
        var versus = $"vs {asked.Days.Day(before.Period.LastDay)}";
        return
        [
            VersusYear(asked, balances),
            new("committed", $"Committed {asked.Question.MetricName}", money.Text(now.Committed), Cancels(now.Cancels), now.Committed),
            new("customers", "Paying customers", Format.Count(now.Customers), $"{Format.SignedCount(now.Customers - before.Customers)} {versus}", Number: now.Customers),
            Arpa(asked, ledger.Mrr(now.Period), ledger.Mrr(before.Period), versus),
        ];
    }

    private static Figure VersusYear(Asked asked, Balances balances)
    {
        var (now, _, ago, money) = balances;
        var day = asked.Days.Day(ago.Period.LastDay);
        return ago.Closing == 0
            ? new("year", "vs a year ago", Format.Undefined, $"no {asked.Question.MetricName} on {day}")
            : new("year", "vs a year ago", ChangeWords.Signed(ago.Closing, now.Closing, money), $"{money.Text(ago.Closing)} on {day}", now.Closing - ago.Closing);
    }

    /// <summary>ARPA with its change.</summary>
    /// <param name="versus">"vs 10 Oct"</param>
    public static Figure Arpa(Asked asked, PeriodMrr now, PeriodMrr before, string versus)
    {
        if (RevenueRatios.Arpa(now).Rounded is not { } arpa) return new("arpa", "ARPA", Format.Undefined, "no paying customers");
        var money = MoneyFormat.For(asked.Currency, arpa);
        var comparison = RevenueRatios.Arpa(before).Rounded is { } then ? $"{ChangeWords.Signed(then, arpa, money)} {versus}" : null;
        return new("arpa", "ARPA", money.Text(arpa), comparison, arpa);
    }

    private static string Cancels(int count) => count == 0 ? "no cancels scheduled" : $"{Format.Counted(count, "cancel")} scheduled";
}
