using RevenueBot.Alerts.Cards;
using RevenueBot.Handling;
using RevenueBot.Questions;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack.Alerts;

/// <summary>What the surroundings add to a card.</summary>
/// <param name="Version">Ends every block id: Slack keeps what it knows of a block under its id.</param>
/// <param name="PictureId">Slack's id of the uploaded trend; null: the card goes without.</param>
/// <param name="IsRepeat">It may be there already, and nobody can tell.</param>
internal sealed record CardSetting(string Version, AlertLinks Links, string? PictureId = null, bool IsRepeat = false);

/// <summary>Card → message, in every state by the same skeleton. Pure; computes no figure; escapes everything that it was given.</summary>
internal static class SlackCards
{
    private const int MaxFinding = 1000;
    private const int MaxTableRows = 12;
    private const string Repeat = "Posted again: Slack did not confirm an earlier post, so this may be here twice.";

    public static Message Render(AlertCard card, CardSetting setting)
    {
        List<Block> blocks = [Header(card, setting), Finding(card, setting)];
        if (card.Reasons.Count > 0) blocks.Add(Section("why", setting, "*Why*\n" + string.Join('\n', card.Reasons.Take(3).Select((reason, i) => $"{i + 1}. {Mrkdwn.Escape(reason)}"))));
        if (card.Table is { Rows.Count: > 0 } table) blocks.Add(Section("top", setting, $"{Bold(table.Heading)}\n{Mrkdwn.Code(Text(table))}"));
        if (card.Remark is { Length: > 0 } remark) blocks.Add(new SectionBlock(Id("note", setting), TextObject.Plain($"Reason given: {remark}", 500)));
        if (Todo(card) is { Length: > 0 } todo) blocks.Add(Section("todo", setting, todo));
        if (AlertActionIds.Buttons(card, setting.Links) is { Count: > 0 } buttons) blocks.Add(new ActionsBlock(Id("act", setting), buttons));
        blocks.Add(Foot(card, setting));
        var text = setting.IsRepeat ? $"{card.Summary} {Repeat}" : card.Summary;
        return new(Mrkdwn.CutEscaped(Mrkdwn.Escape(text), Message.MaxText), blocks);
    }

    /// <summary>A line under a card.</summary>
    public static Message Render(ThreadLine line)
    {
        var mention = line.Mention is { } called && (SlackPeople.Mention(called) ?? Doers.Elsewhere(called)) is { } person ? person + " " : "";
        var by = line.By is { } doer ? $" {SlackPeople.Show(new(doer, doer))}." : "";
        var text = Mrkdwn.CutEscaped($"{mention}{Mrkdwn.Escape(line.Text)}{by}", SectionBlock.MaxText);
        List<Block> blocks = [new SectionBlock("entry", TextObject.Marked(text, SectionBlock.MaxText))];
        if (line.Table is { Rows.Count: > 0 } table) blocks.Add(RichTextBlock.Table("parts", Text(table)));
        return new(text, blocks);
    }

    /// <summary>Words alone, where Slack refuses the blocks.</summary>
    public static Message Plain(Message message) => message with { Blocks = [] };

    private static HeaderBlock Header(AlertCard card, CardSetting setting)
    {
        var subject = card.Subject.Length > 0 ? $": {card.Subject}" : "";
        return new(Id("head", setting), TextObject.Plain($"{Mark(card.Mark)} {card.State}{subject}", HeaderBlock.MaxText));
    }

    private static SectionBlock Finding(AlertCard card, CardSetting setting)
    {
        var text = string.Join('\n', card.Details.Select(Mrkdwn.Escape).Prepend(Bold(card.Finding)));
        return Section("finding", setting, text) with { Accessory = Picture(card, setting) };
    }

    private static ImageElement? Picture(AlertCard card, CardSetting setting) => setting.PictureId is { } file && card.Trend is { } trend
        ? new(new SlackFile(file), TextObject.Plain(trend.Label, ImageBlock.MaxAltText).Text) : null;

    /// <summary>A label that is a sentence of its own needs no colon.</summary>
    private static string Todo(AlertCard card)
    {
        var lines = card.Notes.Select(note => note.By is { } person ? $"{Bold(note.Label)} {SlackPeople.Show(person)} {Mrkdwn.Escape(note.Text)}"
            : $"{Bold(note.Label.EndsWith('.') ? note.Label : note.Label + ":")} {Mrkdwn.Escape(note.Text)}");
        return string.Join('\n', card.Owner is { } owner ? lines.Append($"*Owner:* {SlackPeople.Show(owner)}") : lines);
    }

    private static ContextBlock Foot(AlertCard card, CardSetting setting)
    {
        var text = setting.IsRepeat ? $"{Repeat}\n{card.Footer}" : card.Footer;
        return new(Id("foot", setting), [TextObject.Marked(string.Join('\n', text.Split('\n').Select(Mrkdwn.Escape)), SectionBlock.MaxText)]);
    }

    private static SectionBlock Section(string id, CardSetting setting, string text) => new(Id(id, setting), TextObject.Marked(text, SectionBlock.MaxText));

    private static string Text(CardTable table) => TextTable.Render(new AnswerTable(table.Columns, table.Rows), MaxTableRows);

    private static string Bold(string text) => $"*{Mrkdwn.CutEscaped(Mrkdwn.Escape(text), MaxFinding)}*";

    private static string Id(string name, CardSetting setting) => $"{name}.{setting.Version}";

    private static string Mark(CardMark mark) => mark switch { CardMark.High => "🔴", CardMark.Medium => "🟠", CardMark.Good => "🟢", CardMark.Quiet => "⚪" };
}
