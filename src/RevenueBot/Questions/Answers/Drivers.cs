using RevenueBot.Metrics;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <summary>What moved a figure, in sentences.</summary>
internal static class Drivers
{
    /// <summary>From this ratio on a line is compared by its factor.</summary>
    private const decimal TellingRatio = 1.5m;

    /// <summary>"New customers brought the most; churn is $312 higher." Null where nothing moved in either period.</summary>
    public static string? Summary(PeriodMrr now, PeriodMrr before, MoneyFormat money)
    {
        var gain = Line.All.Where(line => line.Amount(now) > 0).MaxBy(line => line.Amount(now));
        var loss = Line.All.Where(line => line.IsLoss).MaxBy(line => Math.Abs(line.Amount(now) - line.Amount(before)))!;
        string?[] parts = [gain is null ? null : $"{gain.Subject} brought the most", LossChange(loss, Shown(loss, now, money), Shown(loss, before, money), money)];
        var text = string.Join("; ", parts.OfType<string>());
        return text.Length == 0 ? null : Format.Capital(text) + ".";
    }

    /// <summary>At most three lines, the largest first: "Churn took $1,082, 1.9 times the $560 of the week before."</summary>
    /// <param name="beforeName">"the week before", "1–10 Oct".</param>
    public static IEnumerable<string> Largest(PeriodMrr now, PeriodMrr before, MoneyFormat money, string beforeName) =>
        Largest([.. Line.All.Select(line => Shown(line, now, money))], [.. Line.All.Select(line => Shown(line, before, money))], money, beforeName);

    /// <summary>The same of amounts as they are shown, one for each of <see cref="Line.All"/>: beside a table that has them too.</summary>
    public static IEnumerable<string> Largest(IReadOnlyList<long> now, IReadOnlyList<long> before, MoneyFormat money, string beforeName) =>
        Line.All.Select((line, i) => (line, amount: now[i], before: before[i])).Where(row => row.amount != 0).OrderByDescending(row => Math.Abs(row.amount)).Take(3)
            .Select(row => $"{row.line.Subject} {Verb(row.amount)} {money.Text(Math.Abs(row.amount))}{Compared(row.amount, row.before, money, beforeName)}.");

    /// <summary>A sentence rounds the line itself; the table's cell may be one unit away where its total requires it.</summary>
    private static long Shown(Line line, PeriodMrr row, MoneyFormat money) => money.Round(line.Amount(row));

    private static string Verb(long amount) => amount > 0 ? "added" : "took";

    private static string Compared(long now, long before, MoneyFormat money, string beforeName)
    {
        if (before == 0 || Math.Sign(before) != Math.Sign(now)) return "";
        var (size, base_) = (money.Text(Math.Abs(before)), Math.Abs((decimal)now / before));
        return base_ >= TellingRatio && base_ < 1000
            ? $", {Math.Round(base_, 1, MidpointRounding.AwayFromZero).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture)} times the {size} of {beforeName}"
            : $", vs {size} in {beforeName}";
    }

    private static string? LossChange(Line loss, long now, long before, MoneyFormat money)
    {
        var change = Math.Abs(now) - Math.Abs(before);
        if (change == 0) return null;
        var subject = loss.Label == "Paused" ? "paused MRR" : loss.Label.ToLowerInvariant();
        return $"{subject} is {money.Text(Math.Abs(change))} {(change > 0 ? "higher" : "lower")}";
    }
}
