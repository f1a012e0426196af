using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports.Sending;

/// <summary>Somebody is told when a report has not gone out in time: once, by whichever replica lives, and once when it went out.</summary>
public sealed class ReportWatchTests : IAsyncLifetime
{
    private static readonly (string, string)[] _daily = [("Daily:Channels:0", "slack:C0EXEC0"), ("Daily:Channels:1", "slack:C0EXEC1"), ("Watch:Channels:0", "slack:C0OPS")];
    private static readonly DateTimeOffset _due = DateTimeOffset.Parse("2026-11-11T12:30:00Z");
    private SendingHouse _house = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _house = await SendingHouse.OpenAsync();

    public async ValueTask DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task A_dead_scheduler_is_told_of_once_by_replicas_that_run_none_and_again_when_the_report_has_gone_out()
    {
        Replica one = _house.Start(_daily), two = _house.Start(_daily);
        await one.RunAsync(TimeSpan.FromMinutes(1));
        for (var minute = 0; minute < 60; minute += 5) await LookAsync(minute, one, two);
        var told = Ops().ShouldHaveSingleItem();
        Words(told).ShouldBe("2 reports have not gone out. daily to slack:C0EXEC0: due Wed 11 Nov, 07:30, nobody has begun it. Look whether the bot serves with Jobs:Run, and run the verb doctor.");
        _house.Clock.Now = _due.AddMinutes(70);
        await one.Clockwork.RunAsync(_house.Clock.Now, Cancel);
        await Replica.SendAsync(one, two);
        await LookAsync(71, one, two);
        await LookAsync(80, one, two);
        (Ops().Count, Ops()[0].Edits, Words(Ops()[0])).ShouldBe((2, 1, "2 reports have gone out now: daily to slack:C0EXEC0, daily to slack:C0EXEC1."));
        Ops()[1].ThreadTs.ShouldBe(Ops()[0].Ts);
    }

    [Fact]
    public async Task What_went_out_in_time_is_not_told()
    {
        var replica = _house.Start(_daily);
        await replica.RunAsync(TimeSpan.FromMinutes(1));
        _house.Clock.Now = _due;
        await replica.RunAsync(TimeSpan.FromMinutes(2));
        await LookAsync(40, replica);
        Ops().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_is_told_at_once_and_once_with_what_to_do()
    {
        var replica = _house.Start(_daily);
        await replica.RunAsync(TimeSpan.FromMinutes(1));
        _house.Slack.Channels["C0EXEC0"] = new FakeChannel(IsExtShared: true);
        _house.Clock.Now = _due;
        await replica.RunAsync(TimeSpan.FromMinutes(2));
        await LookAsync(3, replica);
        await LookAsync(45, replica);
        Words(Ops().ShouldHaveSingleItem()).ShouldBe("The daily report up to Tue 10 Nov 2026 has not gone out. daily to slack:C0EXEC0: due Wed 11 Nov, 07:30, given up (audience). People from outside the company can read the channel: choose another destination, or name it in Access:Slack:SharedChannels, then replay the message.");
    }

    [Fact]
    public async Task After_a_restart_what_is_made_up_for_within_its_time_is_not_told()
    {
        var replica = _house.Start(_daily);
        await replica.RunAsync(TimeSpan.FromMinutes(1));
        _house.Clock.Now = _due.AddHours(6);
        await replica.Watch.LookAsync(_house.Clock.Now, _house.Clock.Now.AddMinutes(-1), Cancel);
        await replica.RunAsync(TimeSpan.FromMinutes(2));
        Ops().ShouldBeEmpty();
    }

    private async Task LookAsync(int minutesAfter, params Replica[] replicas)
    {
        _house.Clock.Now = _due.AddMinutes(minutesAfter);
        await Task.WhenAll(replicas.Select(replica => replica.Watch.LookAsync(_house.Clock.Now, DateTimeOffset.MinValue, Cancel)));
        await Replica.SendAsync(replicas);
    }

    /// <summary>Without the marks that keep Slack from reading names into it.</summary>
    private static string Words(FakeMessage message) => message.Text.Replace("\u200b", "", StringComparison.Ordinal);

    private IReadOnlyList<FakeMessage> Ops() => [.. _house.Slack.Board.Where(message => message.Channel == "C0OPS")];
}
