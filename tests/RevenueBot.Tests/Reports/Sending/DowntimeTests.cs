using RevenueBot.Alerts.Dispatch;
using RevenueBot.Reports;
using RevenueBot.Reports.Sending;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports.Sending;

/// <summary>The bot is down for three days over which a daily, a weekly and a monthly report were due.</summary>
public sealed class DowntimeTests : IAsyncLifetime
{
    private static readonly (string, string)[] _all = [.. Enum.GetNames<DigestKind>().Select(kind => ($"{kind}:Channels:0", "slack:C0EXEC0"))];
    private static readonly DateTimeOffset _restart = new(2026, 12, 2, 20, 0, 0, TimeSpan.Zero); // Wed 15:00 New York
    private SendingHouse _house = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _house = await SendingHouse.OpenAsync();
        _house.Clock.Now = new(2026, 11, 28, 15, 0, 0, TimeSpan.Zero); // Sat 10:00
        await _house.Start(_all).RunAsync(TimeSpan.FromMinutes(1));
    }

    public async ValueTask DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Afterwards_there_is_one_late_report_of_each_kind_and_nothing_older()
    {
        _house.Clock.Now = new(2026, 11, 29, 13, 0, 0, TimeSpan.Zero); // Sun 08:00: handed to the outbox as the machine died
        await _house.Start(_all).Clockwork.RunAsync(_house.Clock.Now, Cancel);
        _house.Clock.Now = _restart;
        Replica one = _house.Start(_all), two = _house.Start(_all);
        await Replica.SendAsync(one, two); // what lay there is looked at first
        await Replica.RunAsync(TimeSpan.FromMinutes(20), one, two);
        Parents().Select(parent => (parent.DeliveryId.Split('_')[1], Late(parent))).ShouldBe(
        [
            ("daily.2026-12-01", "Late: this report was due Wed 2 Dec 2026, 07:30 New York."),
            ("weekly.2026-11-29", "Late: this report was due Mon 30 Nov 2026, 08:00 New York."),
            ("monthly.2026-11-30", "Late: this report was due Tue 1 Dec 2026, 09:00 New York."),
        ], ignoreOrder: true);
        (await _house.RowsAsync()).Where(row => row.Error == "outdated").Select(row => row.Key.Split('_')[1]).ShouldBe(["daily.2026-11-28"]);
        (await _house.RowsAsync()).ShouldNotContain(row => row.State == (short)OutboxState.Waiting);
        _house.Slack.Shared.Count.ShouldBe(1);
        _house.Clock.Now = new(2026, 12, 3, 12, 30, 0, TimeSpan.Zero);
        await Replica.RunAsync(TimeSpan.FromMinutes(5), one, two);
        Parents().Count.ShouldBe(4);
        Parents()[^1].Text.ShouldNotContain("Late");
    }

    [Fact]
    public void Every_surface_says_that_it_is_late()
    {
        var (due, company) = (new DateTimeOffset(2026, 12, 1, 14, 0, 0, TimeSpan.Zero), SendingHouse.Company);
        const string late = "Late: this report was due Tue 1 Dec 2026, 09:00 New York.";
        foreach (var (name, digest) in SampleDigests.All)
        {
            var marked = StoredReports.Late(digest, due, _restart, company);
            marked.IsLate.ShouldBeTrue();
            var rendered = Rendered.Of(marked);
            foreach (var (surface, text) in (ReadOnlySpan<(string, string)>)[("Slack", rendered.Slack[0].GetRawText()), ("Teams", rendered.Card.GetRawText()), ("mail", rendered.Mail.Html), ("plain mail", rendered.Mail.Plain.ReplaceLineEndings(" ")), ("terminal", rendered.Terminal.ReplaceLineEndings(" "))])
                text.ShouldContain(late, customMessage: $"{name}, {surface}");
            if (BoardPdf.NameOf(marked.Period) is not null) BoardPdfTests.TextOf(marked).ReplaceLineEndings(" ").ShouldContain(late, customMessage: name);
        }
    }

    private static string Late(FakeMessage message) => message.Text[message.Text.IndexOf("Late:", StringComparison.Ordinal)..].Split(" MRR")[0].Trim();

    private IReadOnlyList<FakeMessage> Parents() => [.. _house.Slack.Board.Where(message => message.Channel == "C0EXEC0" && string.IsNullOrEmpty(message.ThreadTs))];
}
