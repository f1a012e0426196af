using RevenueBot.Alerts;
using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Email.Mime;
using RevenueBot.Email.Smtp;
using RevenueBot.Reports.Scheduling;

namespace RevenueBot.Email.Sending;

/// <summary>
/// Reports and notices by mail, one to each recipient. What the server took is never sent again; what it may have taken is sent again where
/// a repeat is better than silence, under the same name.
/// </summary>
internal sealed class MailNotifier(SmtpOptions options, SmtpClient smtp, MailLedger ledger, ReportMails reports, NoticeMails notices, TimeProvider clock) : INotifier
{
    public string Platform => MailAddressText.Platform;

    public async Task<DeliveryOutcome> SendAsync(Delivery delivery, AlertCard card, CancellationToken cancel) =>
        await SendAsync(delivery, To(delivery) is { } to ? notices.Write(to, card, delivery) : null, NoAddress, cancel);

    /// <summary>What was sent cannot be changed; what changed is told by a line.</summary>
    public Task<DeliveryOutcome> UpdateAsync(Delivery delivery, AlertCard card, CancellationToken cancel) => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Sent(delivery.Reference));

    public async Task<DeliveryOutcome> ReplyAsync(Delivery delivery, ThreadLine line, CancellationToken cancel) =>
        await SendAsync(delivery, To(delivery) is { } to ? notices.Write(to, line, delivery) : null, NoAddress, cancel);

    public async Task<DeliveryOutcome> SendReportAsync(Delivery delivery, ReportPost post, CancellationToken cancel)
    {
        if (To(delivery) is not { } to) return NoAddress;
        var (mail, refusal) = await reports.WriteAsync(to, post, cancel);
        return await SendAsync(delivery, mail, refusal, cancel);
    }

    /// <summary>The ledger of mails knows how far it came: what was not closed, no server keeps.</summary>
    public async Task<Found> FindAsync(Delivery delivery, CancellationToken cancel) => await ledger.StageAsync(delivery.Id, cancel) switch
    {
        MailStage.NotClosed => new Found.NotThere(),
        MailStage.Accepted => new Found.There(MailIds.Of(delivery.Id, delivery.Address, options.From)),
        _ => new Found.CannotTell(),
    };

    private static DeliveryOutcome NoAddress { get; } = new DeliveryOutcome.Permanent("no_address", "The destination is no address of a mail: correct it in Reports, then replay the message.");

    private static Mailbox? To(Delivery delivery) => MailAddressText.Read(delivery.Address) is { } address ? new("", address) : null;

    private async Task<DeliveryOutcome> SendAsync(Delivery delivery, MimeMail? mail, DeliveryOutcome? refusal, CancellationToken cancel)
    {
        if (mail is null) return refusal ?? NoAddress;
        if (await ledger.StageAsync(delivery.Id, cancel) == MailStage.Accepted) return new DeliveryOutcome.Sent(mail.MessageId);
        Envelope envelope = new(options.From.Address, mail.To.Address, MimeWriter.Write(mail));
        var outcome = await smtp.SendAsync(envelope, limit => ledger.CloseAsync(delivery.Id, clock.GetUtcNow(), limit), cancel);
        if (outcome is DeliveryOutcome.Sent) await ledger.AcceptAsync(delivery.Id, clock.GetUtcNow(), CancellationToken.None);
        else if (outcome is not DeliveryOutcome.Unknown) await ledger.ReopenAsync(delivery.Id, CancellationToken.None);
        return outcome is DeliveryOutcome.Sent ? new DeliveryOutcome.Sent(mail.MessageId) : outcome;
    }
}
