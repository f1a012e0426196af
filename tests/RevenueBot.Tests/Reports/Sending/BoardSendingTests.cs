using System.Text;
using RevenueBot.Access;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Reports;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports.Sending;

/// <summary>The board report in Slack: its PDF in the thread, once.</summary>
public sealed class BoardSendingTests : IAsyncLifetime
{
    private const string Complete = "files.completeUploadExternal", Due = "2026-12-01T14:00:00Z"; // 09:00 New York
    private SendingHouse _house = null!;
    private Replica _replica = null!;

    private FakeSlack Slack => _house.Slack;

    public async ValueTask InitializeAsync()
    {
        _house = await SendingHouse.OpenAsync();
        _replica = _house.Start(("Monthly:Channels:0", "slack:C0EXEC0"));
        await _replica.RunAsync(TimeSpan.FromMinutes(1));
        _house.Clock.Now = DateTimeOffset.Parse(Due, null);
    }

    public async ValueTask DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task The_PDF_stands_in_the_thread_and_the_message_says_so_and_where_else_it_is()
    {
        await _replica.RunAsync(TimeSpan.FromMinutes(5));
        var parent = Slack.Board.Single(message => string.IsNullOrEmpty(message.ThreadTs));
        parent.Body.GetRawText().ShouldContain("The whole report is in the thread: Board report November 2026.pdf. As a PDF it also goes with its mails");
        var file = Slack.Shared.ShouldHaveSingleItem();
        (file.Channel, file.ThreadTs, Encoding.ASCII.GetString(file.Bytes, 0, 5)).ShouldBe(("C0EXEC0", parent.Ts, "%PDF-"));
        Slack.Board.Count(message => message.ThreadTs == parent.Ts).ShouldBe(2);
        (await _house.RowsAsync()).ShouldAllBe(row => row.State == (short)OutboxState.Sent);
    }

    [Fact]
    public async Task Until_its_last_step_it_is_tried_again_and_the_last_is_taken_once()
    {
        Slack.Fail("files.getUploadURLExternal", new Fault.Status(503), new Fault.DropAfterEffect());
        Slack.Fail("upload", new Fault.Status(500));
        await _replica.RunAsync(TimeSpan.FromMinutes(15));
        Slack.Shared.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whether_it_came_is_not_known_and_it_is_left_to_a_person()
    {
        Slack.Fail(Complete, new Fault.Status(200), new Fault.DropAfterEffect()); // the chart's, then the PDF's
        await _replica.RunAsync(TimeSpan.FromMinutes(15));
        Slack.Shared.Count.ShouldBeLessThanOrEqualTo(1);
        var row = (await _house.RowsAsync()).Single(row => row.Key.EndsWith(".pdf", StringComparison.Ordinal));
        (row.State, row.Error).ShouldBe(((short)OutboxState.Dead, "unknown_outcome"));
        Slack.Board.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_channel_that_was_shared_since_its_message_gets_no_file()
    {
        for (var step = 0; Slack.Board.Count < 3 && step < 50; step++) await StepAsync();
        Slack.Channels["C0EXEC0"] = new FakeChannel(IsExtShared: true);
        await _house.Start(("Monthly:Channels:0", "slack:C0EXEC0")).RunAsync(TimeSpan.FromMinutes(3)); // another replica goes on
        Slack.Shared.ShouldBeEmpty();
        (await _house.RowsAsync()).Single(row => row.Key.EndsWith(".pdf", StringComparison.Ordinal)).Error.ShouldBe("audience");
    }

    [Fact]
    public async Task It_holds_what_its_readers_may_see()
    {
        _house.Rules = _house.Rules with { ChannelRoles = new Dictionary<string, Role> { ["C0EXEC0"] = Roles.BuiltIn.Find("totals")! } };
        var replica = _house.Start(("Monthly:Channels:0", "slack:C0EXEC0"));
        await replica.RunAsync(TimeSpan.FromMinutes(5));
        var whole = FixedDigest.Of(new(DigestKind.Monthly, new(2026, 11, 1), new(2026, 11, 30)), "MRR is $58,430, build 1.");
        Slack.Shared.ShouldHaveSingleItem().Bytes.ShouldBe(BoardPdf.Render(DigestFor.Readers(whole, Right.Totals)));
        BoardPdf.Render(whole).ShouldNotBe(BoardPdf.Render(DigestFor.Readers(whole, Right.Totals)));
    }

    private async Task StepAsync()
    {
        await _replica.Clockwork.RunAsync(_house.Clock.Now, default);
        await _replica.Dispatcher.StepAsync(default);
        _house.Clock.Now = _house.Clock.Now.AddSeconds(2);
    }
}
