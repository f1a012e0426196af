using RevenueBot.Questions.Wording;
using RevenueBot.Reports;

namespace RevenueBot.Intel;

/// <summary>Market notes as a part of a report: pure.</summary>
internal static class MarketSection
{
    public const int MostShown = 8;

    /// <summary>The first eight, and how many others there are. Null where there are none: no empty part is ever made.</summary>
    /// <param name="quotes">As <see cref="MarketNotes.ReadAsync"/> gives them.</param>
    public static DigestSection? Of(IReadOnlyList<DigestQuote> quotes) => quotes.Count == 0 ? null : new DigestSection("market", "Market notes")
    {
        Headline = $"{Format.Counted(quotes.Count, "new market note")}. Each has its author and source.",
        Quotes = [.. quotes.Take(MostShown)],
        Sentences = quotes.Count > MostShown ? [$"{Format.Counted(quotes.Count - MostShown, "other")} not shown here: type /intel."] : [],
        Note = "Notes come from /intel and from feeds. RevenueBot adds nothing to them.",
    };
}
