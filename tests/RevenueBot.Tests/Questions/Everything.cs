using RevenueBot.Questions;

namespace RevenueBot.Tests.Questions;

/// <summary>Every word of an answer that any surface could show.</summary>
internal static class Everything
{
    public static string In(Answer answer) => string.Join('\n',
    [
        answer.Text, answer.Question, answer.Footer, answer.Chart?.Value.AltText ?? "", answer.Chart?.Value.Title ?? "", answer.Table?.Note ?? "",
        .. answer.Figures.Select(figure => $"{figure.Label} {figure.Value} {figure.Comparison}"),
        .. answer.Table?.Columns ?? [], .. answer.Table?.Rows.SelectMany(row => row) ?? [],
        .. answer.Suggestions.Select(suggestion => $"{suggestion.Label} {suggestion.Question}"),
    ]);
}
