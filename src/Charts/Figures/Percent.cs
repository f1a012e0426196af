namespace RevenueBot.Charts.Figures;

/// <summary>Writes fractions as percentages, rounded once, half away from zero.</summary>
internal static class Percent
{
    /// <summary>"83%": for cohorts, tracks and shares of a target.</summary>
    public static string Whole(decimal share) => Digits(share) + "%";

    /// <summary>"83": for cells whose unit stands above them.</summary>
    public static string Digits(decimal share) => Decimals.Write(share * 100, 0);

    /// <summary>"23.1%", "−0.4%", "under 0.1%" for what is too small to show.</summary>
    public static string One(decimal share) => share > 0 && Currency.Round(share * 100, 1) == 0 ? "under 0.1%" : Decimals.Write(share * 100, 1) + "%";

    /// <summary>"+2%", "−1%", "0%".</summary>
    public static string Signed(decimal share) => Decimals.Signed(share * 100, 0) + "%";
}
