using RevenueBot.Ingest.Stripe;
using RevenueBot.Metrics;
using RevenueBot.Support;
using RevenueBot.Support.Stripe;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Stripe.History;

namespace RevenueBot.Tests.Stripe;

public sealed class StripeBackfillTests
{
    private static readonly DateTimeOffset _now = Day(2026, 3, 20);

    [Theory]
    [InlineData(ApiShape.Dahlia)]
    [InlineData(ApiShape.Old)]
    public async Task A_backfill_shows_every_past_month_as_it_was(ApiShape shape)
    {
        var world = Company(105, shape);
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, _now);

        var result = await bot.BackfillAsync();

        result.Problems.ShouldBe(0);
        await ShouldMatchTruthAsync(bot, world);
    }

    [Fact]
    public async Task A_second_backfill_changes_nothing()
    {
        await using var stripe = await FakeStripe.StartAsync(Company(40));
        await using var bot = await StripeBot.StartAsync(stripe, _now);
        await bot.BackfillAsync();
        var before = await bot.LedgerAsync();
        var facts = await bot.ScalarAsync("SELECT count(*) FROM subscription_event");

        bot.Time.Advance(TimeSpan.FromHours(5));
        await bot.BackfillAsync();

        (await bot.LedgerAsync()).ShouldBe(before);
        (await bot.ScalarAsync("SELECT count(*) FROM subscription_event")).ShouldBe(facts);
        (await bot.ScalarAsync("SELECT count(*) FROM subscription_event WHERE withdrawn_at IS NOT NULL")).ShouldBe(0);
    }

    [Fact]
    public async Task A_storm_of_429_500_and_dropped_connections_is_weathered()
    {
        var world = Company(40);
        await using var stripe = await FakeStripe.StartAsync(world);
        stripe.Faults.RateLimitEvery = 3;
        stripe.Faults.Next(500, 0, 409, 503);
        await using var bot = await StripeBot.StartAsync(stripe, _now);

        await bot.BackfillAsync();

        await ShouldMatchTruthAsync(bot, world);
        bot.Time.Waited.ShouldBeGreaterThan(TimeSpan.FromSeconds(stripe.Requests / 20.0 * 0.9), "at most 20 requests a second");
    }

    [Fact]
    public async Task A_killed_run_goes_on_where_it_was_and_neither_loses_nor_doubles()
    {
        var world = Company(110);
        await using var whole = await FakeStripe.StartAsync(world);
        await using var straight = await StripeBot.StartAsync(whole, _now);
        await straight.BackfillAsync();

        await using var stripe = await FakeStripe.StartAsync(world);
        await using var database = await TestDatabase.CreateAsync();
        for (var killAt = 5; ; killAt += 5)
        {
            using var kill = new CancellationTokenSource();
            await using var bot = await StripeBot.StartAsync(stripe, _now, database);
            stripe.Faults.OnRequest = number =>
            {
                if (number == killAt) kill.Cancel();
            };
            try
            {
                await bot.BackfillAsync(kill);
                (await bot.LedgerAsync()).ShouldBe(await straight.LedgerAsync());
                break;
            }
            catch (OperationCanceledException)
            {
                killAt = Math.Max(killAt, stripe.Requests);
            }
        }

        // Each page is asked for again at most once per kill.
        stripe.Requests.ShouldBeLessThan(whole.Requests * 2);
    }

    [Fact]
    public async Task What_changes_during_the_walk_is_caught_up_from_the_events()
    {
        var world = Company(20);
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, _now);
        SimSubscription? late = null;
        stripe.Faults.OnRequest = _ =>
        {
            if (late is not null || !stripe.Log.Any(l => l.StartsWith("/v1/charges", StringComparison.Ordinal))) return;
            late = new SimSubscription(world, world.AddCustomer(_now, "Late"), _now.AddSeconds(1), new SimPrice("price_late", 7_700));
        };

        await bot.BackfillAsync();

        (await bot.MrrAsync(late!.Id, DateOnly.FromDateTime(_now.UtcDateTime))).ShouldBe(77_000_000);
    }

    [Fact]
    public async Task Lists_inside_objects_are_read_to_their_end()
    {
        var world = new StripeWorld();
        var sub = new SimSubscription(world, world.AddCustomer(Start, "Ada"), Start, new SimPrice("price_a", 1_000));
        for (var i = 0; i < 12; i++) sub.AddItem(Day(2024, 3, 1 + i), new SimPrice($"price_{i}", 100 + i));
        sub.Until(_now);
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, _now);
        await using var byWebhook = await StripeBot.StartAsync(stripe, _now);

        (await bot.BackfillAsync()).Problems.ShouldBe(0);
        await byWebhook.Sender.SendAsync(world.All("events").First(e => ((string)e["type"]!).StartsWith("customer.subscription", StringComparison.Ordinal)));
        await byWebhook.DrainAsync();

        await ShouldMatchTruthAsync(bot, world);
        (await byWebhook.ScalarAsync("SELECT count(*) FROM subscription_event")).ShouldBe(13);
    }

    [Fact]
    public async Task Webhooks_that_never_came_are_caught_up_from_the_events()
    {
        var world = new StripeWorld();
        var sub = new SimSubscription(world, world.AddCustomer(Start, "Ada"), Start, new SimPrice("price_a", 1_000));
        sub.Until(_now);
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, _now);
        (await bot.Get<StripeCatchUp>().RunAsync(CancellationToken.None)).ShouldBeNull("there is nothing to catch up with before the first backfill");
        await bot.BackfillAsync();
        bot.Time.Advance(TimeSpan.FromDays(4));
        sub.Change(_now.AddDays(2), quantity: 7);

        (await bot.Get<StripeCatchUp>().RunAsync(CancellationToken.None)).ShouldNotBeNull().ShouldBeGreaterThan(0);

        (await bot.MrrAsync(sub.Id, DateOnly.FromDateTime(_now.UtcDateTime).AddDays(3))).ShouldBe(70_000_000);
        (await bot.ScalarAsync("SELECT count(*) FROM source_state WHERE source = 'Stripe' AND data_through >= $1", _now.AddDays(4))).ShouldBe(1);
    }

    [Fact]
    public async Task A_rolled_key_is_told_once_and_plainly_without_a_storm()
    {
        await using var stripe = await FakeStripe.StartAsync(Company(5));
        stripe.Faults.KeyIsRolled = true;
        await using var bot = await StripeBot.StartAsync(stripe, _now);

        var refusal = await Should.ThrowAsync<StripeRefusedException>(() => bot.BackfillAsync());

        refusal.Message.ShouldContain("Stripe:ApiKey");
        refusal.Message.ShouldNotContain(FakeStripe.Key);
        stripe.Requests.ShouldBe(1);
        (await bot.ScalarAsync("SELECT count(*) FROM data_problem WHERE source = 'stripe' AND reference = 'key'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_permission_is_named()
    {
        await using var stripe = await FakeStripe.StartAsync(Company(5));
        stripe.Faults.Forbidden.Add("invoices");
        await using var bot = await StripeBot.StartAsync(stripe, _now);

        (await Should.ThrowAsync<StripeRefusedException>(() => bot.BackfillAsync())).Message.ShouldBe("The Stripe key may not read invoices: give it the permission rak_invoice_read.");
        (await bot.ScalarAsync("SELECT count(*) FROM subscription_event")).ShouldBe(0);

        stripe.Faults.Forbidden.Clear();
        await bot.BackfillAsync();
        (await bot.ScalarAsync("SELECT count(*) FROM data_problem WHERE source = 'stripe'")).ShouldBe(0);
    }

    [Fact]
    public async Task Payments_are_kept_with_what_came_back()
    {
        var world = new StripeWorld();
        var sub = new SimSubscription(world, world.AddCustomer(Start, "Ada"), Start, new SimPrice("price_a", 1_000));
        sub.Until(Start.AddMonths(2).AddDays(1));
        var charge = world.All("charges")[0];
        world.Put("refunds", new() { ["id"] = "re_1", ["object"] = "refund", ["amount"] = 400, ["currency"] = "usd", ["created"] = 1_710_600_000L, ["status"] = "succeeded", ["charge"] = (string)charge["id"]! });
        world.Put("refunds", new() { ["id"] = "re_2", ["object"] = "refund", ["amount"] = 100, ["currency"] = "usd", ["created"] = 1_710_700_000L, ["status"] = "failed", ["charge"] = (string)charge["id"]! });
        world.Put("disputes", new() { ["id"] = "dp_1", ["object"] = "dispute", ["amount"] = 1_000, ["currency"] = "usd", ["created"] = 1_710_700_000L, ["status"] = "lost", ["charge"] = (string)charge["id"]! });
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, _now);

        await bot.BackfillAsync();

        (await bot.ScalarAsync("SELECT sum(amount_minor) FROM payment WHERE status = 1")).ShouldBe(3_100);
        (await bot.ScalarAsync("SELECT sum(amount_minor) FROM payment WHERE status = 3")).ShouldBe(500);
        (await bot.ScalarAsync("SELECT sum(amount_minor) FROM payment WHERE status = 4")).ShouldBe(1_000);
        (await bot.ScalarAsync("SELECT count(*) FROM payment WHERE subscription_id IS NULL OR plan_id IS NULL")).ShouldBe(0);
    }

    private static StripeWorld Company(int subscriptions, ApiShape shape = ApiShape.Dahlia)
    {
        var world = new StripeWorld(shape);
        for (var seed = 1; seed <= subscriptions; seed++) SimLife.Random(world, seed, _now, world.AddCustomer(Start, $"Customer {seed}"));
        return world;
    }

    private static async Task ShouldMatchTruthAsync(StripeBot bot, StripeWorld world)
    {
        var movements = await bot.MovementsAsync();
        foreach (var (subscription, truth) in world.Truth)
        {
            for (var month = new Month(2024, 1); month < new Month(2026, 3); month = month.Next)
            {
                var expected = truth.MicrosBefore(new DateTimeOffset(month.Next.FirstDay, TimeOnly.MinValue, TimeSpan.Zero));
                ((double)movements[subscription].Where(m => m.Day <= month.LastDay).Sum(m => m.Amount)).ShouldBe((double)expected, 20_000, $"{subscription} at the end of {month}");
            }
        }
    }
}
