namespace RevenueBot.Charts;

/// <summary>Everything a chart says outside its plot.</summary>
/// <param name="Title">The finding.</param>
/// <param name="Subtitles">What is drawn, from the fullest wording to the shortest.</param>
/// <param name="Sentences">The figures as sentences, the most important first.</param>
internal sealed record ChartWords(string Title, IReadOnlyList<string> Subtitles, IReadOnlyList<string> Sentences)
{
    /// <summary>What the drawing has to admit, from the fullest wording to the shortest; starts in lower case.</summary>
    public IReadOnlyList<string> Caveats { get; init; } = [];

    /// <summary>The figures as points; null where they are not one value a point.</summary>
    public ChartPlot? Plot { get; init; }

    /// <summary>True where the caveats are left out rather than the end of the caller's words.</summary>
    public bool CaveatsMayGo { get; init; }

    /// <summary>All figures, without a limit of length.</summary>
    public string Description => string.Join(' ', Sentences);

    /// <summary>As many of the sentences, the most important first, as fit <see cref="Chart.AltTextLimit"/>.</summary>
    public string AltText
    {
        get
        {
            var text = "";
            foreach (var sentence in Sentences)
            {
                if (text.Length + sentence.Length < Chart.AltTextLimit) text += text.Length == 0 ? sentence : " " + sentence;
            }

            return text;
        }
    }

    /// <summary>The caller's words, then the caveats, from the fullest to the shortest; at least the caller's words stay.</summary>
    public IReadOnlyList<string> Footers(string? footer)
    {
        if (Caveats.Count == 0) return [footer ?? ""];
        if (string.IsNullOrWhiteSpace(footer)) return [.. Caveats.Select(c => char.ToUpperInvariant(c[0]) + c[1..])];
        var last = CaveatsMayGo ? footer : $"{char.ToUpperInvariant(Caveats[^1][0])}{Caveats[^1][1..]} · {footer}";
        return [.. Caveats.Select(c => $"{footer} · {c}"), last];
    }
}
