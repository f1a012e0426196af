using RevenueBot.Access;
using RevenueBot.Handling;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack.Digests;

/// <summary>What the surroundings add to a report.</summary>
/// <param name="Links">Without the dashboard nothing leads there.</param>
/// <param name="DeliveryId">By which what was posted is found again.</param>
internal sealed record SlackDigestSetting(Sealing Seal, AlertLinks Links, string DeliveryId)
{
    /// <summary>What can be shown of the charts, by their keys; the messages are complete without.</summary>
    public IReadOnlyDictionary<string, ShownPicture> Pictures { get; init; } = new Dictionary<string, ShownPicture>();

    /// <summary>The file in the thread that holds the whole report; null: the thread does.</summary>
    public string? Document { get; init; }
}

/// <summary>A picture that Slack has, or may fetch.</summary>
/// <param name="FileId">Slack's id of an uploaded file.</param>
/// <param name="Address">Signed; where nothing could be uploaded.</param>
internal sealed record ShownPicture(string? FileId, Uri? Address = null);

/// <summary>A message with what it is found by.</summary>
internal sealed record SlackPost(Message Message, MessageMetadata Metadata);

/// <summary>Report → a message, enough to decide, and a reply in its thread for each part of the details. Pure; computes no figure; escapes everything that it was given.</summary>
internal static class SlackDigest
{
    private const int MostFigures = 20;
    private const int MostItems = 10;
    private const int MostRestated = 5;

    /// <summary>The first goes to the channel, the others into its thread in this order.</summary>
    public static IReadOnlyList<SlackPost> Render(Digest digest, SlackDigestSetting setting)
    {
        var shown = DigestWords.Beside(setting.Document, digest);
        var replies = shown.Sections.Select((section, i) => SlackSections.Render(new(section, i + 1, shown.Sections.Count, shown.Period.Last.Year), setting));
        return [.. replies.Prepend(Parent(shown, setting)).Select((message, i) => new SlackPost(message, MessageMetadata.Of(i == 0 ? setting.DeliveryId : $"{setting.DeliveryId}.{i}")))];
    }

    private static Message Parent(Digest digest, SlackDigestSetting setting)
    {
        List<Block> blocks = [new HeaderBlock("head", TextObject.Plain(digest.Title, HeaderBlock.MaxText)), .. DigestBlocks.Lines("finding", Finding(digest)), .. DigestBlocks.Figures("figures", [.. digest.Figures.Take(MostFigures)])];
        if (digest.Target is { } target) blocks.AddRange(DigestBlocks.Lines("target", [DigestBlocks.Note(target)]));
        if (Urgent(digest, setting.Links) is { Count: > 0 } urgent) blocks.AddRange(DigestBlocks.Lines("urgent", urgent));
        if (digest.Decision is { } decision) blocks.AddRange(DigestBlocks.Lines("todo", [DigestBlocks.Note(decision)]));
        if (DigestBlocks.Picture("chart", digest.Chart, setting.Pictures) is { } picture) blocks.Add(picture);
        blocks.Add(new ActionsBlock("next", Buttons(digest, setting)));
        blocks.Add(DigestBlocks.Context("foot", Foot(digest, setting.Document)));
        return new(DigestBlocks.Text(DigestWords.Spoken(digest)), blocks);
    }

    private static IEnumerable<string> Finding(Digest digest) =>
        [.. digest.Notice is { Length: > 0 } notice ? [DigestBlocks.Escaped(notice)] : (string[])[], $"*{DigestBlocks.Escaped(digest.Headline)}*", .. digest.Sentences.Take(MostItems).Select(DigestBlocks.Escaped)];

    private static List<string> Urgent(Digest digest, AlertLinks links) => digest switch
    {
        { Items.Count: > 0 } => [$"*{DigestWords.NeedsAttention}*", .. digest.Items.Take(MostItems).Select((item, i) => $"{i + 1}. {DigestBlocks.Item(item, links)}")],
        { NothingUrgent: { Length: > 0 } nothing } => [DigestBlocks.Escaped(nothing)],
        _ => [],
    };

    private static List<Button> Buttons(Digest digest, SlackDigestSetting setting)
    {
        List<Button> buttons = [];
        if (setting.Links.Page(digest.Page) is { } page) buttons.Add(Button.Of("Open dashboard", SlackActions.OpenDashboard, null) with { Url = page.AbsoluteUri });
        buttons.Add(SlackActions.ReceiptButton(setting.Seal(digest.ReceiptId)));
        buttons.Add(Button.Of("Manage this report", DigestWords.ManageAction, DigestWords.Name(digest.Period.Kind)));
        return buttons;
    }

    private static IEnumerable<string> Foot(Digest digest, string? document) =>
    [
        .. document is null ? [] : (string[])[$"The whole report is in the thread: {document}. {DigestWords.AlsoAsPdf}"],
        .. digest.Sections.Count == 0 ? [] : (string[])[$"Details in the thread: {string.Join(", ", digest.Sections.Select((section, i) => i == 0 ? section.Title : Lower(section.Title)))}."],
        .. digest.Restated.Take(MostRestated).Select((line, i) => i == 0 ? $"{DigestWords.Restated} {line}" : line), .. digest.ItemsNote is { } note ? [note.Text] : (string[])[], digest.Footer,
    ];

    /// <summary>A word that is written in capitals stays so.</summary>
    private static string Lower(string title) => title.Length > 1 && char.IsUpper(title[0]) && char.IsLower(title[1]) ? Format.Lower(title) : title;
}
