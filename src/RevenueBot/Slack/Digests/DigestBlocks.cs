using RevenueBot.Handling;
using RevenueBot.Questions;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack.Digests;

/// <summary>Pieces of a report as blocks. Every line is cut by itself, escaped, so that no cut can fall into a link or an entity.</summary>
internal static class DigestBlocks
{
    private const int MaxPart = 600;
    private const int MaxAddress = 800;
    private const int MaxTitle = 150;

    /// <summary>Text from outside, cut to a piece of a line.</summary>
    public static string Escaped(string text) => Mrkdwn.CutEscaped(Mrkdwn.Escape(text.Trim()), MaxPart);

    /// <summary>What a screen reader says.</summary>
    public static string Text(string spoken) => Mrkdwn.CutEscaped(Mrkdwn.Escape(spoken), Message.MaxText);

    /// <summary>Escaped lines below each other, in as many sections as they need.</summary>
    public static IEnumerable<Block> Lines(string id, IEnumerable<string> lines)
    {
        List<string> texts = [];
        foreach (var line in lines.Where(line => line.Length > 0).Select(line => Mrkdwn.CutEscaped(line, SectionBlock.MaxText)))
            if (texts.Count > 0 && texts[^1].Length + 1 + line.Length <= SectionBlock.MaxText) texts[^1] += "\n" + line;
            else texts.Add(line);
        return texts.Select((text, i) => new SectionBlock(Id(id, i), new TextObject("mrkdwn", text), Expand: true));
    }

    /// <summary>Ten figures a block.</summary>
    public static IEnumerable<Block> Figures(string id, IReadOnlyList<Figure> figures) =>
        figures.Chunk(SectionBlock.MaxFields).Select((part, i) => new SectionBlock(Id(id, i), Fields: [.. part.Select(Field)]));

    /// <summary>*Target 30 Nov: $60,000.* 97.4% reached, $1,570 to go.</summary>
    public static string Note(DigestNote note) => $"*{Escaped(DigestWords.Label(note.Label))}* {Escaped(note.Text)}";

    /// <summary>Brightwater Clinics at high risk, *$698 MRR*. Card expired. Owner: Dana Osei.</summary>
    public static string Item(DigestItem item, AlertLinks links)
    {
        var finding = Link(item.Page is { } page ? links.Page(page) : null, item.Finding.TrimEnd('.', ' '));
        var money = item.Money is { Length: > 0 } stake ? $", *{Escaped(stake)}*" : "";
        return $"{finding}{money}. {Escaped(DigestWords.Detail(item))}".TrimEnd();
    }

    /// <summary>Text that leads somewhere; without an address, or with one that is too long, text alone.</summary>
    public static string Link(Uri? address, string text) => address is { Scheme: "https" } && Mrkdwn.Entities(address.AbsoluteUri) is { Length: <= MaxAddress } to && !to.Contains('|') && text.Trim().Length > 0
        ? $"<{to}|{Escaped(text.Replace('|', '¦'))}>" : Escaped(text);

    public static ImageBlock? Picture(string id, DigestChart? chart, IReadOnlyDictionary<string, ShownPicture> pictures)
    {
        if (chart is null || pictures.GetValueOrDefault(chart.Key) is not { } shown || shown is { FileId: null, Address: null }) return null;
        ImageBlock image = new(id, TextObject.Plain(chart.Chart.AltText, ImageBlock.MaxAltText).Text, TextObject.Plain(chart.Caption, MaxTitle));
        return shown.FileId is { } file ? image with { SlackFile = new SlackFile(file) } : image with { ImageUrl = shown.Address };
    }

    public static ContextBlock Context(string id, IEnumerable<string> lines) => new(id, [TextObject.Marked(string.Join('\n', lines.Where(line => line.Length > 0).Select(Escaped)), SectionBlock.MaxText)]);

    public static string Id(string id, int index) => index == 0 ? id : $"{id}{index + 1}";

    private static TextObject Field(Figure figure) => TextObject.Marked($"*{Escaped(figure.Label)}*\n{Escaped(figure.Value)}{(figure.Comparison is { Length: > 0 } comparison ? "\n" + Escaped(comparison) : "")}", SectionBlock.MaxField);
}
