using System.Text;
using RevenueBot.Configuration;
using RevenueBot.Handling;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports;

namespace RevenueBot.Email;

/// <summary>What the surroundings add to a report.</summary>
/// <param name="Recipient">To whom it is sent, as it is written below it.</param>
/// <param name="Manage">Where the recipient changes or stops it; null: nowhere.</param>
internal sealed record DigestMailing(Company Company, AlertLinks Links, string Recipient, Uri? Manage)
{
    /// <summary>The file that goes with it and holds the whole report; null: the mail does.</summary>
    public string? Document { get; init; }
}

/// <summary>Report → mail. Pure; computes no figure; what it was given is text in both parts.</summary>
internal static class DigestMail
{
    private const int MostRecipient = 254;

    /// <summary>The fullest mail that Gmail shows whole.</summary>
    public static MailContent Render(Digest digest, DigestMailing mailing)
    {
        var subject = MailSubject.Of(digest, mailing.Company);
        var (page, html) = DigestRoom.Fit(Write, mail => Encoding.UTF8.GetByteCount(mail.Html) < MailHtml.MostBytes);
        return new(subject, html, MailPlain.Write(page), [.. page.Parts.OfType<MailPart.Picture>().Select(part => part.Image).DistinctBy(picture => picture.Id)]);

        (MailPage Page, string Html) Write(DigestRoom room)
        {
            MailPage page = new(subject, MailSubject.Preheader(digest), $"{mailing.Company.Name} · {room.Cut(digest.Title).Replace(": ", " · ", StringComparison.Ordinal)}", [.. Parts(digest, mailing, room)]);
            return (page, MailHtml.Write(page));
        }
    }

    /// <summary>By which the HTML points at a picture of the mail, without brackets.</summary>
    public static string ContentId(DigestChart chart) => $"{string.Concat(chart.Key.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))}@revenuebot";

    private static IEnumerable<MailPart> Parts(Digest digest, DigestMailing mailing, DigestRoom room)
    {
        DigestParts parts = new(DigestWords.Beside(mailing.Document, digest), mailing.Links, room);
        return
        [
            .. parts.All(), .. mailing.Document is { } document ? [new MailPart.Paragraph($"The whole report is attached: {room.Cut(document)}.")] : (MailPart[])[],
            .. mailing.Links.Page(digest.Page) is { } page ? [new MailPart.Button("Open the dashboard", page)] : (MailPart[])[], .. parts.Last(),
            new MailPart.Subscription($"Sent to {PlainText.Cut(PlainText.Printable(mailing.Recipient), MostRecipient)} because you subscribed.", mailing.Manage),
        ];
    }
}
