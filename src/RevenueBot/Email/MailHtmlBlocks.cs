using RevenueBot.Questions.Wording;

namespace RevenueBot.Email;

/// <summary>Lists, labelled sentences and the bar of a target in the HTML of a mail.</summary>
internal static class MailHtmlBlocks
{
    private const int MostLabel = 200;

    public static string Note(MailPart.Note note) => (note.Reached is { } reached ? Bar(reached) : "") + MailHtml.Paragraph($"{Bold(note.Label)} {MailHtml.Prose(note.Text)}");

    public static string Item(MailPart.Item item)
    {
        var lead = item.Address is { } address ? MailHtml.Link(address, item.Text, isBold: true) : Bold(item.Text);
        return MailHtml.Paragraph($"{(item.Number is { } number ? $"{number}." : "•")} {lead}{(item.Detail.Length > 0 ? "<br>" + MailHtml.Prose(item.Detail) : "")}");
    }

    public static string Quote(MailPart.Quote quote)
    {
        var source = quote.Source is { } address ? ", " + MailHtml.Link(address, PlainText.Cut(address.IdnHost, MostLabel)) : "";
        return MailHtml.Paragraph($"{MailHtml.Prose(quote.Text)}<br><span class=\"m\" style=\"font-size:13px;color:{MailHtml.Pale};\">{MailHtml.Text(quote.Author)}{source}</span>");
    }

    public static string Case(MailPart.Case proof) =>
        MailHtml.Paragraph(string.Join("<br>", proof.Lines.Select(line => $"{Bold(line.Label)} {MailHtml.Prose(line.Text)}").Prepend(Bold(proof.Lead))) + MailHtml.Subtle(proof.Foot));

    /// <summary>Two cells of a table: Outlook draws nothing else of a given width. Whatever is shown of both, the words beside it are exact.</summary>
    private static string Bar(decimal reached)
    {
        var full = reached switch { <= 0 => 0, >= 1 => 100, _ => Math.Clamp((int)(reached * 100), 1, 99) };
        return $"<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:0 0 8px 0;\"><tr>{Part(full, "", MailHtml.Blue)}{Part(100 - full, " class=\"bar\"", MailHtml.Rule)}</tr></table>";
    }

    private static string Part(int percent, string more, string color) =>
        percent == 0 ? "" : $"<td{more} bgcolor=\"{color}\" width=\"{percent}%\" height=\"10\" style=\"background-color:{color};font-size:0;line-height:10px;\">&#160;</td>";

    private static string Bold(string text) => $"<strong>{MailHtml.Text(text)}</strong>";
}
