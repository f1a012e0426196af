using RevenueBot.Questions;
using RevenueBot.Questions.Wording;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack.Unfurling;

/// <summary>What is shown under a link.</summary>
internal sealed record Unfurl(IReadOnlyList<Block> Blocks);

/// <summary>Answer → the small card under a link: the finding and its figures, nothing to click. Slack takes no rich text there.</summary>
internal static class UnfurlView
{
    private const int MostFigures = 4;

    public static Unfurl Render(Answer answer)
    {
        var lines = answer.Notice is { } notice ? new[] { Mrkdwn.Escape(notice), Bold(answer) } : [Bold(answer)];
        List<Block> blocks = [new SectionBlock("finding", TextObject.Marked(string.Join('\n', lines), SectionBlock.MaxText))];
        if (answer.Figures.Count > 0)
            blocks.Add(new SectionBlock("figures", Fields: [.. answer.Figures.Take(MostFigures).Select(figure => TextObject.Marked($"*{Mrkdwn.Escape(figure.Label)}*\n{Mrkdwn.Escape(figure.Value)}", SectionBlock.MaxField))]));
        if (answer.Footer.Length > 0) blocks.Add(new ContextBlock("foot", [TextObject.Marked(Mrkdwn.Escape(answer.Footer), SectionBlock.MaxText)]));
        return new(blocks);
    }

    private static string Bold(Answer answer) => $"*{Mrkdwn.Escape(PlainText.Cut(answer.Headline, 1_000))}*";
}
