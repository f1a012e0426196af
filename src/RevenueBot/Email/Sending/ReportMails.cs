using RevenueBot.Access;
using RevenueBot.Alerts;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Charts;
using RevenueBot.Configuration;
using RevenueBot.Email.Mime;
using RevenueBot.Email.Smtp;
using RevenueBot.Handling;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports;
using RevenueBot.Reports.Scheduling;
using RevenueBot.Reports.Sending;

namespace RevenueBot.Email.Sending;

/// <summary>Reports as mails: who may have them, and what of them, is decided when they are sent.</summary>
internal sealed class ReportMails(SmtpOptions options, MailReaders readers, MailLedger ledger, StoredReports stored, LeaveLinks leave, Company company, AlertLinks links, TimeProvider clock)
{
    /// <summary>The mail; or why it is not sent.</summary>
    public async Task<(MimeMail? Mail, DeliveryOutcome? Refusal)> WriteAsync(Mailbox to, ReportPost post, CancellationToken cancel)
    {
        var may = readers.Of(to.Address);
        if (!may.HasFlag(Right.Totals)) return (null, NotAllowed(to));
        var (digest, problem) = await stored.ReadAsync(post, may, cancel);
        if (digest is null) return (null, problem);
        if (await ledger.IsStoppedAsync(to.Address, digest.Period.Kind, cancel)) return (null, Left);
        return (await Task.Run(() => Write(to, digest), cancel), null);
    }

    private MimeMail Write(Mailbox to, Digest digest)
    {
        var token = leave.Token(new(digest.Period.Kind, to.Address));
        var name = DigestWords.Name(digest.Period.Kind);
        var document = BoardPdf.NameOf(digest.Period) is { } file ? new MailFile(file, "application/pdf", BoardPdf.Render(digest)) : null;
        var content = DigestMail.Render(digest, new(company, links, to.Address, leave.Page(token)) { Document = document?.Name });
        return new MimeMail(options.From, to, content.Subject, clock.GetUtcNow())
        {
            MessageId = MailIds.Of(DigestKey.Of(digest.Period), to.Address, options.From), Plain = content.Plain, Html = content.Html,
            Pictures = [.. content.Pictures.Select(picture => new InlinePicture(picture.Id, ChartImage.Png(picture.Chart.Svg)))],
            Files = document is null ? [] : [document],
            List = new MailList($"{Format.Capital(name)} report", $"{name}.revenuebot.{options.From.Host}", leave.Page(token), token),
        };
    }

    private static DeliveryOutcome.Permanent NotAllowed(Mailbox to) =>
        new("audience", $"{to.Address} has no role: give it one in {MailReaders.Section}:People, or remove it from the recipients, then replay the message.");

    /// <summary>Who left by the link in a mail: nothing is to be sent, and nothing is wrong.</summary>
    private static DeliveryOutcome Left { get; } = new DeliveryOutcome.Sent();
}
