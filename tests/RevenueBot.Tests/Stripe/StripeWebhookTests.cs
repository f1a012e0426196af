using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using RevenueBot.Ingest.Stripe;
using RevenueBot.Support;
using RevenueBot.Support.Stripe;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Stripe.History;

namespace RevenueBot.Tests.Stripe;

public sealed class StripeWebhookTests
{
    private static readonly SimPrice _basic = new("price_basic", 1_000);
    private static readonly SimPrice _pro = new("price_pro", 4_900);
    private static readonly DateTimeOffset _now = Day(2024, 9, 1);
    private static readonly DateOnly _today = new(2024, 9, 1);

    [Fact]
    public async Task From_signed_event_to_ledger()
    {
        var (world, sub) = Life();
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, _now);

        foreach (var message in Events(world)) (await bot.Sender.SendAsync(message)).ShouldBe(HttpStatusCode.OK);
        await bot.DrainAsync();

        (await bot.MrrAsync(sub.Id, new DateOnly(2024, 2, 29))).ShouldBe(10_000_000);
        (await bot.MrrAsync(sub.Id, new DateOnly(2024, 5, 31))).ShouldBe(49_000_000);
        (await bot.MrrAsync(sub.Id, _today)).ShouldBe(0);
        (await bot.ScalarAsync("SELECT count(*) FROM inbox WHERE status <> 1")).ShouldBe(0);
        (await bot.ScalarAsync("SELECT count(*) FROM inbox WHERE body <> ''")).ShouldBe(0, "what was applied need not be kept");
        (await bot.ScalarAsync("SELECT count(*) FROM payment WHERE status = 1")).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Order_duplicates_and_twins_change_nothing(int seed)
    {
        var world = new StripeWorld();
        var sub = new SimSubscription(world, world.AddCustomer(Start, "Ada"), Start, _basic);
        sub.AddItem(Day(2024, 3, 1), new SimPrice("price_addon", 500), 2).Change(Day(2024, 4, 3), _pro);
        sub.RemoveItem(Day(2024, 5, 5), sub.Items[1]).Discount(Day(2024, 6, 1), new SimCoupon("c20", 20, null, "forever")).CancelNow(Day(2024, 8, 1));
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var inOrder = await StripeBot.StartAsync(stripe, _now);
        foreach (var message in Events(world))
        {
            await inOrder.Sender.SendAsync(message);
            await inOrder.DrainAsync();
        }

        await using var shuffled = await StripeBot.StartAsync(stripe, _now);
        JsonObject[] messages = [.. Events(world)];
        JsonObject[] all = [.. messages, .. messages, .. messages.Select(StripeSender.Twin)];
#pragma warning disable CA5394 // Repeatable, not secret.
        new Random(seed).Shuffle(all);
#pragma warning restore CA5394
        foreach (var message in all)
        {
            (await shuffled.Sender.SendAsync(message)).ShouldBe(HttpStatusCode.OK);
            await shuffled.DrainAsync();
        }

        (await shuffled.LedgerAsync()).ShouldBe(await inOrder.LedgerAsync());
    }

    [Fact]
    public async Task The_same_event_in_parallel_has_one_effect()
    {
        var (world, _) = Life();
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, _now);
        var message = Events(world).First(e => (string?)e["type"] == "customer.subscription.created");

