using RevenueBot.Alerts.Dispatch;
using Shouldly;
using Xunit;

namespace RevenueBot.Alerts.Tests.Storage;

/// <summary>What is sent, in which order, and what one destination's trouble does to others.</summary>
public sealed class DispatchTests : Bench
{
    [Fact]
    public async Task Several_dispatchers_on_one_outbox_send_everything_once_and_one_at_a_time_to_each_destination()
    {
        string[] addresses = ["C1", "C2", "C3"];
        foreach (var n in Enumerable.Range(1, 20))
            foreach (var address in addresses)
                await PutAsync(First($"al_{address}_{n}", $"card {n}", $"slack:{address}"), Line($"al_{address}_{n}", $"line {n}", $"slack:{address}"));
        Platform platform = new((_, call) => call % 7 == 0 ? Fault.Busy : call % 11 == 0 ? Fault.LostAfter : Fault.None);
        var dispatchers = Enumerable.Range(0, 4).Select(_ => Dispatcher(platform)).ToList();
        for (var round = 0; round < 300 && await UnfinishedAsync() > 0; round++, Clock.Now += TimeSpan.FromSeconds(20))
            await Task.WhenAll(dispatchers.Select(async dispatcher =>
            {
                while (await dispatcher.StepAsync(Cancel)) { }
            }));
        (await UnfinishedAsync(), (await Outbox.DeadAsync(10, Cancel)).Count, platform.MostInFlight).ShouldBe((0, 0, 1));
        foreach (var address in addresses)
        {
            platform.At(address).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, 20).SelectMany(n => (string[])[$"card {n}", $"line {n}"]).Order(StringComparer.Ordinal));
            platform.At(address).Where(text => text.StartsWith("card", StringComparison.Ordinal)).ShouldBe(Enumerable.Range(1, 20).Select(n => $"card {n}"), "oldest first");
        }

        platform.Posts.Where(post => post.Text.StartsWith("line", StringComparison.Ordinal)).ShouldAllBe(post => post.Under != null);
    }

    [Fact]
    public async Task A_destination_that_asks_for_patience_holds_up_nobody_else_and_is_left_in_peace()
    {
        await PutAsync(First("al_1", "one"), First("al_2", "two"), First("al_3", "three", "slack:C2"));
        var calls = 0;
        Platform platform = new((address, call) => address == "C1" && ++calls == 1 ? Fault.Busy : Fault.None) { Patience = TimeSpan.FromMinutes(10) };
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(9));
        platform.At("C2").ShouldBe(["three"]);
        (platform.At("C1").Count(), calls).ShouldBe((0, 1));
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(5));
        platform.At("C1").ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task Of_cards_that_wait_only_the_newest_is_sent_and_a_posted_one_is_edited_in_place()
    {
        await PutAsync(First("al_1", "v1"));
        await PutAsync(First("al_1", "v2"), Line("al_1", "worse"));
        await PutAsync(First("al_1", "v3"));
        Platform platform = new();
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(2));
        platform.At("C1").ShouldBe(["v3", "worse"]);
        await PutAsync(First("al_1", "v4"));
        await PutAsync(First("al_1", "v5"));
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(2));
        platform.Edits.ShouldBe([("ref1", "v5")]);
        platform.Posts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_edit_of_a_deleted_message_posts_it_anew_unless_it_is_over()
    {
        await PutAsync(First("al_1", "v1"));
        Platform platform = new((_, call) => call is 2 or 4 ? Fault.Gone : Fault.None);
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(1));
        await PutAsync(First("al_1", "v2"));
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(1));
        platform.At("C1").ShouldBe(["v1", "v2"]);
        await PutAsync(First("al_1", "v3", isClosed: true), Line("al_1", "resolved"));
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(5));
        (platform.At("C1").Count(text => text == "v3"), await UnfinishedAsync()).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData(Fault.LostAfter, true, new[] { "one" })]
    [InlineData(Fault.LostBefore, true, new[] { "one" })]
    [InlineData(Fault.ThrowsAfter, true, new[] { "one" })]
    [InlineData(Fault.ThrowsBefore, true, new[] { "one" })]
    [InlineData(Fault.LostAfter, false, new[] { "one", "one" })] // nobody can tell: the second says that it is a repeat
    public async Task An_answer_that_was_lost_is_looked_for_before_anything_is_posted_again(Fault first, bool canFind, string[] posts)
    {
        await PutAsync(First("al_1", "one"));
        Platform platform = new((_, call) => call == 1 ? first : Fault.None) { CanFind = canFind };
        await RunAsync(Dispatcher(platform), TimeSpan.FromHours(1));
        platform.At("C1").ShouldBe(posts);
        if (!canFind) platform.Posts.Last().IsRepeat.ShouldBeTrue();
        (await UnfinishedAsync(), (await Outbox.DeadAsync(10, Cancel)).Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_repeat_that_was_put_off_says_all_the_same_that_it_is_one()
    {
        await PutAsync(First("al_1", "one"));
        Platform platform = new((_, call) => call switch { 1 => Fault.LostAfter, 2 => Fault.Busy, _ => Fault.None }) { CanFind = false };
        await RunAsync(Dispatcher(platform), TimeSpan.FromHours(1));
        platform.Posts.Select(post => post.IsRepeat).ShouldBe([false, true]);
    }

    [Fact]
    public async Task What_must_not_be_there_twice_and_cannot_be_looked_for_is_left_to_a_person()
    {
        await PutAsync(First("al_1", "one") with { RepeatsUnknown = false }, First("al_2", "two"));
        Platform platform = new((_, call) => call == 1 ? Fault.LostBefore : Fault.None) { CanFind = false };
        await RunAsync(Dispatcher(platform), TimeSpan.FromHours(1));
        platform.At("C1").ShouldBe(["two"]);
        var dead = (await Outbox.DeadAsync(10, Cancel)).ShouldHaveSingleItem();
        (dead.Error, dead.Advice).ShouldBe(("unknown_outcome", "The platform did not confirm the post, and it may be there: look, and replay it only if it is not."));
    }
}
