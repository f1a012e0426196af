using Microsoft.Extensions.Configuration;
using RevenueBot.Configuration;
using RevenueBot.Doctor;
using RevenueBot.Ingest.Stripe;
using RevenueBot.Support.Stripe;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Stripe.History;

namespace RevenueBot.Tests.Stripe;

public sealed class StripeDoctorTests
{
    [Fact]
    public async Task A_key_that_may_read_everything_is_fine()
    {
        await using var stripe = await FakeStripe.StartAsync(new StripeWorld());
        await using var bot = await StripeBot.StartAsync(stripe, Day(2026, 3, 20));

        (await ChecksAsync(bot)).ShouldAllBe(check => check.Outcome == Outcome.Ok);
    }

    [Fact]
    public async Task Each_missing_permission_has_its_sentence()
    {
        await using var stripe = await FakeStripe.StartAsync(new StripeWorld());
        stripe.Faults.Forbidden.UnionWith(["invoices", "disputes"]);
        await using var bot = await StripeBot.StartAsync(stripe, Day(2026, 3, 20));

        (await ChecksAsync(bot)).Where(check => check.Outcome == Outcome.Fail).Select(check => check.Sentence).ShouldBe(
        [
            "The Stripe key may not read invoices: give it the permission rak_invoice_read.",
            "The Stripe key may not read disputes: give it the permission rak_dispute_read.",
        ]);
    }

    [Fact]
    public async Task A_rolled_key_is_said_once()
    {
        await using var stripe = await FakeStripe.StartAsync(new StripeWorld());
        stripe.Faults.KeyIsRolled = true;
        await using var bot = await StripeBot.StartAsync(stripe, Day(2026, 3, 20));

        (await ChecksAsync(bot)).Count(check => check.Outcome == Outcome.Fail).ShouldBe(1);
        stripe.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task What_could_not_be_counted_is_named()
    {
        var world = new StripeWorld();
        world.Put("prices", new() { ["id"] = "price_odd", ["object"] = "price", ["currency"] = "usd", ["created"] = 1_700_000_000L, ["recurring"] = new System.Text.Json.Nodes.JsonObject { ["interval"] = "fortnight" } });
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, Day(2026, 3, 20));
        await bot.BackfillAsync();

        (await ChecksAsync(bot)).Single(check => check.Outcome == Outcome.Warn).Sentence.ShouldBe("price_odd: The price has a billing interval that is not known here.");
    }

    [Fact]
    public async Task An_event_that_always_fails_blocks_no_other_and_at_last_waits_for_a_person()
    {
        await using var stripe = await FakeStripe.StartAsync(new StripeWorld());
        await using var bot = await StripeBot.StartAsync(stripe, Day(2026, 3, 20));
        await bot.Sender.SendAsync("{\"id\":\"evt_cut_off"u8.ToArray());
        await bot.Sender.SendAsync("""{"id":"evt_2","object":"event","type":"customer.created","created":1725000000,"livemode":false,"data":{"object":{"id":"cus_1","object":"customer","name":"Ada"}}}"""u8.ToArray());

        await bot.DrainAsync();
        (await bot.ScalarAsync("SELECT count(*) FROM customer")).ShouldBe(1);
        for (var attempt = 1; attempt < EventRetry.MaxFailures; attempt++)
        {
            bot.Time.Advance(TimeSpan.FromHours(1));
            (await bot.DrainAsync()).ShouldBe(1);
        }

        bot.Time.Advance(TimeSpan.FromHours(1));
        (await bot.DrainAsync()).ShouldBe(0);
        (await ChecksAsync(bot)).Single(check => check.Outcome == Outcome.Warn).Sentence.ShouldBe("1 event could not be applied: run \"backfill stripe\" to try again and to read the present state.");

        await bot.BackfillAsync();
        (await bot.ScalarAsync("SELECT failures FROM inbox WHERE status = 0")).ShouldBe(1, "a backfill tries again what had failed");
    }

    [Theory]
    [InlineData("ApiBaseUrl", "http://example.com")]
    [InlineData("ApiBaseUrl", "stripe")]
    [InlineData("MaxRequestsPerSecond", "many")]
    [InlineData("MaxRequestsPerSecond", "0")]
    public void A_setting_that_makes_no_sense_is_refused(string name, string value) =>
        Should.Throw<RefusalException>(() => StripeOptions.Read(new ConfigurationBuilder().AddInMemoryCollection([new($"Stripe:{name}", value)]).Build())).Message.ShouldContain($"Stripe:{name}");

    private static Task<IReadOnlyList<DoctorCheck>> ChecksAsync(StripeBot bot) => bot.Get<StripeDoctor>().DoctorChecksAsync(CancellationToken.None);
}
