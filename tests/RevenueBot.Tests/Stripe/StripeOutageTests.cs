using System.Globalization;
using System.Text.Json.Nodes;
using RevenueBot.Doctor;
using RevenueBot.Ingest.Stripe;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support.Stripe;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Stripe.History;

namespace RevenueBot.Tests.Stripe;

/// <summary>Stripe does not answer for longer than anybody likes.</summary>
public sealed class StripeOutageTests
{
    private static readonly DateTimeOffset _now = Day(2024, 9, 1);

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(40, 40)]
    [InlineData(3_599, 3_599)]
    [InlineData(200_000, 3_600)]
    public void It_waits_as_long_again_as_it_has_been_failing_and_an_hour_at_most(int failing, int wait)
    {
        InboxMessage message = new("stripe", "evt_1", _now, [], 0, failing == 0 ? null : _now);

        EventRetry.Next(message, false, _now.AddSeconds(failing)).ShouldBe(_now.AddSeconds(failing + wait));
    }

    [Fact]
    public void An_outage_ends_by_its_age_and_an_events_own_fault_by_the_count_too()
    {
        InboxMessage message = new("stripe", "evt_1", _now, [], 11, _now);

        EventRetry.Next(message, false, _now.AddDays(3).AddSeconds(-1)).ShouldNotBeNull();
        EventRetry.Next(message, false, _now.AddDays(3)).ShouldBeNull();
        EventRetry.Next(message, true, _now.AddMinutes(10)).ShouldBeNull();
        EventRetry.Next(message with { Failures = 10 }, true, _now.AddMinutes(10)).ShouldNotBeNull();
    }

    [Fact]
    public async Task After_two_days_without_Stripe_every_event_is_applied_once()
    {
        var (world, subs) = World();
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var steady = await StripeBot.StartAsync(stripe, _now);
        foreach (var message in Events(world)) await steady.Sender.SendAsync(message);
        await steady.DrainAsync();
        await using var bot = await StripeBot.StartAsync(stripe, _now);
        stripe.Faults.IsDown = true;
        foreach (var message in Events(world)) await bot.Sender.SendAsync(message);
        await bot.Sender.SendAsync("{\"id\":\"evt_cut_off"u8.ToArray());
        await bot.DrainAsync();

        (await bot.ScalarAsync("SELECT count(*) FROM customer WHERE name IS NOT NULL")).ShouldBe(subs.Count, "what needs nothing from Stripe does not wait");
        await PassAsync(bot, TimeSpan.FromHours(48));
        (await bot.ScalarAsync("SELECT count(*) FROM inbox WHERE status = 2")).ShouldBe(1, "the event that is to blame itself has been given up long since");
        var waiting = await bot.ScalarAsync("SELECT count(*) FROM inbox WHERE status = 0");
        waiting.ShouldBeGreaterThan(0);
        (await bot.ScalarAsync("SELECT max(failures) FROM inbox WHERE status = 0")).ShouldBe(0, "an outage is nobody's failure");

        stripe.Faults.IsDown = false;
        await PassAsync(bot, TimeSpan.FromHours(2));

        (await bot.ScalarAsync("SELECT count(*) FROM inbox WHERE status = 0")).ShouldBe(0);
        (await bot.LedgerAsync()).ShouldBe(await steady.LedgerAsync());
        foreach (var sub in subs) (await bot.MrrAsync(sub.Id, DateOnly.FromDateTime(_now.UtcDateTime))).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task An_outage_is_seen_while_it_lasts_and_what_it_outlasted_can_be_tried_again()
    {
        var (world, subs) = World();
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, _now);
        stripe.Faults.IsDown = true;
        foreach (var message in Events(world)) await bot.Sender.SendAsync(message);
        await bot.DrainAsync();
        (await EventsCheckAsync(bot)).ShouldStartWith("Waiting: ");
        (await EventsCheckAsync(bot)).ShouldEndWith("Stripe could not be reached: check the network and Stripe:ApiBaseUrl.");

        await PassAsync(bot, TimeSpan.FromHours(80));
        (await EventsCheckAsync(bot)).ShouldEndWith("could not be applied: run \"backfill stripe\" to try again and to read the present state.");

        stripe.Faults.IsDown = false;
        await bot.BackfillAsync();
        (await bot.ScalarAsync("SELECT count(*) FROM inbox WHERE status <> 1")).ShouldBe(0);
        foreach (var sub in subs) (await bot.MrrAsync(sub.Id, DateOnly.FromDateTime(_now.UtcDateTime))).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Workers_that_are_killed_with_an_event_in_hand_do_not_count_as_its_failures()
    {
        var (world, _) = World();
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, _now);
        foreach (var message in Events(world)) await bot.Sender.SendAsync(message);
        for (var kill = 0; kill < 2 * EventRetry.MaxFailures; kill++)
        {
            (await bot.Get<Inbox>().ClaimAsync(StripeStore.Source, 100, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).ShouldNotBeEmpty(); // and never heard of again
            bot.Time.Advance(TimeSpan.FromMinutes(2));
        }

        await bot.DrainAsync();
        (await bot.ScalarAsync("SELECT count(*) FROM inbox WHERE status <> 1")).ShouldBe(0);
    }

    /// <summary>The worker looks every hour for as long as this.</summary>
    private static async Task PassAsync(StripeBot bot, TimeSpan span)
    {
        for (var end = bot.Time.GetUtcNow() + span; bot.Time.GetUtcNow() < end;)
        {
            await bot.DrainAsync();
            bot.Time.Advance(TimeSpan.FromHours(1));
        }
    }

    private static async Task<string> EventsCheckAsync(StripeBot bot) =>
        (await bot.Get<StripeDoctor>().DoctorChecksAsync(CancellationToken.None)).Single(check => check is { Name: "Stripe events", Outcome: Outcome.Warn }).Sentence;

    /// <summary>Prices with tiers, which webhooks leave out: each subscription must be asked for.</summary>
    private static (StripeWorld World, IReadOnlyList<SimSubscription> Subscriptions) World()
    {
        var world = new StripeWorld();
        List<SimSubscription> subs = [];
        foreach (var number in Enumerable.Range(1, 3))
        {
            var tiers = new SimPrice($"price_tiers_{number.ToString(CultureInfo.InvariantCulture)}", 0) { TiersMode = "graduated", Tiers = [new(10, 500, 1_000), new(null, 300)] };
            subs.Add(new SimSubscription(world, world.AddCustomer(Start, $"Ada {number.ToString(CultureInfo.InvariantCulture)}"), Start, tiers, 25));
            subs[^1].Change(Day(2024, 6, number), quantity: 30 + number);
        }

        return (world, subs);
    }

    private static IEnumerable<JsonObject> Events(StripeWorld world) => world.All("events").Reverse();
}
