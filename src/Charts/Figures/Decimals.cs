using System.Globalization;

namespace RevenueBot.Charts.Figures;

/// <summary>Writes numbers without a unit, rounded once, half away from zero.</summary>
internal static class Decimals
{
    /// <summary>"3.5", "−1,204". What rounds to zero has no sign.</summary>
    public static string Write(decimal value, int decimals)
    {
        var rounded = Currency.Round(value, decimals);
        return (rounded < 0 ? "\u2212" : "") + Math.Abs(rounded).ToString(decimals == 0 ? "#,0" : "#,0." + new string('0', decimals), CultureInfo.InvariantCulture);
    }

    /// <summary>"+2", "−0.3", "0".</summary>
    public static string Signed(decimal value, int decimals) => (Currency.Round(value, decimals) > 0 ? "+" : "") + Write(value, decimals);

    /// <summary>For axes: "2.5", "1,000", "20k", "3M".</summary>
    public static string Short(decimal value)
    {
        var size = Math.Abs(value);
        var (unit, suffix) = size switch { >= 1_000_000_000m => (1_000_000_000m, "bn"), >= 1_000_000m => (1_000_000m, "M"), >= 10_000m => (1_000m, "k"), _ => (1m, "") };
        return (value < 0 ? "\u2212" : "") + (size / unit).ToString("#,0.####", CultureInfo.InvariantCulture) + suffix;
    }
}
