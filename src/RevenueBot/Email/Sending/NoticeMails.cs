using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Configuration;
using RevenueBot.Email.Mime;
using RevenueBot.Email.Smtp;

namespace RevenueBot.Email.Sending;

/// <summary>What the bot has to say beside reports, as a plain mail. Pure but for the moment that it bears.</summary>
internal sealed class NoticeMails(SmtpOptions options, Company company, TimeProvider clock)
{
    public MimeMail? Write(Mailbox to, AlertCard card, Delivery delivery)
    {
        if (card.NamesCustomers) return null; // whoever looks after the bot need not know customers
        List<MailPart> parts = [new MailPart.Finding(card.Finding), .. card.Details.Select(detail => new MailPart.Paragraph(detail)), .. card.Notes.Select(note => new MailPart.Paragraph($"{note.Label}: {note.Text}"))];
        return Mail(to, card.Subject.Length > 0 ? $"{card.State}: {card.Subject}" : card.State, [.. parts, new MailPart.Small(card.Footer)], delivery);
    }

    public MimeMail? Write(Mailbox to, ThreadLine line, Delivery delivery) =>
        line.NamesCustomers ? null : Mail(to, $"Re: {line.Text}", [new MailPart.Finding(line.Text)], delivery) is var mail && delivery.Reference is { } before ? mail with { InReplyTo = before } : mail;

    private MimeMail Mail(Mailbox to, string subject, IReadOnlyList<MailPart> parts, Delivery delivery)
    {
        MailPage page = new(subject, "", $"{company.Name} · RevenueBot", parts);
        return new MimeMail(options.From, to, subject, clock.GetUtcNow()) { MessageId = MailIds.Of(delivery.Id, to.Address, options.From), Plain = MailPlain.Write(page), Html = MailHtml.Write(page) };
    }
}
