using RevenueBot.Reports;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack.Digests;

/// <summary>A part of the details in its place: "1 of 4".</summary>
/// <param name="Year">The year of the report: no other is written out.</param>
internal sealed record NumberedSection(DigestSection Section, int Number, int Of, int Year);

/// <summary>A part of the details as a reply in the thread of its report.</summary>
internal static class SlackSections
{
    private const int MostRows = 30;
    private const int MostOfEach = 30;
    private const string More = "There is more than fits into a message: see the dashboard.";

    public static Message Render(NumberedSection part, SlackDigestSetting setting)
    {
        var section = part.Section;
        IEnumerable<Block> blocks =
        [
            .. DigestBlocks.Lines("entry", [$"*{part.Number} of {part.Of} · {DigestBlocks.Escaped(section.Title)}*", DigestBlocks.Escaped(section.Headline ?? ""), .. section.Sentences.Take(MostOfEach).Select(DigestBlocks.Escaped)]),
            .. DigestBlocks.Figures("figures", [.. section.Figures.Take(MostOfEach)]), .. section.Tables.Where(table => table.Table.Columns.Count > 0).Take(MostOfEach).SelectMany(Table),
            .. section.Charts.Take(MostOfEach).Select((chart, i) => DigestBlocks.Picture(DigestBlocks.Id("chart", i), chart, setting.Pictures)).OfType<Block>(),
            .. DigestBlocks.Lines("list", section.Lists.Where(list => list.Items.Count > 0).SelectMany(list => List(list, setting))), .. DigestBlocks.Lines("quotes", section.Quotes.Take(MostOfEach).Select(quote => Quote(quote, part.Year))),
            .. section.Advice.Take(MostOfEach).SelectMany((advice, i) => DigestBlocks.Lines($"advice{i + 1}.", Advice(advice, i + 1))),
            .. section.Note is { Length: > 0 } note ? [DigestBlocks.Context("foot", [note])] : (Block[])[],
        ];
        return new(DigestBlocks.Text(DigestWords.Spoken(section, part.Year)), Fit([.. blocks]));
    }

    private static IEnumerable<Block> Table(DigestTable table, int index)
    {
        var id = DigestBlocks.Id("table", index);
        if (table.Heading is { Length: > 0 } heading) yield return new SectionBlock($"{id}.head", TextObject.Marked($"*{DigestBlocks.Escaped(heading)}*", SectionBlock.MaxText));
        yield return RichTextBlock.Table(id, TextTable.Render(table.Table, MostRows));
        if (table.Table.Note is { Length: > 0 } note) yield return DigestBlocks.Context($"{id}.note", [note]);
    }

    private static IEnumerable<string> List(DigestList list, SlackDigestSetting setting) =>
    [
        .. list.Heading.Trim().Length > 0 ? [$"*{DigestBlocks.Escaped(list.Heading)}*"] : (string[])[], .. list.Items.Take(MostOfEach).Select(item => $"• {DigestBlocks.Item(item, setting.Links)}"),
        .. list.Items.Count > MostOfEach ? [$"… {list.Items.Count - MostOfEach} more"] : (string[])[],
    ];

    /// <summary>As it was said, with who, when and where: nothing is added.</summary>
    private static string Quote(DigestQuote quote, int year)
    {
        var source = DigestWords.Host(quote) is { } host ? $", {DigestBlocks.Link(quote.Source, host)}" : "";
        return $"• {DigestBlocks.Escaped(quote.Text)} – _{DigestBlocks.Escaped(DigestWords.Author(quote, year))}_{source}";
    }

    private static IEnumerable<string> Advice(DigestAdvice advice, int number) =>
        [$"*{number}. {DigestBlocks.Escaped(DigestWords.Lead(advice))}*", .. DigestWords.Parts(advice).Select(part => $"*{part.Label}* {DigestBlocks.Escaped(part.Text)}"), DigestBlocks.Escaped(DigestWords.Rule(advice))];

    private static IReadOnlyList<Block> Fit(IReadOnlyList<Block> blocks) => blocks.Count <= Message.MaxBlocks ? blocks : [.. blocks.Take(Message.MaxBlocks - 1), DigestBlocks.Context("more", [More])];
}
