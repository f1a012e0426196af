using System.Globalization;

namespace RevenueBot.Charts.Figures;

/// <summary>Says how far a value moved against a base.</summary>
internal static class Change
{
    private const decimal ManyTimes = 9.99m;

    /// <summary>
    /// The size of the change without its direction: "3.1%", "under 0.1%". Null when there is no base (zero or less)
    /// or the change is above 999%, where a percentage says nothing.
    /// </summary>
    public static string? Percent(decimal from, decimal to)
    {
        if (from <= 0 || to == from) return null;
        var share = Math.Abs(to - from) / from;
        if (share > ManyTimes) return null;
        var percent = Currency.Round(share * 100, 1);
        return percent == 0 ? "under 0.1%" : percent.ToString("0.0", CultureInfo.InvariantCulture) + "%";
    }

    /// <summary>"12 times" for a change above 999%; null otherwise.</summary>
    public static string? Times(decimal from, decimal to) => from > 0 && (to - from) / from > ManyTimes
        ? Currency.Round(to / from, 0).ToString("#,0", CultureInfo.InvariantCulture) + " times"
        : null;

    /// <summary>The words in brackets behind an amount: "+3.1%", "−3.1%", "under 0.1%", "12 times"; null without a base.</summary>
    public static string? Signed(decimal from, decimal to) => (Percent(from, to), to > from) switch
    {
        (null, _) => Times(from, to),
        ({ } small, _) when small.StartsWith('u') => small,
        ({ } percent, true) => "+" + percent,
        ({ } percent, false) => "\u2212" + percent,
    };

    /// <summary>What stands between a value and its base in a title: "up 3.1% on", "12 times that of", "unchanged on", "up from nothing in".</summary>
    public static string Words(decimal from, decimal to) => (Percent(from, to), Times(from, to)) switch
    {
        ({ } percent, _) => (to > from ? "up " : "down ") + percent + " on",
        (_, { } times) => times + " that of",
        _ when to == from => "unchanged on",
        _ => "up from nothing in",
    };
}
