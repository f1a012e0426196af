using System.Text;
using RevenueBot.Alerts;
using RevenueBot.Email.Mime;
using RevenueBot.Email.Smtp;
using RevenueBot.Support.Mail;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Email;

/// <summary>Against Debian's own SMTP server: what is taken arrives as it was, and every refusal says what to do.</summary>
public sealed class SmtpTests : IAsyncLifetime
{
    private MailServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SmtpOptions Options => new() { Host = "localhost", Port = _server.Port, User = MailServer.User, Password = MailServer.Password, From = new("RevenueBot", "revenuebot@larkspur.example"), CaCertificateFile = _server.CaFile };

    public async ValueTask InitializeAsync()
    {
        if (MailServer.Missing is { } why) Assert.Skip(why);
        _server = await MailServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("StartTls")]
    [InlineData("Implicit")]
    public async Task A_mail_arrives_as_it_was_sent_dots_and_all(string name)
    {
        var tls = Enum.Parse<SmtpTls>(name);
        var options = Options with { Tls = tls, Port = tls == SmtpTls.Implicit ? _server.SafePort : _server.Port };
        MimeMail mail = new(options.From, new("", "priya@larkspur.example"), "Größe\r\nBcc: thief@evil.example", TimeProvider.System.GetUtcNow()) { MessageId = "x.1@larkspur.example", Plain = ".\n..\nFrom here\n", Html = "<p>.</p>" };
        var closed = 0;
        (await new SmtpClient(options).SendAsync(new(options.From.Address, mail.To.Address, MimeWriter.Write(mail)), _ => Task.FromResult(closed++), Cancel)).ShouldBeOfType<DeliveryOutcome.Sent>();
        await Support.Patience.UntilAsync(() => Task.FromResult(_server.Mails.Count == 1));
        var read = ReadMail.Read(_server.Mails[0]);
        (read.Header("Envelope-to"), read.Header("Subject"), read.Find("text/plain").Text.ReplaceLineEndings("\n"), closed).ShouldBe(("priya@larkspur.example", "Größe  Bcc: thief@evil.example", ".\n..\nFrom here\n", 1));
        read.Names.ShouldNotContain("Bcc");
        _server.Log.ShouldContain("X=TLS");
    }

    [Theory]
    [InlineData("password", "smtp_535")]
    [InlineData("recipient", "smtp_550_5.1.1")]
    [InlineData("size", "too_large")]
    public async Task What_cannot_go_well_is_refused_for_good_with_what_to_do(string what, string reason)
    {
        var options = what == "password" ? Options with { Password = "wrong" } : Options;
        var mime = what == "size" ? new byte[5 * 1024 * 1024] : Encoding.ASCII.GetBytes("Subject: x\r\n\r\nx\r\n");
        var outcome = await SendAsync(options, what == "recipient" ? MailServer.Refused : "priya@larkspur.example", mime);
        var refused = outcome.ShouldBeOfType<DeliveryOutcome.Permanent>();
        (refused.Reason, refused.Advice.EndsWith("replay the message.", StringComparison.Ordinal)).ShouldBe((reason, true));
        refused.Advice.ShouldNotContain("wrong");
    }

    [Theory]
    [InlineData("later", "smtp_451_4.2.1")]
    [InlineData("authority", "certificate")]
    [InlineData("port", "socket_connectionrefused")]
    public async Task What_may_go_well_later_is_tried_again(string what, string reason)
    {
        var options = what switch { "authority" => Options with { CaCertificateFile = null }, "port" => Options with { Port = 1 }, _ => Options };
        var outcome = await SendAsync(options, what == "later" ? MailServer.Later : "priya@larkspur.example", Encoding.ASCII.GetBytes("Subject: x\r\n\r\nx\r\n"));
        outcome.ShouldBeOfType<DeliveryOutcome.RetryAfter>().Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task Without_TLS_no_password_leaves()
    {
        var outcome = await SendAsync(Options with { Tls = SmtpTls.None }, "priya@larkspur.example", Encoding.ASCII.GetBytes("Subject: x\r\n\r\nx\r\n"));
        outcome.ShouldBeOfType<DeliveryOutcome.Permanent>().Reason.ShouldBe("no_login_offered");
    }

    private static Task<DeliveryOutcome> SendAsync(SmtpOptions options, string to, byte[] mime) => new SmtpClient(options).SendAsync(new(options.From.Address, to, mime), _ => Task.CompletedTask, Cancel);
}
