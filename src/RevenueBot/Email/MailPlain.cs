using RevenueBot.Questions.Wording;

namespace RevenueBot.Email;

/// <summary>A mail as plain text of at most 72 columns: the same pieces in the same order. Addresses stand on lines of their own.</summary>
internal static class MailPlain
{
    public static string Write(MailPage page)
    {
        IEnumerable<IEnumerable<string>> blocks = [PlainLines.Wrap(page.Sender), .. page.Parts.Select(Lines)];
        return string.Join("\n\n", blocks.Select(block => string.Join('\n', block)).Where(block => block.Length > 0)) + "\n";
    }

    private static IEnumerable<string> Lines(MailPart part) => part switch
    {
        MailPart.Finding finding => PlainLines.Wrap(finding.Text),
        MailPart.Paragraph paragraph => PlainLines.Wrap(paragraph.Text),
        MailPart.Heading heading => PlainLines.Wrap(heading.Text.ToUpperInvariant()),
        MailPart.Figures figures => PlainLines.Figures(figures.Rows),
        MailPart.Grid grid => PlainTable.Lines(grid.Table with { Rows = ShownRows.Of(grid.Table, grid.MostRows) }, PlainLines.Width),
        MailPart.Picture picture => PlainLines.Wrap(picture.Image.Chart.AltText),
        MailPart.Question question => [.. PlainLines.Wrap($"- {question.Suggested.Label}"), .. PlainLines.Wrap(question.Suggested.Question, PlainLines.Width - 2).Select(line => "  " + line)],
        MailPart.Button button => [.. PlainLines.Wrap(button.Label + ":"), button.Address.AbsoluteUri],
        MailPart.Small small => PlainLines.Wrap(small.Text),
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };
}
