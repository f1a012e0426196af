using RevenueBot.Questions;

namespace RevenueBot.Tests.Everywhere;

/// <summary>What a reader of one surface sees of an answer, read back from what was sent.</summary>
/// <param name="Said">Notice, headline and sentences.</param>
/// <param name="Figures">Label, value and comparison of each, without a mark between them.</param>
/// <param name="Rows">Of the table, the columns' names first; without spaces; null where no table is shown.</param>
/// <param name="Alt">The words of the picture; null where none is shown.</param>
internal sealed record Shown(string Surface, string Said, IReadOnlyList<string> Figures, IReadOnlyList<string>? Rows = null, string? Alt = null)
{
    /// <summary>The answer itself.</summary>
    public static Shown Of(Answer answer) => new("the answer", answer.Text, [.. answer.Figures.Select(figure => Tight($"{figure.Label}{figure.Value}{figure.Comparison}"))],
        answer.Table is { } table ? [.. table.Rows.Prepend(table.Columns).Select(row => Row(row))] : null, answer.Chart?.Value.AltText);

    public static string Row(IEnumerable<string> cells, int longest = 32) => string.Concat(cells.Select((cell, i) => i == 0 ? Label(cell, longest) : Tight(cell)));

    /// <summary>Names may be cut: how they begin is enough, the figures beside them are whole.</summary>
    public static string Label(string cell, int longest = 32) => Tight(cell.Length > longest ? cell[..(longest - 1)] + "…" : cell);

    public static string Tight(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('\u200B' or '\u202E' or '\u2066' or '\u200F')));
}