        var codes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => bot.Sender.SendAsync(message)));
        await Task.WhenAll(bot.DrainAsync(), bot.DrainAsync(), bot.DrainAsync());

        codes.ShouldAllBe(code => code == HttpStatusCode.OK);
        (await bot.ScalarAsync("SELECT count(*) FROM inbox")).ShouldBe(1);
        (await bot.ScalarAsync("SELECT count(*) FROM movement")).ShouldBe(1);
    }

    [Fact]
    public async Task Deleted_before_created_stays_canceled()
    {
        var (world, sub) = Life();
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, _now);

        foreach (var message in Events(world).Reverse())
        {
            await bot.Sender.SendAsync(message);
            await bot.DrainAsync();
        }

        (await bot.MrrAsync(sub.Id, new DateOnly(2024, 5, 31))).ShouldBe(49_000_000);
        (await bot.MrrAsync(sub.Id, _today)).ShouldBe(0);
    }

    [Fact]
    public async Task A_late_state_after_the_end_does_not_resurrect()
    {
        var (world, sub) = Life();
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, _now);
        JsonObject[] messages = [.. Events(world).Where(e => ((string)e["type"]!).StartsWith("customer.subscription", StringComparison.Ordinal))];
        var confused = StripeSender.Twin(messages[^2]);
        confused["created"] = (long)messages[^1]["created"]! + 60;

        foreach (var message in (JsonObject[])[confused, .. messages])
        {
            await bot.Sender.SendAsync(message);
            await bot.DrainAsync();
        }

        (await bot.MrrAsync(sub.Id, _today)).ShouldBe(0);
    }

    [Fact]
    public async Task Two_states_of_one_second_are_settled_by_asking()
    {
        var world = new StripeWorld();
        var sub = new SimSubscription(world, world.AddCustomer(Start, "Ada"), Start, _basic);
        var at = Day(2024, 6, 1);
        sub.Change(at, _pro, prorate: false).Change(at, quantity: 3, prorate: false);
        JsonObject[] messages = [.. Events(world).Where(e => ((string)e["type"]!).StartsWith("customer.subscription", StringComparison.Ordinal))];
        await using var stripe = await FakeStripe.StartAsync(world);
        foreach (var order in (int[][])[[0, 1, 2], [0, 2, 1], [2, 1, 0]])
        {
            await using var bot = await StripeBot.StartAsync(stripe, _now);
            JsonObject[] last = [messages[0], messages[^2], messages[^1]];
            foreach (var index in order)
            {
                await bot.Sender.SendAsync(last[index]);
                await bot.DrainAsync();
            }

            (await bot.MrrAsync(sub.Id, DateOnly.FromDateTime(at.UtcDateTime))).ShouldBe(147_000_000);
        }
    }

    [Fact]
    public async Task Tiers_and_discounts_that_a_webhook_leaves_out_are_looked_up()
    {
        var world = new StripeWorld();
        var tiers = new SimPrice("price_tiers", 0) { TiersMode = "graduated", Tiers = [new(10, 500, 1_000), new(null, 300)] };
        var sub = new SimSubscription(world, world.AddCustomer(Start, "Ada"), Start, tiers, 25, coupon: new SimCoupon("c10", 10, null, "forever"));
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, _now);

        foreach (var message in Events(world)) await bot.Sender.SendAsync(message);
        await bot.DrainAsync();

        (await bot.MrrAsync(sub.Id, _today)).ShouldBe(94_500_000);
    }

    [Fact]
    public async Task A_customers_own_discount_counts_from_its_event_to_its_end()
    {
        var world = new StripeWorld();
        var customer = world.AddCustomer(Start, "Ada");
        var sub = new SimSubscription(world, customer, Start, _basic);
        var discount = new JsonObject
        {
            ["id"] = "di_own", ["object"] = "discount", ["customer"] = customer, ["subscription"] = null, ["start"] = Day(2024, 5, 2).ToUnixTimeSeconds(), ["end"] = null,
            ["source"] = new JsonObject { ["type"] = "coupon", ["coupon"] = "c_half" },
        };
        world.Put("coupons", new JsonObject { ["id"] = "c_half", ["object"] = "coupon", ["percent_off"] = 50, ["duration"] = "forever", ["created"] = 1_700_000_000L });
        world.Raise("coupon.created", world.Find("coupons", "c_half")!, Day(2024, 5, 1));
        world.Raise("customer.discount.created", discount, Day(2024, 5, 2));
        world.Raise("customer.discount.deleted", discount, Day(2024, 7, 2));
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, _now);

        foreach (var message in Events(world))
        {
            await bot.Sender.SendAsync(message);
            await bot.DrainAsync();
        }

        (await bot.MrrAsync(sub.Id, new DateOnly(2024, 4, 30))).ShouldBe(10_000_000);
        (await bot.MrrAsync(sub.Id, new DateOnly(2024, 5, 31))).ShouldBe(5_000_000);
        (await bot.MrrAsync(sub.Id, _today)).ShouldBe(10_000_000);
    }

    [Fact]
    public async Task Two_replicas_share_the_work_and_do_it_once()
    {
        var (world, sub) = Life();
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var database = await TestDatabase.CreateAsync();
        await using var one = await StripeBot.StartAsync(stripe, _now, database);
        await using var two = await StripeBot.StartAsync(stripe, _now, database);

        await Task.WhenAll(Events(world).SelectMany(message => (Task[])[one.Sender.SendAsync(message), two.Sender.SendAsync(message)]));
        await Task.WhenAll(one.DrainAsync(), two.DrainAsync());

        (await one.MrrAsync(sub.Id, new DateOnly(2024, 5, 31))).ShouldBe(49_000_000);
        (await one.MrrAsync(sub.Id, _today)).ShouldBe(0);
        (await one.ScalarAsync("SELECT count(*) FROM inbox WHERE status <> 1")).ShouldBe(0);
    }

    [Fact]
    public async Task A_worker_told_to_stop_gives_back_what_it_took()
    {
        var world = new StripeWorld();
        var tiers = new SimPrice("price_tiers", 0) { TiersMode = "graduated", Tiers = [new(10, 500, 1_000), new(null, 300)] }; // must be asked for
        var sub = new SimSubscription(world, world.AddCustomer(Start, "Ada"), Start, tiers, 25);
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, _now);
        foreach (var message in Events(world)) await bot.Sender.SendAsync(message);
        using var stop = new CancellationTokenSource();
        stripe.Faults.OnRequest = _ => stop.Cancel();

        await Should.ThrowAsync<OperationCanceledException>(() => bot.Get<StripeInboxWorker>().DrainAsync(stop.Token));
        stripe.Faults.OnRequest = null;
        (await bot.ScalarAsync("SELECT count(*) FROM inbox WHERE status = 0")).ShouldBeGreaterThan(0);
        await bot.DrainAsync();

        (await bot.ScalarAsync("SELECT count(*) FROM inbox WHERE status <> 1")).ShouldBe(0);
        (await bot.MrrAsync(sub.Id, _today)).ShouldBe(105_000_000);
    }

    [Fact]
    public async Task A_backfill_after_webhooks_adds_the_time_before_them()
    {
        var world = new StripeWorld();
        var sub = new SimSubscription(world, world.AddCustomer(Start, "Ada"), Start, _basic);
        sub.Change(Day(2024, 5, 3), _pro);
        var connected = world.All("events").Count;
        sub.Change(Day(2024, 7, 3), quantity: 2).Until(_now);
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, _now);
        foreach (var message in Events(world).Skip(connected)) await bot.Sender.SendAsync(message);
        await bot.DrainAsync();
        (await bot.MrrAsync(sub.Id, new DateOnly(2024, 4, 30))).ShouldBe(0);

        await bot.BackfillAsync();

        (await bot.MrrAsync(sub.Id, new DateOnly(2024, 4, 30))).ShouldBe(10_000_000);
        (await bot.MrrAsync(sub.Id, new DateOnly(2024, 5, 31))).ShouldBe(49_000_000);
        (await bot.MrrAsync(sub.Id, _today)).ShouldBe(98_000_000);
    }

    [Fact]
    public async Task What_is_not_genuine_is_refused_and_nothing_is_kept()
    {
        await using var stripe = await FakeStripe.StartAsync(new StripeWorld());
        await using var bot = await StripeBot.StartAsync(stripe, _now);
        var body = """{"id":"evt_1","object":"event"}"""u8.ToArray();

        (await bot.Sender.SendAsync(body, header: "t=1,v1=00")).ShouldBe(HttpStatusCode.BadRequest);
        (await bot.Sender.SendAsync(body, header: "")).ShouldBe(HttpStatusCode.BadRequest);
        (await bot.Sender.SendAsync(body, signedAt: _now.AddMinutes(-10))).ShouldBe(HttpStatusCode.BadRequest);
        (await bot.Sender.SendAsync(new byte[2 * 1024 * 1024])).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await bot.ScalarAsync("SELECT count(*) FROM inbox")).ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"id":"evt_thin","object":"v2.core.event","type":"v1.billing.meter.no_meter_found"}""")]
    [InlineData("""{"id":"evt_odd","object":"event","type":"radar.early_fraud_warning.created","created":1725000000,"livemode":false,"data":{"object":{"object":"radar.early_fraud_warning"}}}""")]
    [InlineData("""{"id":"evt_live","object":"event","type":"customer.created","created":1725000000,"livemode":true,"data":{"object":{"id":"cus_1","object":"customer"}}}""")]
    [InlineData("""{"id":"evt_none","object":"event","type":"customer.created","created":1725000000,"data":{}}""")]
    public async Task What_is_not_for_us_is_acknowledged_and_its_reason_kept(string body)
    {
        await using var stripe = await FakeStripe.StartAsync(new StripeWorld());
        await using var bot = await StripeBot.StartAsync(stripe, _now);

        (await bot.Sender.SendAsync(Encoding.UTF8.GetBytes(body))).ShouldBe(HttpStatusCode.OK);
        await bot.DrainAsync();

        (await bot.ScalarAsync("SELECT count(*) FROM inbox WHERE status = 1 AND error IS NOT NULL AND body = ''")).ShouldBe(1);
        (await bot.ScalarAsync("SELECT count(*) FROM customer")).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_signed_but_unreadable_is_kept_for_a_person()
    {
        await using var stripe = await FakeStripe.StartAsync(new StripeWorld());
        await using var bot = await StripeBot.StartAsync(stripe, _now);
        byte[][] bodies =
        [
            [0xff, 0xfe, 0x00], [0xef, 0xbb, 0xbf, .. "{}"u8], Encoding.UTF8.GetBytes(new string('[', 10_000)), "{\"id\":\"evt_x\",\"created\":1e400"u8.ToArray(),
            "{\"id\":\"evt_y\",\"id\":\"evt_z\",\"object\":\"event\",\"type\":\"customer.created\",\"created\":1e400,\"data\":{\"object\":{\"object\":\"customer\",\"name\":\"\\ud800\"}}}"u8.ToArray(),
        ];

        foreach (var body in bodies) (await bot.Sender.SendAsync(body)).ShouldBe(HttpStatusCode.OK);
        await bot.DrainAsync();

        (await bot.ScalarAsync("SELECT count(*) FROM inbox")).ShouldBe(5);
        (await bot.ScalarAsync("SELECT count(*) FROM inbox WHERE error IS NULL")).ShouldBe(0);
    }

    [Fact]
    public async Task A_database_that_is_away_gives_503()
    {
        await using var stripe = await FakeStripe.StartAsync(new StripeWorld());
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Timeout=1");
        await using var bot = await StripeBot.StartAsync(stripe, _now, source: nowhere);

        (await bot.Sender.SendAsync("{\"id\":\"evt_1\"}"u8.ToArray())).ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    private static (StripeWorld World, SimSubscription Subscription) Life()
    {
        var world = new StripeWorld();
        var sub = new SimSubscription(world, world.AddCustomer(Start, "Ada"), Start, _basic);
        sub.Change(Day(2024, 5, 3), _pro).CancelNow(Day(2024, 8, 1));
        return (world, sub);
    }

    /// <summary>Oldest first.</summary>
    private static IEnumerable<JsonObject> Events(StripeWorld world) => world.All("events").Reverse();
}
