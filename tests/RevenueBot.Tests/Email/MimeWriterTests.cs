using System.Text;
using RevenueBot.Email.Mime;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Email;

/// <summary>What is written is a mail by the standards, and nothing that was given can make it another.</summary>
public sealed class MimeWriterTests
{
    private static readonly byte[] _png = [137, 80, 78, 71, 13, 10, 26, 10, .. Enumerable.Range(0, 400).Select(i => (byte)(i % 256))];

    private static MimeMail Mail => new(new("RevenueBot", "revenuebot@larkspur.example"), new("", "priya@larkspur.example"), "MRR $58,430, up $270 on Tue 10 Nov", new(2026, 11, 11, 7, 30, 0, TimeSpan.FromHours(-5)))
    {
        MessageId = "daily.2026-11-10.priya.8f31c2@larkspur.example", Plain = "MRR is $58,430.\n.\nUp $270 – “good”.\n", Html = "<p>MRR is <b>$58,430</b></p>", Pictures = [new("mrr-chart@revenuebot", _png)],
        List = new("Daily report", "daily.revenuebot.larkspur.example", new("https://revenue.larkspur.example/u/OPAQUE"), "OPAQUE"),
    };

    [Fact]
    public void The_headers_are_those_of_the_design()
    {
        var mail = ReadMail.Read(MimeWriter.Write(Mail));
        foreach (var (name, value) in ((string, string)[])
        [
            ("From", "RevenueBot <revenuebot@larkspur.example>"), ("To", "priya@larkspur.example"), ("Subject", "MRR $58,430, up $270 on Tue 10 Nov"), ("Message-ID", "<daily.2026-11-10.priya.8f31c2@larkspur.example>"),
            ("List-ID", "Daily report <daily.revenuebot.larkspur.example>"), ("List-Unsubscribe", "<https://revenue.larkspur.example/u/OPAQUE>, <mailto:revenuebot@larkspur.example?subject=stop%20OPAQUE>"),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"), ("Auto-Submitted", "auto-generated"), ("MIME-Version", "1.0"), ("Date", "Wed, 11 Nov 2026 07:30:00 -0500"),
        ])
            mail.Header(name).ShouldBe(value);
        mail.Shape.ShouldBe("multipart/alternative(text/plain multipart/related(text/html image/png))");
        mail.Find("image/png").Header("Content-ID").ShouldBe("<mrr-chart@revenuebot>");
        mail.Find("image/png").Header("Content-Disposition").ShouldStartWith("inline");
        mail.Find("image/png").Bytes.ShouldBe(_png);
        mail.Find("text/plain").Text.ReplaceLineEndings("\n").ShouldBe(Mail.Plain);
        mail.Find("text/html").Text.TrimEnd().ShouldBe(Mail.Html);
    }

    [Fact]
    public void A_file_goes_beside_the_text_with_its_name_in_any_alphabet()
    {
        var mail = ReadMail.Read(MimeWriter.Write(Mail with { Files = [new("Board report – Oktober Größe.pdf", "application/pdf", _png)] }));
        mail.Shape.ShouldBe("multipart/mixed(multipart/alternative(text/plain multipart/related(text/html image/png)) application/pdf)");
        mail.Find("application/pdf").Header("Content-Disposition").ShouldBe("attachment; filename=\"Board report _ Oktober Gr__e.pdf\"; filename*=UTF-8''Board%20report%20%E2%80%93%20Oktober%20Gr%C3%B6%C3%9Fe.pdf");
        mail.Find("application/pdf").Bytes.ShouldBe(_png);
    }

    [Theory]
    [InlineData("Hi\r\nBcc: thief@evil.example")]
    [InlineData("Hi\nBcc: thief@evil.example\n\n<script>")]
    [InlineData("Hi\u2028Bcc: x\u0085Bcc: y\0")]
    [InlineData("=?utf-8?B?DQpCY2M6IGV2aWw=?=")]
    [InlineData("Größe – Umsatz steigt um 12 % 🚀 und das ist ein sehr langer Betreff, der über mehrere Zeilen gefaltet werden muss, damit er passt")]
    public void Whatever_stands_in_a_subject_a_name_or_an_id_stays_in_it(string text)
    {
        var mail = ReadMail.Read(MimeWriter.Write(Mail with { Subject = text, From = new(text, "bot@larkspur.example"), MessageId = "a" + text + "@b", Pictures = [new(text, _png)], List = new(text, text, null, "t") }));
        mail.Names.ShouldNotContain("Bcc");
        mail.Header("Subject").ShouldBe(HeaderText.Clean(text));
        mail.Header("From").ShouldEndWith("<bot@larkspur.example>");
        mail.Names.ShouldBe(["From", "To", "Subject", "Date", "Message-ID", "List-ID", "List-Unsubscribe", "Auto-Submitted", "MIME-Version", "Content-Type"]);
    }

    [Fact]
    public void Random_texts_come_back_as_they_were()
    {
        Random random = new(4711);
        for (var round = 0; round < 300; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 300)).Select(_ => random.Next(6) switch { 0 => "\n", 1 => "=", 2 => " ", 3 => char.ConvertFromUtf32(random.Next(0x1F300, 0x1F6FF)), 4 => ".", _ => ((char)random.Next(32, 0x500)).ToString() }));
            ReadMail.Read(MimeWriter.Write(Mail with { Plain = text })).Find("text/plain").Text.ReplaceLineEndings("\n").ShouldBe(text.ReplaceLineEndings("\n"));
        }
    }

    [Theory]
    [InlineData("a\n.\nb", "a\r\n..\r\nb\r\n")]
    [InlineData(".first\r\n..", "..first\r\n...\r\n")]
    [InlineData("end\r\n", "end\r\n")]
    public void No_line_of_a_mail_ends_it(string text, string sent) =>
        Encoding.ASCII.GetString(global::RevenueBot.Email.Smtp.SmtpClient.Stuff(Encoding.ASCII.GetBytes(text))).ShouldBe(sent);

    [Theory]
    [InlineData("RevenueBot <Bot@Larkspur.example>", "RevenueBot", "bot@larkspur.example")]
    [InlineData("\"Larkspur, Inc\" <bot@larkspur.example>", "Larkspur, Inc", "bot@larkspur.example")]
    [InlineData("bot@larkspur.example", "", "bot@larkspur.example")]
    [InlineData("bot@larkspur.example>\r\nRCPT TO:<x@y.example", null, null)]
    [InlineData("a b@c.example", null, null)]
    [InlineData("Name <>", null, null)]
    public void An_address_is_an_address_or_none(string text, string? name, string? address) => (Mailbox.Read(text)?.Name, Mailbox.Read(text)?.Address).ShouldBe((name, address));
}
