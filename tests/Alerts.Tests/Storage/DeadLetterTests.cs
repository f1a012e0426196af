using RevenueBot.Alerts.Dispatch;
using Shouldly;
using Xunit;

namespace RevenueBot.Alerts.Tests.Storage;

/// <summary>What was given up, and what was too late to be posted alone.</summary>
public sealed class DeadLetterTests : Bench
{
    [Fact]
    public async Task A_refused_card_is_given_up_with_its_lines_holds_nothing_behind_it_and_all_of_it_is_replayed()
    {
        await PutAsync(First("al_1", "one"), Line("al_1", "worse"), First("al_2", "two"));
        var isInvited = false;
        Platform platform = new((_, call) => isInvited || call > 1 ? Fault.None : Fault.Refused);
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(2));
        platform.At("C1").ShouldBe(["two"]);
        (await UnfinishedAsync()).ShouldBe(0, "a line of a card that nobody will post waits for nothing");
        var dead = await Outbox.DeadAsync(10, Cancel);
        dead.Select(letter => letter.Error).ShouldBe(["card_not_posted", "not_in_channel"]);
        (await Outbox.ReplayAsync(dead[0].Id, Clock.Now, Cancel)).ShouldBeFalse("a line follows its card");
        isInvited = true;
        (await Outbox.ReplayAsync(dead[1].Id, Clock.Now, Cancel)).ShouldBeTrue();
        (await Outbox.ReplayAsync(dead[1].Id, Clock.Now, Cancel)).ShouldBeFalse("it is on its way");
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(2));
        platform.At("C1").ShouldBe(["two", "one", "worse"]);
        (await Outbox.DeadAsync(10, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_line_that_comes_after_its_card_was_given_up_is_given_up_too()
    {
        await PutAsync(First("al_1", "one"));
        Platform platform = new((_, _) => Fault.Refused);
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(2));
        await PutAsync(Line("al_1", "resolved"));
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(2));
        await Outbox.TidyAsync(Clock.Now.AddDays(-30), Clock.Now, Cancel);
        (await UnfinishedAsync(), (await Outbox.DeadAsync(10, Cancel)).Count).ShouldBe((0, 2));
    }

    [Fact]
    public async Task An_old_card_is_not_replayed_over_a_newer_one_which_settles_it()
    {
        await PutAsync(First("al_1", "v1"));
        Platform platform = new((_, call) => call == 1 ? Fault.Refused : Fault.None);
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(2));
        var dead = (await Outbox.DeadAsync(10, Cancel)).ShouldHaveSingleItem();
        await PutAsync(First("al_1", "v2"));
        (await Outbox.ReplayAsync(dead.Id, Clock.Now, Cancel)).ShouldBeFalse();
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(2));
        (platform.At("C1").Single(), (await Outbox.DeadAsync(10, Cancel)).Count).ShouldBe(("v2", 0));
    }

    [Fact]
    public async Task After_an_outage_of_hours_one_summary_stands_for_all_and_later_news_go_under_it()
    {
        foreach (var n in Enumerable.Range(1, 12)) await PutAsync(First($"al_{n}", $"card {n}"), Line($"al_{n}", $"line {n}"));
        await PutAsync(First("al_x", "elsewhere", "slack:C2"));
        var isDown = true;
        Platform platform = new((address, _) => isDown && address == "C1" ? Fault.Busy : Fault.None) { Patience = TimeSpan.FromMinutes(15) };
        await RunAsync(Dispatcher(platform), TimeSpan.FromHours(2));
        platform.At("C2").ShouldBe(["elsewhere"]);
        platform.At("C1").ShouldBeEmpty();
        isDown = false;
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(30));
        platform.At("C1").First().ShouldBe("12 messages could not be posted for more than an hour.");
        platform.At("C1").Skip(1).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, 12).Select(n => $"line {n}").Order(StringComparer.Ordinal));
        platform.Posts.Where(post => post.Address == "C1").Skip(1).ShouldAllBe(post => post.Under != null);
        await PutAsync(First("al_3", "card 3 is over", isClosed: true), Line("al_3", "resolved"));
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(5));
        platform.At("C1").Skip(13).ShouldBe(["card 3 is over", "resolved"]);
        (await UnfinishedAsync(), (await Outbox.DeadAsync(10, Cancel)).Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task One_late_card_alone_is_posted_as_it_is_and_a_closed_one_not_at_all()
    {
        await PutAsync(First("al_1", "one"));
        Clock.Now += TimeSpan.FromHours(3);
        Platform platform = new();
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(2));
        platform.At("C1").ShouldBe(["one"]);
        await PutAsync(First("al_2", "over", isClosed: true), Line("al_2", "resolved"));
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(2));
        (platform.Posts.Count, await UnfinishedAsync()).ShouldBe((1, 0));
    }

    [Fact]
    public async Task After_a_day_of_outage_it_is_given_up_with_what_to_do()
    {
        await PutAsync(First("al_1", "one"));
        Platform platform = new((_, _) => Fault.Busy) { Patience = TimeSpan.FromHours(1) };
        await RunAsync(Dispatcher(platform), TimeSpan.FromHours(26));
        var dead = (await Outbox.DeadAsync(10, Cancel)).ShouldHaveSingleItem();
        dead.Advice.ShouldContain("replay");
        (await UnfinishedAsync()).ShouldBe(0);
    }
}
