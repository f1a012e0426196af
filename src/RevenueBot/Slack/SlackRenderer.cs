using RevenueBot.Access;
using RevenueBot.Questions;
using RevenueBot.Questions.Wording;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack;

/// <summary>What the surroundings add to an answer.</summary>
/// <param name="PictureId">Slack's id of the uploaded chart; null: the message goes without.</param>
/// <param name="CanShare">The asker reads it alone, in a channel to which it could be posted.</param>
/// <param name="PictureAddress">Where Slack may fetch the chart that could not be uploaded.</param>
internal sealed record Setting(Sealing Seal, string? PictureId = null, bool CanShare = false, Uri? PictureAddress = null)
{
    /// <summary>Slack draws charts and tables itself.</summary>
    public bool IsNative { get; init; }
}

/// <summary>Answer → message. Pure; computes no figure; escapes everything that it was given.</summary>
internal static class SlackRenderer
{
    private const int MaxFigures = 6;
    private const int MaxFollowUps = 2;
    private const int MaxSuggestions = 3;

    /// <summary>Sealed, a question must fit the 2000 characters of a button's value; longer ones get no button.</summary>
    public const int MaxQuestion = 400;

    public static Message Render(Answer answer, Setting setting) => answer.Kind switch
    {
        AnswerKind.NotUnderstood => NotUnderstood(answer, setting),
        AnswerKind.Failed or AnswerKind.Refused or AnswerKind.Help or AnswerKind.Done or AnswerKind.Figures => Full(answer, setting),
    };

    private static Message Full(Answer answer, Setting setting)
    {
        List<Block> blocks = [Finding(answer)];
        if (answer.Figures.Count > 0) blocks.Add(new SectionBlock("figures", Fields: [.. answer.Figures.Take(MaxFigures).Select(Field)]));
        var picture = Picture(answer, setting);
        var table = picture is null && answer.Figures.Count == 0 && answer.Table is { Columns.Count: > 1 } shown ? shown : null;
        var (chart, data) = setting.IsNative ? (NativeAnswer.Chart(answer), NativeAnswer.Table(answer)) : (null, null);
        if (table is not null && chart is null) blocks.Add(data is null ? RichTextBlock.Table("table", TextTable.Render(table)) : data);
        if (picture is not null) blocks.Add(picture);
        if (chart is not null) blocks.Add(chart);
        if (Buttons(answer, setting) is { Count: > 0 } buttons) blocks.Add(new ActionsBlock("next", buttons));
        if (Foot(answer, table) is { Length: > 0 } foot) blocks.Add(Context(foot));
        return new Message(Alone(answer), blocks);
    }

    private static Message NotUnderstood(Answer answer, Setting setting)
    {
        var meant = answer.Suggestions.Where(s => s.Question.Length <= MaxQuestion).Take(MaxSuggestions).ToList();
        List<Block> blocks = [new SectionBlock("finding", TextObject.Plain(answer.Headline, SectionBlock.MaxText))];
        if (meant.Count > 0)
        {
            blocks.Add(new SectionBlock("meant", TextObject.Marked("*Did you mean*", SectionBlock.MaxText)));
            blocks.Add(new ActionsBlock("suggest", [.. meant.Select((s, i) => Button.Of(s.Label, SlackActions.Suggest(i + 1), setting.Seal(s.Question)))]));
        }

        blocks.Add(Context("Or type `/mrr help` for everything I can answer. Only you can see this."));
        var text = meant.Count == 0 ? answer.Headline : $"{answer.Headline} Did you mean: {string.Join(", or ", meant.Select(s => s.Label))}?";
        return new Message(Text(text), blocks);
    }

    private static SectionBlock Finding(Answer answer)
    {
        var sentences = answer.Sentences.Select(Mrkdwn.Escape).Prepend($"*{Mrkdwn.Escape(answer.Headline)}*");
        var text = string.Join('\n', answer.Notice is { } notice ? sentences.Prepend(Mrkdwn.Escape(notice)) : sentences);
        return new SectionBlock("finding", TextObject.Marked(text, SectionBlock.MaxText), Expand: true);
    }

    private static TextObject Field(Figure figure)
    {
        var comparison = figure.Comparison is { Length: > 0 } vs ? "\n" + Mrkdwn.Escape(vs) : "";
        return TextObject.Marked($"*{Mrkdwn.Escape(figure.Label)}*\n{Mrkdwn.Escape(figure.Value)}{comparison}", SectionBlock.MaxField);
    }

    private static ImageBlock? Picture(Answer answer, Setting setting)
    {
        if (setting is { PictureId: null, PictureAddress: null } || !answer.WantsPicture || answer.Chart?.Value is not { } chart) return null;
        var alt = PlainText.Cut(PlainText.Printable(chart.AltText), ImageBlock.MaxAltText);
        var title = TextObject.Plain(chart.Title, ImageBlock.MaxTitle);
        return setting.PictureId is { } file ? new ImageBlock("chart", alt, title) { SlackFile = new SlackFile(file) } : new ImageBlock("chart", alt, title) { ImageUrl = setting.PictureAddress };
    }

    private static List<Button> Buttons(Answer answer, Setting setting)
    {
        if (answer.Question.Length > MaxQuestion) return [];
        List<Button> buttons = [];
        if (answer.Link is { } link) buttons.Add(Button.Of(link.Label, SlackActions.OpenDashboard, null) with { Url = link.Address.AbsoluteUri });
        if (answer.HasReceipt) buttons.Add(SlackActions.ReceiptButton(setting.Seal(answer.Id)));
        buttons.AddRange(answer.Suggestions.Where(s => s.Question.Length <= MaxQuestion).Take(MaxFollowUps).Select((s, i) => Button.Of(s.Label, SlackActions.Ask(i + 1), setting.Seal(s.Question))));
        if (answer is { HasReceipt: true, Figures.Count: 0, Table.Columns.Count: > 1 }) buttons.Add(SlackActions.CsvButton(setting.Seal(answer.Question)));
        if (setting.CanShare && answer.Kind == AnswerKind.Figures) buttons.Add(SlackActions.ShareButton(setting.Seal(answer.Question)));
        return buttons;
    }

    private static string Foot(Answer answer, AnswerTable? table)
    {
        string?[] lines = [table?.Note, answer.Footer];
        return string.Join('\n', lines.Where(l => !string.IsNullOrEmpty(l)).Select(l => Mrkdwn.Escape(l!)));
    }

    private static string Alone(Answer answer) => Text(answer.Text);

    private static string Text(string text) => Mrkdwn.CutEscaped(Mrkdwn.Escape(text), Message.MaxText);

    private static ContextBlock Context(string text) => new("foot", [TextObject.Marked(text, SectionBlock.MaxText)]);
}
