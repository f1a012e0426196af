using RevenueBot.Access;
using RevenueBot.Doctor;
using RevenueBot.Email.Smtp;
using RevenueBot.Reports.Scheduling;

namespace RevenueBot.Email.Sending;

/// <summary>Whether the mail server lets the bot in, and whether every recipient of the configuration may have what they are to be sent.</summary>
internal sealed class MailChecks(SmtpOptions? options, MailReaders readers, ReportSettings settings)
{
    private const string Name = "Mail server";
    private static readonly TimeSpan _mayTake = TimeSpan.FromSeconds(20);

    public async Task<IReadOnlyList<DoctorCheck>> RunAsync(CancellationToken cancel)
    {
        var recipients = settings.Schedules.Select(schedule => schedule.Destination).Where(IsMail).Distinct().Select(to => to[(MailAddressText.Platform.Length + 1)..]).ToList();
        if (options is null) return [];
        return [await LoginAsync(options, cancel), .. recipients.Where(to => !readers.Of(to).HasFlag(Right.Totals)).Select(to => DoctorCheck.Fail($"Report to {to}", $"The address has no role, so it is sent nothing: give it one in {MailReaders.Section}:People, such as totals."))];
    }

    private static bool IsMail(string destination) => destination.StartsWith(MailAddressText.Platform + ":", StringComparison.Ordinal);

    private static async Task<DoctorCheck> LoginAsync(SmtpOptions options, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(_mayTake);
        try
        {
            await using var session = await SmtpSession.OpenAsync(options, limit.Token);
            var safe = session.HasTls ? "by TLS" : "in the open";
            return session.HasTls || options.User is null ? DoctorCheck.Ok(Name, $"{options.Host} answers {safe}{(options.User is null ? ", without a login" : " and takes the login")}.") : DoctorCheck.Warn(Name, $"{options.Host} takes the login {safe}: set Smtp:Tls to starttls.");
        }
        catch (SmtpException failure)
        {
            return DoctorCheck.Fail(Name, Words(options, failure));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return DoctorCheck.Fail(Name, $"{options.Host} did not answer within {_mayTake.TotalSeconds:0} s: check Smtp:Host, Smtp:Port and the firewall.");
        }
    }

    private static string Words(SmtpOptions options, SmtpException failure) => failure switch
    {
        { Stage: SmtpStage.Login } => $"{options.Host} refuses the login ({failure.Word}): correct Smtp:User and Smtp:Password.",
        { Stage: SmtpStage.Tls, Word: "certificate" } => $"The certificate of {options.Host} is not trusted: name its authority in Smtp:CaCertificateFile, or correct Smtp:Host.",
        { Stage: SmtpStage.Tls } => $"{options.Host} makes no safe connection ({failure.Word}): set Smtp:Tls to implicit for port 465, or to none for a server on this machine.",
        _ => $"{options.Host} does not answer as a mail server ({failure.Word}): check Smtp:Host, Smtp:Port and Smtp:Tls.",
    };
}
