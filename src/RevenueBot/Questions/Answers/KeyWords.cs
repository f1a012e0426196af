using RevenueBot.Metrics;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <summary>Which key moves the total, in sentences.</summary>
internal static class KeyWords
{
    /// <summary>Below this share of its opening a change is flat.</summary>
    private const decimal FlatShare = 0.01m;

    private const int FewestShrinking = 3;

    /// <summary>"Business drives growth: +$5,410 of the +$9,570 since 31 May."</summary>
    public static string Finding(IReadOnlyList<KeyColumn> keys, KeyColumn total, MoneyFormat money, string since)
    {
        var change = total.Change;
        if (change == 0) return $"The total did not change since {since}: {money.Text(total.Balances[^1])}.";
        var driver = Driver(keys, total);
        var share = money.Signed(driver.Change);
        var joined = Math.Abs(driver.Change) <= Math.Abs(total.Change) ? " of the " : ", in total ";
        return $"{driver.Name} drives {(change > 0 ? "growth" : "the fall")}: {share}{joined}{money.Signed(change)} since {since}.";
    }

    /// <summary>The two other keys that matter most: "Team added $4,130." "Starter is flat (+$30) and has shrunk every month since July."</summary>
    /// <param name="dayNames">For each balance, the month it closes, to say since when a key shrinks; null where rows are no months.</param>
    public static IEnumerable<string> Others(IReadOnlyList<KeyColumn> keys, KeyColumn total, MoneyFormat money, IReadOnlyList<string>? dayNames) =>
        keys.Where(key => key != Driver(keys, total)).OrderByDescending(key => Math.Abs(key.Change)).Take(2).Select(key => Sentence(key, money, dayNames));

    /// <summary>The key that moved furthest in the direction of the total.</summary>
    public static KeyColumn Driver(IReadOnlyList<KeyColumn> keys, KeyColumn total) => keys.MaxBy(key => key.Change * Math.Sign(total.Change))!;

    private static string Sentence(KeyColumn key, MoneyFormat money, IReadOnlyList<string>? dayNames)
    {
        var change = key.Change;
        var flat = key.Balances[0] > 0 && Math.Abs((decimal)key.Change / key.Balances[0]) < FlatShare;
        var text = flat ? $"{key.Name} is flat ({money.Signed(change)})" : $"{key.Name} {(change < 0 ? "took" : "added")} {money.Text(Math.Abs(change))}";
        return text + (Shrinking(key, dayNames) is { } since ? $" and has shrunk every month since {since}." : ".");
    }

    /// <summary>The month of its last peak, if it went down in every step since, at least three.</summary>
    private static string? Shrinking(KeyColumn key, IReadOnlyList<string>? dayNames)
    {
        var peak = key.Balances.Count - 1;
        while (peak > 0 && key.Balances[peak - 1] > key.Balances[peak]) peak--;
        return key.Balances.Count - 1 - peak >= FewestShrinking ? dayNames?[peak] : null;
    }
}
