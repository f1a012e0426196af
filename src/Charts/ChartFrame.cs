using RevenueBot.Charts.Text;

namespace RevenueBot.Charts;

/// <summary>What is the same around every chart: colours and the words outside the plot.</summary>
public sealed record ChartFrame
{
    /// <summary>Light for mail and most chats; pages show both.</summary>
    public Theme Theme { get; init; } = Theme.Light;

    /// <summary>Null lets the chart name its own finding. A long title wraps to two lines, then ends in "…".</summary>
    public string? Title { get; init; }

    /// <summary>Null says what is drawn, its unit and what is special about it.</summary>
    public string? Subtitle { get; init; }

    /// <summary>How fresh the data is, for example "Data through 10 Dec 2026, 06:00 New York". The chart adds its own caveat.</summary>
    public string? Footer { get; init; }

    /// <summary>Set a number from 1 when a page shows the same chart more than once, so that element ids stay unique.</summary>
    public int Instance { get; init; }

    internal string TitleOr(string finding) => Given(Title) ?? finding;

    internal IReadOnlyList<string> SubtitlesOr(IReadOnlyList<string> wordings) => Given(Subtitle) is { } given ? [given] : wordings;

    private static string? Given(string? words) => SafeText.Readable(words ?? "") is { Length: > 0 } given ? given : null;
}
