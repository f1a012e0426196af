using System.Net;
using System.Text.RegularExpressions;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Email;

/// <summary>
/// A mail as HTML that Gmail and Outlook draw alike: one column of tables, inline styles, system fonts, pictures that travel with it.
/// Nothing in it is fetched or runs. Whatever was given is text.
/// </summary>
internal static partial class MailHtml
{
    /// <summary>Gmail clips longer mails at 102 KB.</summary>
    public const int MostBytes = 100 * 1024;

    internal const string Ink = "#1b2430", Pale = "#5b6470", Blue = "#1f5fbf", Rule = "#d9dde3";
    internal const string Font = "font-family:Segoe UI,Helvetica,Arial,sans-serif;";
    private const string Rules = """
        @media (prefers-color-scheme: dark) { .page { background-color:#14181d !important; } .card { background-color:#1d232b !important; } .t { color:#eef1f4 !important; } .m { color:#aab3be !important; } .l { border-color:#3a434f !important; } .a { color:#8ab8ff !important; } .bar { background-color:#3a434f !important; } }
        @media (max-width:620px) { .card { width:100% !important; } .pad { padding-left:16px !important; padding-right:16px !important; } }
        """;

    public static string Write(MailPage page) => $"""
        <!DOCTYPE html>
        <html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>{Text(page.Title)}</title>
        <style>{Rules}</style></head>
        <body class="page" style="margin:0;padding:0;background-color:#f2f4f6;">
        <div style="display:none;max-height:0;overflow:hidden;mso-hide:all;">{Text(page.Preheader)}{Padding}</div>
        <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f2f4f6" style="background-color:#f2f4f6;"><tr><td align="center" style="padding:24px 0;">
        <table role="presentation" class="card" width="600" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="width:600px;background-color:#ffffff;"><tr><td class="pad" align="left" style="padding:28px 24px 24px 24px;">
        {Small(Text(page.Sender))}
        {string.Join('\n', page.Parts.Select(Part))}
        </td></tr></table></td></tr></table></body></html>
        """;

    /// <summary>Plain text, for elements and for attributes in double quotes.</summary>
    internal static string Text(string text) => WebUtility.HtmlEncode(PlainText.Printable(text));

    /// <summary>The same between tags: a line never ends between a sign and its amount.</summary>
    internal static string Prose(string text) => Losses().Replace(Text(text), "<span style=\"white-space:nowrap;\">$0</span>");

    [GeneratedRegex(@"(−|&#8722;)[$€£¥]?\d[\d,.]*\d")]
    private static partial Regex Losses();

    /// <summary>Keeps clients from showing the body after the preheader.</summary>
    private static string Padding => string.Concat(Enumerable.Repeat("&#8199;&#65279;&#847; ", 30));

    private static string Part(MailPart part) => part switch
    {
        MailPart.Finding finding => $"<h1 class=\"t\" style=\"margin:0 0 10px 0;{Font}font-size:22px;line-height:29px;font-weight:700;color:{Ink};\">{Prose(finding.Text)}</h1>",
        MailPart.Paragraph paragraph => Paragraph(Prose(paragraph.Text)),
        MailPart.Heading heading => $"<h2 class=\"t\" style=\"margin:24px 0 8px 0;{Font}font-size:16px;line-height:24px;font-weight:700;color:{Ink};\">{Text(heading.Text)}</h2>",
        MailPart.Subheading heading => $"<h3 class=\"t\" style=\"margin:12px 0 6px 0;{Font}font-size:14px;line-height:21px;font-weight:700;color:{Ink};\">{Text(heading.Text)}</h3>",
        MailPart.Note note => MailHtmlBlocks.Note(note),
        MailPart.Figures figures => MailHtmlTables.Figures(figures.Rows),
        MailPart.Grid grid => MailHtmlTables.Grid(grid),
        MailPart.Item item => MailHtmlBlocks.Item(item),
        MailPart.Quote quote => MailHtmlBlocks.Quote(quote),
        MailPart.Case proof => MailHtmlBlocks.Case(proof),
        MailPart.Picture picture => Picture(picture.Image),
        MailPart.Question question => Paragraph($"<strong>{Text(question.Suggested.Label)}</strong><br>{Text(question.Suggested.Question)}"),
        MailPart.Button button => Button(button),
        MailPart.Small small => Small(small.Label.Length > 0 ? $"<strong>{Text(small.Label)}</strong> {Prose(small.Text)}" : Prose(small.Text)),
        MailPart.Subscription subscription => Small(subscription.Manage is { } manage ? $"{Text(subscription.Text)} {Link(manage, "Change or stop this report")}" : Text(subscription.Text)),
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    internal static string Paragraph(string html) => $"<p class=\"t\" style=\"margin:0 0 12px 0;{Font}font-size:15px;line-height:22px;color:{Ink};\">{html}</p>";

    internal static string Small(string html) => $"<p class=\"m\" style=\"margin:0 0 12px 0;{Font}font-size:13px;line-height:20px;color:{Pale};\">{html}</p>";

    internal static string Link(Uri address, string text, bool isBold = false) =>
        $"<a class=\"a\" href=\"{Text(address.AbsoluteUri)}\" style=\"color:{Blue};{(isBold ? "font-weight:700;" : "")}text-decoration:underline;\">{Text(text)}</a>";

    private static string Picture(MailPicture picture) =>
        $"<img src=\"cid:{Text(picture.Id)}\" width=\"552\" height=\"310\" alt=\"{Text(picture.Chart.AltText)}\" style=\"display:block;width:100%;max-width:552px;height:auto;margin:0 0 16px 0;border:0;background-color:#ffffff;{Font}font-size:13px;line-height:20px;color:{Ink};\">";

    private static string Button(MailPart.Button button) =>
        $"<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:12px 0 20px 0;\"><tr><td bgcolor=\"{Blue}\" style=\"background-color:{Blue};border-radius:4px;\"><a href=\"{Text(button.Address.AbsoluteUri)}\" style=\"display:inline-block;padding:11px 20px;{Font}font-size:15px;line-height:22px;font-weight:700;color:#ffffff;text-decoration:none;\">{Text(button.Label)}</a></td></tr></table>";

    /// <summary>Outlook inherits no font into a cell.</summary>
    internal static string Cell(string style, string html, string more = "") => $"<td class=\"t l\"{more} style=\"{Font}border-top:1px solid {Rule};color:{Ink};{style}\">{html}</td>";

    internal static string Subtle(string text) => $"<br><span class=\"m\" style=\"font-size:13px;color:{Pale};\">{Text(text)}</span>";
}
