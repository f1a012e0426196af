using System.Globalization;
using RevenueBot.Metrics;

namespace RevenueBot.Questions.Wording;

/// <summary>Numbers as people read them. One format everywhere; a minus is U+2212 and a change always has its sign.</summary>
internal static class Format
{
    /// <summary>What stands where a number is undefined.</summary>
    public const string Undefined = "–";

    private const decimal LargestPercent = 9.99m;
    private const decimal SmallestPercent = 0.0005m;

    /// <summary>One amount on its own: <c>$58,430</c>, <c>$98.53</c>.</summary>
    public static string Money(long micros, Currency currency) => MoneyFormat.For(currency, micros).Text(micros);

    /// <summary>One change on its own: <c>+$0.63</c>, <c>0</c>.</summary>
    public static string Change(long micros, Currency currency) => MoneyFormat.For(currency, micros).Signed(micros);

    /// <summary>An amount in another than the reporting currency: <c>EUR 1,200</c>.</summary>
    public static string ByCode(long micros, Currency currency)
    {
        var format = MoneyFormat.For(currency, micros);
        return $"{currency.Code} {format.Cell(micros)}";
    }

    /// <summary>As a sentence begins: its first letter large.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>As a sentence goes on: its first letter small.</summary>
    public static string Lower(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];

    /// <summary>A share: <c>97.4%</c>, <c>0%</c>, <c>under 0.1%</c> where it is not 0 but would be shown as 0.</summary>
    public static string Percent(decimal fraction)
    {
        if (fraction == 0) return "0%";
        if (Math.Abs(fraction) < SmallestPercent) return "under 0.1%";
        return (fraction < 0 ? "−" : "") + OneDecimal(Math.Abs(fraction) * 100) + "%";
    }

    /// <summary>Shares of a whole, which add up to 100.0% as they are shown (largest remainder).</summary>
    /// <param name="counts">At least one of them is not 0.</param>
    public static IReadOnlyList<string> Shares(IReadOnlyList<int> counts) => Shares([.. counts.Select(count => (long)count)]);

    /// <inheritdoc cref="Shares(IReadOnlyList{int})"/>
    /// <param name="amounts">None below 0, at least one above it.</param>
    public static IReadOnlyList<string> Shares(IReadOnlyList<long> amounts)
    {
        const long Unit = 1_000_000, Whole = 1_000 * Unit; // a tenth of a percent in its millionths
        var total = amounts.Sum();
        var shown = Rounding.ShownParts([.. amounts.Select(amount => decimal.ToInt64(Math.Round((decimal)Whole * amount / total, MidpointRounding.AwayFromZero)))], Whole, Unit);
        return [.. shown.Select(share => Percent((decimal)share / Whole))];
    }

    /// <summary>
    /// How much larger or smaller: <c>+4.5%</c>, <c>−0.9%</c>, <c>12 times</c> above 999%. Null where it starts from 0 or less, since
    /// there is no percentage of nothing.
    /// </summary>
    public static string? Growth(long from, long to)
    {
        if (from <= 0) return null;
        var growth = ((decimal)to - from) / from;
        if (growth > LargestPercent) return Math.Round((decimal)to / from, MidpointRounding.AwayFromZero).ToString("N0", CultureInfo.InvariantCulture) + " times";
        return (growth >= SmallestPercent ? "+" : "") + Percent(growth);
    }

    /// <summary>Difference of two percentages: <c>+0.3 points</c>.</summary>
    public static string Points(decimal difference)
    {
        var points = Math.Round(difference * 100, 1, MidpointRounding.AwayFromZero);
        return points == 0 ? "0 points" : $"{(points < 0 ? "−" : "+")}{OneDecimal(Math.Abs(points))} points";
    }

    public static string Count(long number) => (number < 0 ? "−" : "") + Math.Abs(number).ToString("N0", CultureInfo.InvariantCulture);

    public static string SignedCount(long number) => (number > 0 ? "+" : "") + Count(number);

    /// <summary>Words up to ten inside prose, digits above.</summary>
    public static string CountWord(int number) => number is >= 0 and <= 10 ? Words[number] : Count(number);

    /// <summary><c>1 customer</c>, <c>22 customers</c>.</summary>
    public static string Counted(long number, string one) => $"{Count(number)} {one}{(number == 1 ? "" : "s")}";

    /// <summary>"churn", "churn and prices", "churn, sales and prices".</summary>
    public static string And(IReadOnlyList<string> parts) => parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";

    private static readonly string[] Words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    private static string OneDecimal(decimal number) =>
        Math.Round(number, 1, MidpointRounding.AwayFromZero).ToString("N1", CultureInfo.InvariantCulture);
}
