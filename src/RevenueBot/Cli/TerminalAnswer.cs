using RevenueBot.Questions;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Cli;

/// <summary>An answer as plain text of at most 72 columns, without control and direction marks, which could move the cursor or turn figures round. Pure.</summary>
internal static class TerminalAnswer
{
    public static string Render(Answer answer)
    {
        IEnumerable<string> parts =
        [
            .. PlainLines.Wrap(answer.Notice ?? ""),
            .. PlainLines.Wrap(answer.Headline),
            .. Block(answer.Sentences.SelectMany(sentence => PlainLines.Wrap(sentence))),
            .. Block(PlainLines.Figures(answer.Figures)),
            .. Block(answer.Table is { } table ? PlainTable.Lines(table, PlainLines.Width) : []),
            .. Block(PlainLines.Wrap(answer.Table?.Note ?? "")),
            .. Block(answer.Suggestions.SelectMany(suggestion => PlainLines.Wrap(Line(suggestion)))),
            .. Block(PlainLines.Wrap(answer.Footer)),
        ];
        return string.Join('\n', parts) + "\n";
    }

    private static string Line(Suggestion suggestion) =>
        $"- {suggestion.Label}{(suggestion.Label.EndsWith('?') ? "" : ":")} {suggestion.Question}";

    private static IEnumerable<string> Block(IEnumerable<string> lines)
    {
        var block = lines.ToList();
        return block.Count == 0 ? [] : block.Prepend("");
    }
}
