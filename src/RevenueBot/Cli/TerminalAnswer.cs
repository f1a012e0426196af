using System.Globalization;
using System.Text;
using RevenueBot.Questions;

namespace RevenueBot.Cli;

/// <summary>An answer as plain text of at most 72 columns. Pure.</summary>
internal static class TerminalAnswer
{
    private const int Width = 72;

    public static string Render(Answer answer)
    {
        IEnumerable<string> parts =
        [
            .. Wrap(answer.Notice ?? "", Width),
            .. Wrap(answer.Headline, Width),
            .. Block(answer.Sentences.SelectMany(sentence => Wrap(sentence, Width))),
            .. Block(answer.Figures.Select(Line)),
            .. Block(answer.Table is { } table ? TerminalTable.Lines(table) : []),
            .. Block(answer.Table?.Note is { } note ? Wrap(note, Width) : []),
            .. Block(answer.Suggestions.Select(Line)),
            .. Block(answer.Footer.Length > 0 ? Wrap(answer.Footer, Width) : []),
        ];
        return Plain(string.Join('\n', parts)) + "\n";
    }

    /// <summary>Without control and direction marks, which could move the cursor or turn figures round.</summary>
    private static string Plain(string text) =>
        string.Concat(text.Where(c => c == '\n' || CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format)));

    private static string Line(Figure figure)
    {
        var comparison = figure.Comparison is { } text ? $"   {text}" : "";
        return $"{figure.Label,-20} {figure.Value,14}{comparison}";
    }

    private static string Line(Suggestion suggestion) =>
        $"- {suggestion.Label}{(suggestion.Label.EndsWith('?') ? "" : ":")} {suggestion.Question}";

    private static IEnumerable<string> Block(IEnumerable<string> lines)
    {
        var block = lines.ToList();
        return block.Count == 0 ? [] : block.Prepend("");
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        if (line.Length > 0) yield return line.ToString();
    }
}
