using System.Text;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Email;

/// <summary>A mail as plain text of at most 72 columns: the same pieces in the same order. Addresses stand on lines of their own.</summary>
internal static class MailPlain
{
    private const string Indent = "   ";

    public static string Write(MailPage page) => Write([new MailPart.Small(page.Sender), .. page.Parts]);

    /// <summary>Pieces alone, without what only a mail has around them.</summary>
    public static string Write(IReadOnlyList<MailPart> parts)
    {
        StringBuilder text = new();
        MailPart? before = null;
        foreach (var part in parts)
        {
            var block = string.Join('\n', Lines(part));
            if (block.Length == 0) continue;
            if (before is not null) text.Append(StandTogether(before, part) ? "\n" : "\n\n");
            text.Append(block);
            before = part;
        }

        return text.Append('\n').ToString();
    }

    /// <summary>A heading and what it is of, and the lines of a list.</summary>
    private static bool StandTogether(MailPart before, MailPart part) => before is MailPart.Heading or MailPart.Subheading || (before, part) is (MailPart.Item, MailPart.Item) or (MailPart.Quote, MailPart.Quote);

    private static IEnumerable<string> Lines(MailPart part) => part switch
    {
        MailPart.Finding finding => PlainLines.Wrap(finding.Text),
        MailPart.Paragraph paragraph => PlainLines.Wrap(paragraph.Text),
        MailPart.Heading heading => Capitals(heading.Text),
        MailPart.Subheading heading => PlainLines.Wrap(heading.Text),
        MailPart.Note note => [.. Capitals(note.Label), .. PlainLines.Wrap(note.Text)],
        MailPart.Figures figures => PlainLines.Figures(figures.Rows),
        MailPart.Grid grid => PlainTable.Lines(grid.Table with { Rows = ShownRows.Of(grid.Table, grid.MostRows) }, PlainLines.Width),
        MailPart.Item item => Below(item.Number is { } number ? $"{number}." : "-", [PlainLines.Wrap(item.Text, PlainLines.Width - 4), PlainLines.Wrap(item.Detail, PlainLines.Width - 4), Address(item.Address)]),
        MailPart.Quote quote => Below("-", [PlainLines.Wrap(quote.Text, PlainLines.Width - 4), PlainLines.Wrap(quote.Author, PlainLines.Width - 4), Address(quote.Source)]),
        MailPart.Case proof => [.. PlainLines.Wrap(proof.Lead), .. proof.Lines.Prepend(("", "")).Append(("", proof.Foot)).SelectMany(line => PlainLines.Wrap($"{line.Item1} {line.Item2}", PlainLines.Width - 4).Select(text => Indent + text))],
        MailPart.Picture picture => PlainLines.Wrap(picture.Image.Chart.AltText),
        MailPart.Question question => [.. PlainLines.Wrap($"- {question.Suggested.Label}"), .. PlainLines.Wrap(question.Suggested.Question, PlainLines.Width - 2).Select(line => "  " + line)],
        MailPart.Button button => [.. PlainLines.Wrap(button.Label + ":"), button.Address.AbsoluteUri],
        MailPart.Small small => small.Label.Length > 0 ? [.. Capitals(small.Label), .. PlainLines.Wrap(small.Text)] : PlainLines.Wrap(small.Text),
        MailPart.Subscription subscription => ["-- ", .. PlainLines.Wrap(subscription.Text), .. subscription.Manage is { } manage ? ["Change or stop:", manage.AbsoluteUri] : (string[])[]],
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    private static IEnumerable<string> Capitals(string heading) => PlainLines.Wrap(heading.Trim().TrimEnd('.', ':').ToUpperInvariant());

    /// <summary>The first line behind its mark, the others below it.</summary>
    private static IEnumerable<string> Below(string mark, IEnumerable<IEnumerable<string>> lines) => lines.SelectMany(line => line).Select((line, i) => (i == 0 ? mark.PadRight(Indent.Length) : Indent) + line);

    private static IEnumerable<string> Address(Uri? address) => address is null ? [] : [address.AbsoluteUri];
}
