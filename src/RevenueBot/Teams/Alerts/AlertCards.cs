using RevenueBot.Alerts.Cards;
using RevenueBot.Handling;
using RevenueBot.Metrics;
using RevenueBot.Teams.Cards;

namespace RevenueBot.Teams.Alerts;

/// <summary>What the surroundings add to an alert.</summary>
/// <param name="Now">When the card is written: its form offers days after this one.</param>
internal sealed record AlertSetting(AlertLinks Links, DateTimeOffset Now, CompanyCalendar Calendar)
{
    public TeamsPeople People { get; init; } = TeamsPeople.Nobody;

    /// <summary>Others read it too: an owner is chosen among them.</summary>
    public bool IsShared { get; init; } = true;

    /// <summary>It may be there already, and nobody can tell.</summary>
    public bool IsRepeat { get; init; }
}

/// <summary>Alert → card, in every state by the same skeleton. Pure; computes no figure; what it was given stands in text runs alone.</summary>
internal static class AlertCards
{
    private const int MaxHeader = 150, MaxFinding = 300, MaxReason = 160;

    /// <summary>Characters of a detail or a note: the fullest card that Teams takes.</summary>
    private static readonly int[] _rooms = [300, 150, 80, 40];

    private const int MaxTableRows = 12;
    private const string Repeat = "Posted again: Teams did not confirm an earlier post, so this may be here twice.";

    public static CardMessage Render(AlertCard card, AlertSetting setting) => _rooms.Select(room => Render(card, setting, room)).FirstOrDefault(message => message.Fits()) ?? Render(card with { Table = null }, setting, _rooms[^1]);

    private static CardMessage Render(AlertCard card, AlertSetting setting, int room)
    {
        List<CardMention> mentions = [];
        List<CardElement> body = [Header(card), Finding(card, room), .. Why(card), .. Top(card)];
        if (card.Remark is { Length: > 0 } remark) body.Add(CardParts.Sentence($"Reason given: {remark}", room));
        body.AddRange(card.Notes.Take(4).Select((note, i) => Note(note, setting.People, mentions, room) with { Spacing = i == 0 ? "Medium" : "None" }));
        if (card.Owner is { } owner) body.Add(Note(new("Owner:", "") { By = owner }, setting.People, mentions, room) with { Spacing = "None" });
        body.AddRange(CardParts.Foot([.. setting.IsRepeat ? [Repeat] : Array.Empty<string>(), .. card.Footer.Split('\n').Take(4)]));
        var header = $"{card.State}{(card.Subject.Length > 0 ? $": {card.Subject}" : "")}";
        return CardParts.Message(setting.IsRepeat ? $"{card.Summary} {Repeat}" : card.Summary, $"{header}. {card.Finding}", body, AlertButtons.Of(card, setting), mentions: mentions);
    }

    /// <summary>A line under a card.</summary>
    public static CardMessage Render(ThreadLine line, TeamsPeople people)
    {
        List<CardMention> mentions = [];
        var who = line.Mention is { } called ? Called(called, people, mentions) : null;
        var by = line.By is { } doer ? $" {people.Show(doer)}." : "";
        var text = $"{line.Text}{by}";
        var spoken = line.Mention is { } named ? $"{people.Show(named)} {text}" : text;
        CardElement first = who is { } mention ? new MarkedText($"{mention} {CardText.Marked(text, MaxFinding)}") : RichTextBlock.Of(new TextRun(CardText.Inert(spoken, MaxFinding)));
        return CardParts.Message(spoken, spoken, [first, .. line.Table is { Rows.Count: > 0 } table ? [Of(table)] : (CardElement[])[]], [], mentions: mentions);
    }

    private static RichTextBlock Header(AlertCard card) =>
        RichTextBlock.Of(TextRun.Bold(CardText.Inert($"{Mark(card.Mark)} {card.State}{(card.Subject.Length > 0 ? $": {card.Subject}" : "")}", MaxHeader)) with { Size = "Medium" });

    private static RichTextBlock Finding(AlertCard card, int room) =>
        RichTextBlock.Of([TextRun.Bold(CardText.Inert(card.Finding, MaxFinding)), .. card.Details.Take(12).Select(detail => new TextRun($" {CardText.Inert(detail, room)}"))]) with { Spacing = "Small" };

    private static IEnumerable<CardElement> Why(AlertCard card) => card.Reasons.Count == 0 ? [] :
    [
        RichTextBlock.Of(TextRun.Bold("Why")) with { Spacing = "Medium" },
        .. card.Reasons.Take(3).Select((reason, i) => RichTextBlock.Of(new TextRun($"{i + 1}. {CardText.Inert(reason, MaxReason)}")) with { Spacing = "None" }),
    ];

    private static IEnumerable<CardElement> Top(AlertCard card) => card.Table is not { Rows.Count: > 0 } table ? [] :
        [RichTextBlock.Of(TextRun.Bold(CardText.Inert(table.Heading, MaxReason))) with { Spacing = "Medium" }, Of(table) with { Spacing = "Small" }];

    private static Table Of(CardTable table) => CardTables.Of(table.Columns, [.. table.Rows.Take(MaxTableRows)]);

    /// <summary>A label that is a sentence of its own needs no colon.</summary>
    private static CardElement Note(CardNote note, TeamsPeople people, List<CardMention> mentions, int room)
    {
        if (note.By is { } person && Called(person.Address, people, mentions) is { } mention) return new MarkedText($"**{CardText.Marked(note.Label, MaxReason)}** {mention} {CardText.Marked(note.Text, room)}".TrimEnd());
        var label = note.By is not null || note.Label.EndsWith('.') ? note.Label : $"{note.Label}:";
        var who = note.By is { } named ? $"{Doers.Elsewhere(named.Name) ?? CardText.Inert(named.Name, 40)} " : "";
        return RichTextBlock.Of(TextRun.Bold($"{CardText.Inert(label, MaxReason)} "), new TextRun($"{who}{CardText.Inert(note.Text, room)}"));
    }

    /// <summary>The mention of somebody whom Teams knows, noted in the card; null for anybody else.</summary>
    private static string? Called(string? address, TeamsPeople people, List<CardMention> mentions)
    {
        if (people.Mention(address) is not { } mention) return null;
        if (!mentions.Contains(mention)) mentions.Add(mention);
        return mention.Text;
    }

    private static string Mark(CardMark mark) => mark switch { CardMark.High => "🔴", CardMark.Medium => "🟠", CardMark.Good => "🟢", CardMark.Quiet => "⚪" };
}
