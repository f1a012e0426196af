using System.Globalization;

namespace RevenueBot.Metrics.Health;

/// <summary>Numbers of facts in plain words, as everywhere: one decimal in percentages, digits grouped.</summary>
internal static class FactWords
{
    private const int LongestName = 40;

    public static string Counted(int number, string one) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {one}{(number == 1 ? "" : "s")}");

    public static string People(int number) => number == 1 ? "1 person" : string.Create(CultureInfo.InvariantCulture, $"{number:N0} people");

    public static string OneDecimal(decimal number) => Math.Round(number, 1, MidpointRounding.AwayFromZero).ToString("N1", CultureInfo.InvariantCulture);

    public static string Percent(decimal fraction) => fraction == 0 ? "0%" : fraction < 0.0005m ? "under 0.1%" : OneDecimal(fraction * 100) + "%";

    /// <summary>"down 61.7%", "up 12.0%", "unchanged".</summary>
    public static string Moved(decimal fraction) => Math.Abs(fraction) < 0.0005m ? "unchanged" : $"{(fraction < 0 ? "down" : "up")} {Percent(Math.Abs(fraction))}";

    /// <summary>What somebody called a metric or a feature, on one line and not too long.</summary>
    public static string Named(string name)
    {
        var line = string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestName ? line : line[..(LongestName - 1)] + "…";
    }
}
