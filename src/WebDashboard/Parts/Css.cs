using System.Globalization;

namespace RevenueBot.WebDashboard.Parts;

/// <summary>Names of classes, and numbers as attributes write them.</summary>
internal static class Css
{
    /// <summary>Of a text.</summary>
    public static string Of(Judgement judgement) => judgement switch { Judgement.Good => "good", Judgement.Warn => "warn", Judgement.Bad => "bad", _ => "" };

    /// <summary>Of a tag or a banner.</summary>
    public static string Letter(Judgement judgement) => judgement switch { Judgement.Good => "g", Judgement.Warn => "w", Judgement.Bad => "b", _ => "" };

    /// <summary>Of a filled shape.</summary>
    public static string Fill(Judgement judgement) => judgement switch { Judgement.Good => "fill-g", Judgement.Warn => "fill-w", Judgement.Bad => "fill-b", _ => "fill-a" };

    /// <summary>A coordinate, with one decimal.</summary>
    public static string N(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);
}
