using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RevenueBot.Access;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Storage;
using RevenueBot.Email.Sending;
using RevenueBot.Email.Smtp;
using RevenueBot.Reports;
using RevenueBot.Reports.Sending;
using RevenueBot.Support;
using RevenueBot.Support.Mail;
using RevenueBot.Tests.Reports;
using RevenueBot.Tests.Reports.Sending;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Email;

/// <summary>Reports by mail through Debian's own SMTP server: to whom they may go, as they should look, and once.</summary>
public sealed class ReportMailTests : IAsyncLifetime
{
    private static readonly (string, string)[] _daily =
        [("Daily:Recipients:0", "priya@larkspur.example"), ("Daily:Recipients:1", "tom@larkspur.example"), ("Daily:Recipients:2", "stranger@evil.example"), ("Daily:Recipients:3", MailServer.Refused), ("Monthly:Recipients:0", "priya@larkspur.example"), ("Watch:Channels:0", "ops@larkspur.example")];
    private MailServer _server = null!;
    private SendingHouse _house = null!;
    private Replica _replica = null!;
    private MailLedger _ledger = null!;
    private LeaveLinks _leave = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (MailServer.Missing is { } why) Assert.Skip(why);
        _server = await MailServer.StartAsync();
        _house = await SendingHouse.OpenAsync();
        _replica = Start(_server.Port);
        await _replica.RunAsync(TimeSpan.FromMinutes(1));
        _house.Clock.Now = DateTimeOffset.Parse("2026-11-11T12:30:00Z");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        if (_house is not null) await _house.DisposeAsync();
    }

    [Fact]
    public async Task Each_recipient_has_what_they_may_see_and_nobody_else_has_anything()
    {
        await _replica.RunAsync(TimeSpan.FromMinutes(3));
        await Patience.UntilAsync(() => Task.FromResult(_server.Mails.Count == 2));
        var mails = _server.Mails.Select(ReadMail.Read).ToDictionary(mail => mail.Header("Envelope-to"));
        var (priya, tom) = (mails["priya@larkspur.example"], mails["tom@larkspur.example"]);
        priya.Header("Message-ID").ShouldMatch(@"^<daily\.2026-11-10\.priya\.[0-9a-f]{6}@larkspur\.example>$");
        priya.Header("List-ID").ShouldBe("Daily report <daily.revenuebot.larkspur.example>");
        priya.Header("List-Unsubscribe").ShouldMatch(@"^<https://revenue\.larkspur\.example/u/[A-Za-z0-9_-]+>, <mailto:revenuebot@larkspur\.example\?subject=stop%20[A-Za-z0-9_-]+>$");
        (priya.Header("List-Unsubscribe-Post"), priya.Header("Auto-Submitted"), priya.Header("Subject")).ShouldBe(("List-Unsubscribe=One-Click", "auto-generated", "MRR $58,430, up $270 on Tue 10 Nov"));
        priya.Shape.ShouldBe("multipart/alternative(text/plain multipart/related(text/html image/png))");
        var picture = priya.Find("image/png");
        priya.Find("text/html").Text.ShouldContain($"cid:{picture.Header("Content-ID").Trim('<', '>')}");
        picture.Bytes[..8].ShouldBe([137, 80, 78, 71, 13, 10, 26, 10]);
        foreach (var part in (string[])["text/plain", "text/html"])
        {
            priya.Find(part).Text.ShouldContain("build 1.");
            priya.Find(part).Text.ShouldContain(FixedDigest.Customer);
            tom.Find(part).Text.ShouldContain("build 1.");
            tom.Find(part).Text.ShouldNotContain(FixedDigest.Customer);
        }

        (await _house.RowsAsync()).Where(row => row.State == (short)OutboxState.Dead).Select(row => (row.Destination, row.Error)).ShouldBe([("mail:stranger@evil.example", "audience"), ($"mail:{MailServer.Refused}", "smtp_550_5.1.1")], ignoreOrder: true);
        await _replica.Watch.LookAsync(_house.Clock.Now, DateTimeOffset.MinValue, Cancel);
        await Replica.SendAsync(_replica);
        await Patience.UntilAsync(() => Task.FromResult(_server.Mails.Count == 3));
        _server.Mails.Select(ReadMail.Read).Single(mail => mail.Header("Envelope-to") == "ops@larkspur.example").Header("Subject").ShouldBe("Report not sent");
    }

    [Fact]
    public async Task While_the_server_is_away_it_waits_and_then_each_has_it_once_and_late_is_said()
    {
        _server.Stop();
        await _replica.RunAsync(TimeSpan.FromMinutes(30));
        await _server.RunAsync();
        await _replica.RunAsync(TimeSpan.FromMinutes(25));
        await Patience.UntilAsync(() => Task.FromResult(_server.Mails.Count >= 2));
        _server.Mails.Select(mail => ReadMail.Read(mail).Header("Envelope-to")).Order().ShouldBe(["priya@larkspur.example", "tom@larkspur.example"]);
    }

    [Fact]
    public async Task Who_leaves_by_the_link_gets_none_from_that_moment_on_and_looking_at_the_page_is_not_leaving()
    {
        var token = _leave.Token(new(DigestKind.Daily, "priya@larkspur.example"));
        _leave.Open(token).ShouldBe(new Leaving(DigestKind.Daily, "priya@larkspur.example"));
        await using var site = await SiteAsync();
        using HttpClient browser = new() { BaseAddress = new Uri(site.Urls.Single()) };
        (await browser.GetAsync($"/u/{token}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK); // as scanners do
        (await browser.PostAsync($"/u/{token[..^6]}AAAAAA", null, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _ledger.IsStoppedAsync("priya@larkspur.example", DigestKind.Daily, Cancel)).ShouldBeFalse();
        using FormUrlEncodedContent oneClick = new([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
        var left = await browser.PostAsync($"/u/{token}", oneClick, Cancel);
        (left.StatusCode, (await left.Content.ReadAsStringAsync(Cancel)).Contains("priya@larkspur.example gets no daily report any more")).ShouldBe((HttpStatusCode.OK, true));
        await _replica.RunAsync(TimeSpan.FromMinutes(3));
        await Patience.UntilAsync(() => Task.FromResult(_server.Mails.Count == 1));
        ReadMail.Read(_server.Mails[0]).Header("Envelope-to").ShouldBe("tom@larkspur.example");
    }

    [Fact]
    public async Task A_mail_that_the_server_took_before_the_program_died_is_not_sent_again()
    {
        await _replica.Clockwork.RunAsync(_house.Clock.Now, Cancel);
        OutboxStore outbox = new(_house.Source);
        var claim = (await outbox.ClaimAsync(_house.Clock.Now, TimeSpan.FromMinutes(2), Cancel))!; // a dispatcher took it, sent it, and was killed before it could say so
        await _ledger.CloseAsync(claim.Item.DedupeKey!, _house.Clock.Now, Cancel);
        await _ledger.AcceptAsync(claim.Item.DedupeKey!, _house.Clock.Now, Cancel);
        _house.Clock.Now += TimeSpan.FromMinutes(3);
        await Replica.SendAsync(_replica);
        (await _house.RowsAsync()).Single(row => row.Key == claim.Item.DedupeKey).State.ShouldBe((short)OutboxState.Sent);
        await Patience.UntilAsync(() => Task.FromResult(_server.Mails.Count == 1));
    }

    [Fact]
    public async Task The_board_report_carries_its_PDF()
    {
        _house.Clock.Now = DateTimeOffset.Parse("2026-12-01T14:00:00Z");
        await _replica.RunAsync(TimeSpan.FromMinutes(3));
        IEnumerable<ReadMail> mails() => _server.Mails.Select(ReadMail.Read).Where(mail => mail.Header("Message-ID").StartsWith("<monthly.2026-11-30.priya.", StringComparison.Ordinal));
        await Patience.UntilAsync(() => Task.FromResult(mails().Any()));
        var mail = mails().ShouldHaveSingleItem();
        mail.Shape.ShouldBe("multipart/mixed(multipart/alternative(text/plain multipart/related(text/html image/png)) application/pdf)");
        var document = mail.Find("application/pdf");
        System.Text.Encoding.ASCII.GetString(document.Bytes, 0, 5).ShouldBe("%PDF-");
        document.Header("Content-Disposition").ShouldContain("Board report November 2026.pdf");
        mail.Find("text/plain").Text.ShouldContain("Board report November 2026.pdf");
    }

    private async Task<WebApplication> SiteAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Services.AddSingleton(_leave).AddSingleton(_ledger).AddSingleton(SendingHouse.Company).AddSingleton<TimeProvider>(_house.Clock).AddSingleton<LeaveEndpoints>();
        var site = builder.Build();
        site.MapMail();
        await site.StartAsync(Cancel);
        return site;
    }

    private Replica Start(int port)
    {
        SmtpOptions options = new() { Host = "localhost", Port = port, User = MailServer.User, Password = MailServer.Password, From = new("RevenueBot", "revenuebot@larkspur.example"), CaCertificateFile = _server.CaFile };
        var readers = MailReaders.Read(new ConfigurationBuilder().AddInMemoryCollection([.. new[] { ("priya@larkspur.example", "customers"), ("tom@larkspur.example", "totals"), (MailServer.Refused, "totals") }.Select(one => KeyValuePair.Create($"Access:Mail:People:{one.Item1}", (string?)one.Item2))]).Build(), Roles.BuiltIn);
        _ledger = new(_house.Source);
        _leave = new(new EphemeralDataProtectionProvider(), new(new Uri("https://revenue.larkspur.example")));
        StoredReports stored = new(new DigestStore(_house.Source, _house.BuildAsync), SendingHouse.Company, _house.Clock);
        ReportMails reports = new(options, readers, _ledger, stored, _leave, SendingHouse.Company, new(new Uri("https://revenue.larkspur.example")), _house.Clock);
        return new Replica(_house, _daily, new MailNotifier(options, new SmtpClient(options), _ledger, reports, new NoticeMails(options, SendingHouse.Company, _house.Clock), _house.Clock));
    }
}
