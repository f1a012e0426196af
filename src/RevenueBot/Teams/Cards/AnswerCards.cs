using RevenueBot.Access;
using RevenueBot.Questions;

namespace RevenueBot.Teams.Cards;

/// <summary>What the surroundings add to an answer.</summary>
/// <param name="Picture">The signed address of its chart; null: clients draw it themselves where they can.</param>
/// <param name="Dashboard">Null: no button leads to a page.</param>
/// <param name="CanShare">The asker reads it alone, and there is a channel to which it could be posted.</param>
internal sealed record AnswerSetting(Sealing Seal, Uri? Picture = null, Uri? Dashboard = null, bool CanShare = false);

/// <summary>Answer → card. Pure; computes no figure; what it was given stands in text runs alone.</summary>
internal static class AnswerCards
{
    /// <summary>As the other platforms: longer questions get no button.</summary>
    public const int MaxQuestion = 400;

    private const int MaxFollowUps = 2;
    private const int MaxSuggestions = 3;
    private const int WideTable = 5;
    private const string TooWide = "The table does not fit into a card: ask for fewer groups.";

    public static CardMessage Render(Answer answer, AnswerSetting setting) => answer.Kind switch
    {
        AnswerKind.NotUnderstood => NotUnderstood(answer, setting),
        AnswerKind.Failed or AnswerKind.Refused or AnswerKind.Help or AnswerKind.Done or AnswerKind.Figures => Room.Fit(answer, room => Full(answer, setting, room, Buttons(answer, setting))),
    };

    /// <summary>The lines that add up to a figure, for the person who asked for them.</summary>
    public static CardMessage Receipt(Answer receipt) => Room.Fit(receipt, room => Full(receipt, new(text => text), room, []));

    private static CardMessage Full(Answer answer, AnswerSetting setting, Room room, IReadOnlyList<CardButton> buttons)
    {
        var table = ShowsTable(answer, room, setting) ? answer.Table : null;
        List<CardElement> body = [.. answer.Notice is { } notice ? [CardParts.Sentence(notice, room.Words)] : (CardElement[])[], CardParts.Finding(answer.Headline)];
        body.AddRange(answer.Sentences.Take(room.Sentences).Select(sentence => CardParts.Sentence(sentence, room.Words)));
        if (answer.Figures.Count > 0) body.Add(CardParts.Figures(answer.Figures));
        if (Picture(answer, setting, room) is { } picture) body.Add(picture);
        if (table is not null && room.Rows > 0) body.AddRange(CardTables.Of(table, room.Rows));
        body.AddRange(CardParts.Foot([table is { Rows.Count: > 0 } && room.Rows == 0 ? TooWide : table?.Note, answer.Footer]));
        return CardParts.Message(answer.Text, answer.Headline, body, [.. buttons.Take(room.Buttons)], isWide: table?.Columns.Count >= WideTable);
    }

    private static CardMessage NotUnderstood(Answer answer, AnswerSetting setting)
    {
        var meant = answer.Suggestions.Where(s => s.Question.Length <= MaxQuestion).Take(MaxSuggestions).ToList();
        List<CardElement> body = [CardParts.Finding(answer.Headline)];
        if (meant.Count > 0) body.Add(RichTextBlock.Of(TextRun.Bold("Did you mean")) with { Spacing = "Medium" });
        body.AddRange(CardParts.Foot(["Or type help for everything I can answer."]));
        var text = meant.Count == 0 ? answer.Headline : $"{answer.Headline} Did you mean: {string.Join(", or ", meant.Select(s => s.Label))}?";
        return CardParts.Message(text, answer.Headline, body, [.. meant.Select(s => CardButton.Acts(s.Label, CardVerbs.Ask, setting.Seal(s.Question)))]);
    }

    private static bool ShowsTable(Answer answer, Room room, AnswerSetting setting) =>
        answer.Figures.Count == 0 && answer.Table is { Columns.Count: > 1 } && Picture(answer, setting, room) is null;

    private static CardElement? Picture(Answer answer, AnswerSetting setting, Room room)
    {
        if (!room.HasPicture || !answer.WantsPicture || answer.Chart?.Value is not { } chart) return null;
        return setting.Picture is { } address ? new Picture(address, CardText.Spoken(chart.AltText, Charts.Chart.AltTextLimit)) { Spacing = "Medium" } : NativeCharts.Of(chart);
    }

    private static List<CardButton> Buttons(Answer answer, AnswerSetting setting)
    {
        List<CardButton> buttons = [];
        if (answer.Question.Length > MaxQuestion) return buttons;
        if (answer.Link is { } link) buttons.Add(new PageButton(link.Label, link.Address));
        if (answer.HasReceipt) buttons.Add(CardButton.Acts("Show receipt", CardVerbs.Receipt, setting.Seal(answer.Id)));
        buttons.AddRange(answer.Suggestions.Where(s => s.Question.Length <= MaxQuestion).Take(MaxFollowUps).Select(s => CardButton.Acts(s.Label, CardVerbs.Ask, setting.Seal(s.Question))));
        if (setting.CanShare && answer.Kind == AnswerKind.Figures) buttons.Add(Share(setting.Seal(answer.Question)));
        if (setting.Dashboard is { } page && answer.Kind == AnswerKind.Figures) buttons.Add(new PageButton("Open dashboard", page));
        return buttons;
    }

    /// <summary>Asks once, and says who will see.</summary>
    private static FormButton Share(string value) => new("Post to channel", new(
        [RichTextBlock.Of(new TextRun("Everyone in the channel will see the figures."))], [CardButton.Acts("Post", CardVerbs.Share, value)]));
}
