using System.Text;

namespace RevenueBot.Reports;

/// <summary>What lists of mails show after a subject.</summary>
internal static class DigestPreheader
{
    public const int Shortest = 80, Longest = 110;

    /// <summary>Whatever stands before them, one of these brings the text to its length.</summary>
    private static readonly string[] _fillers =
    [
        "All figures are inside.", "Figures, comparisons and sources are inside.", "Inside: what changed, why, what to do, and where each figure comes from.",
        "What changed, why, and what to do; each figure has its day, its comparison and its source.",
    ];

    /// <summary>As many of the sentences, in their order, as there is room for. A sentence is never cut.</summary>
    public static string Of(IEnumerable<string?> sentences)
    {
        StringBuilder text = new();
        foreach (var sentence in sentences.OfType<string>())
            if (Fits(text, sentence)) Add(text, sentence);
        if (text.Length < Shortest) Add(text, _fillers.First(filler => Fits(text, filler) && text.Length + 1 + filler.Length >= Shortest));
        return text.ToString();
    }

    private static bool Fits(StringBuilder text, string sentence) => text.Length + 1 + sentence.Length <= Longest;

    private static void Add(StringBuilder text, string sentence) => text.Append(text.Length == 0 ? "" : " ").Append(sentence);
}
