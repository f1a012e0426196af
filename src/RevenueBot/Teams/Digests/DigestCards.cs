using RevenueBot.Access;
using RevenueBot.Handling;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports;
using RevenueBot.Teams.Cards;

namespace RevenueBot.Teams.Digests;

/// <summary>What the surroundings add to a report.</summary>
/// <param name="Links">Without the dashboard nothing leads there.</param>
internal sealed record DigestCardSetting(Sealing Seal, AlertLinks Links)
{
    /// <summary>Signed addresses of the charts, by their keys; without one, clients draw the chart of the first screen themselves where they can.</summary>
    public IReadOnlyDictionary<string, Uri> Pictures { get; init; } = new Dictionary<string, Uri>();
}

/// <summary>Report → one card: enough to decide, the details behind a button. Pure; computes no figure; what it was given stands in text runs alone.</summary>
internal static class DigestCards
{
    private const string Details = "details";
    private const int SpokenSentences = 5;

    public static CardMessage Render(Digest digest, DigestCardSetting setting) => DigestRoom.Fit(room => Write(digest, setting, room), message => message.Fits());

    private static CardMessage Write(Digest digest, DigestCardSetting setting, DigestRoom room)
    {
        DigestElements elements = new(setting, room, digest.Period.Last.Year);
        List<CardElement> body =
        [
            RichTextBlock.Of(TextRun.Bold(elements.Text(digest.Title)) with { Size = "Large" }), .. digest.Notice is { Length: > 0 } notice ? [elements.Sentence(notice)] : (CardElement[])[], CardParts.Finding(room.Cut(digest.Headline)),
            .. elements.Sentences(digest.Sentences), .. elements.Figures(digest.Figures), .. elements.Note(digest.Target), .. Attention(digest, elements), .. elements.Note(digest.Decision), .. elements.Picture(digest.Chart),
        ];
        if (elements.Sections(digest.Sections) is { Count: > 0 } details) body.Add(new Container(Details, details) { IsVisible = false, Spacing = "Medium" });
        body.AddRange(CardParts.Foot(Foot(digest, room).OfType<string>().Select(room.Cut)));
        return CardParts.Message(PlainText.Cut(DigestWords.Spoken(digest), room.Words * SpokenSentences), $"{digest.Title}: {digest.Headline}", body, [.. Buttons(digest, setting, hasDetails: body.Any(element => element is Container))], isWide: true);
    }

    private static IEnumerable<CardElement> Attention(Digest digest, DigestElements elements) => digest switch
    {
        { Items.Count: > 0 } => elements.Items(DigestWords.NeedsAttention, digest.Items, areNumbered: true),
        { NothingUrgent: { Length: > 0 } nothing } => [elements.Sentence(nothing) with { Spacing = "Medium" }],
        _ => [],
    };

    private static IEnumerable<string?> Foot(Digest digest, DigestRoom room) =>
    [
        BoardPdf.NameOf(digest.Period) is null ? null : DigestWords.AlsoAsPdf, .. digest.Restated.Take(room.Items).Select((line, i) => i == 0 ? $"{DigestWords.Restated} {line}" : line),
        room.LeftOut(digest) is { Count: > 0 } left ? $"Not shown here, for want of room: {string.Join(", ", left.Select(section => section.Title))}." : null, digest.ItemsNote?.Text, digest.Footer,
    ];

    /// <summary>On narrow screens those after the third are folded away: the first two are what most people need.</summary>
    private static IEnumerable<CardButton> Buttons(Digest digest, DigestCardSetting setting, bool hasDetails)
    {
        if (hasDetails) yield return new ToggleButton(digest.Period.Kind == DigestKind.Weekly ? "Risks, alerts, market notes" : "Details", [Details]);
        if (setting.Links.Page(digest.Page) is { } page) yield return new PageButton("Open dashboard", page);
        yield return CardButton.Acts("Show receipt", CardVerbs.Receipt, setting.Seal(digest.ReceiptId));
        yield return CardButton.Acts("Manage this report", DigestWords.ManageAction, DigestWords.Name(digest.Period.Kind));
    }
}
