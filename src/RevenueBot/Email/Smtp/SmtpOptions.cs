using System.Globalization;
using System.Net;
using RevenueBot.Configuration;
using RevenueBot.Email.Mime;

namespace RevenueBot.Email.Smtp;

/// <summary>How a connection is made safe: from its start, by the command STARTTLS, or not at all.</summary>
internal enum SmtpTls { Implicit, StartTls, None }

/// <summary><c>Smtp:{Host, Port, User, Password, From, Tls, CaCertificateFile}</c>. Without a host no mail is sent.</summary>
internal sealed record SmtpOptions
{
    private const int Submission = 587, Submissions = 465;

    public required string Host { get; init; }

    public int Port { get; init; } = Submission;

    public SmtpTls Tls { get; init; } = SmtpTls.StartTls;

    public string? User { get; init; }

    public string? Password { get; init; }

    public required Mailbox From { get; init; }

    /// <summary>Certificates that are trusted in place of the machine's; null: those.</summary>
    public string? CaCertificateFile { get; init; }

    /// <summary>An answer that takes longer is none.</summary>
    public TimeSpan ReplyMayTake { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The answer after the data: the server looks at all of it first.</summary>
    public TimeSpan AcceptMayTake { get; init; } = TimeSpan.FromSeconds(60);

    /// <returns>Null where no host is set.</returns>
    /// <exception cref="RefusalException">Something makes no sense; a sentence for every problem.</exception>
    public static SmtpOptions? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Smtp");
        if (section["Host"] is not { Length: > 0 } host) return null;
        List<string> problems = [];
        var port = ReadPort(section["Port"], problems);
        var options = new SmtpOptions
        {
            Host = host.Trim(), Port = port, Tls = ReadTls(section["Tls"], port, problems), User = Text(section["User"]), Password = Text(section["Password"]),
            From = Sender(section["From"], problems), CaCertificateFile = Text(section["CaCertificateFile"]),
        };
        problems.AddRange(options.Problems());
        return problems.Count == 0 ? options : throw new RefusalException(string.Join('\n', problems));
    }

    private IEnumerable<string> Problems()
    {
        if (Host.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))) yield return "Smtp:Host is no name of a machine.";
        if ((User is null) != (Password is null)) yield return "Smtp:User and Smtp:Password belong together: set both or neither.";
        if (Tls == SmtpTls.None && User is not null && !IsThisMachine) yield return "Smtp:Tls is none, so Smtp:Password would travel in the open: use starttls or implicit.";
        if (CaCertificateFile is { } file && !File.Exists(file)) yield return "Smtp:CaCertificateFile names a file that is not there.";
    }

    private bool IsThisMachine => Host is "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static int ReadPort(string? text, List<string> problems)
    {
        if (string.IsNullOrEmpty(text)) return Submission;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535) return port;
        problems.Add($"Smtp:Port is \"{text}\": use a number from 1 to 65535, mostly 587 or 465.");
        return Submission;
    }

    private static SmtpTls ReadTls(string? text, int port, List<string> problems)
    {
        switch (text?.Trim().ToLowerInvariant())
        {
            case null or "": return port == Submissions ? SmtpTls.Implicit : SmtpTls.StartTls;
            case "starttls": return SmtpTls.StartTls;
            case "implicit" or "tls" or "ssl": return SmtpTls.Implicit;
            case "none": return SmtpTls.None;
            default:
                problems.Add($"Smtp:Tls is \"{text}\": use starttls, implicit or none.");
                return SmtpTls.StartTls;
        }
    }

    private static Mailbox Sender(string? text, List<string> problems)
    {
        if (Mailbox.Read(text) is { } mailbox) return mailbox;
        problems.Add("Smtp:From is no address: write one such as RevenueBot <revenuebot@larkspur.example>.");
        return new Mailbox("", "nobody@localhost");
    }
}
