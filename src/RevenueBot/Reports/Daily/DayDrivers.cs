using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Daily;

/// <summary>Why a day closed where it did: the lines that moved, each with its money, in one sentence.</summary>
internal static class DayDrivers
{
    private const int MostNamed = 3;

    private sealed record Driver(string Name, long Shown);

    /// <summary>
    /// "Three new customers (+$306) and upgrades (+$64) outweighed one churn (−$100)." The three largest lines by name, the others of either
    /// side as one: the amounts add up to the change as shown.
    /// </summary>
    /// <param name="money">Its amounts.</param>
    /// <param name="counts">Its customers.</param>
    public static string Sentence(PeriodMrr row, PeriodMrr counts, MoneyFormat money)
    {
        var shown = Line.ShownAmounts(row, money);
        var moved = Line.All.Select((line, i) => new Driver(NameOf(line, counts), shown[i])).Where(driver => driver.Shown != 0).OrderByDescending(driver => Math.Abs(driver.Shown)).ToList();
        if (moved.Count == 0) return "No customer came, left or changed what it pays.";
        var (gains, losses) = (Side(moved, 1, money), Side(moved, -1, money));
        var sentence = (gains, losses, money.Change(row.Opening, row.Closing)) switch
        {
            (null, _, _) => $"It came from {losses}.",
            (_, null, _) => $"It came from {gains}.",
            (_, _, > 0) => $"{gains} outweighed {losses}.",
            (_, _, < 0) => $"{losses} outweighed {gains}.",
            _ => $"{gains} matched {losses}.",
        };
        return Format.Capital(sentence);
    }

    private static string? Side(List<Driver> moved, int sign, MoneyFormat money)
    {
        var named = moved.Take(MostNamed).Where(driver => Math.Sign(driver.Shown) == sign).ToList();
        var others = moved.Skip(MostNamed).Where(driver => Math.Sign(driver.Shown) == sign).Sum(driver => driver.Shown);
        if (others != 0) named.Add(new Driver(named.Count == 0 ? "smaller changes" : "the rest", others));
        return named.Count == 0 ? null : Format.And([.. named.Select(driver => $"{driver.Name} ({money.Signed(driver.Shown)})")]);
    }

    private static string NameOf(Line line, PeriodMrr counts) => line.Kind switch
    {
        MovementKind.New => Counted(counts.NewCustomers, "new customer"),
        MovementKind.Expansion => "upgrades",
        MovementKind.Reactivation => Counted(counts.ReactivatedCustomers, "returning customer"),
        MovementKind.Resumed => Counted(counts.ResumedCustomers, "resumed customer"),
        MovementKind.Contraction => "downgrades",
        MovementKind.Churn => Counted(counts.ChurnedCustomers, "churn"),
        MovementKind.Paused => Counted(counts.PausedCustomers, "paused customer"),
        MovementKind.Memo or null => "exchange rates",
    };

    private static string Counted(int count, string one) => count == 0 ? $"{one}s" : $"{Format.CountWord(count)} {one}{(count == 1 ? "" : "s")}";
}
