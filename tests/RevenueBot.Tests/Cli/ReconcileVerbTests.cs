using System.Text.Json;
using RevenueBot.Support.Stripe;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Cli;

/// <summary><c>reconcile</c>.</summary>
public sealed class ReconcileVerbTests : VerbTests
{
    private static readonly DateTimeOffset _begin = new(2026, 1, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task With_a_biller_it_compares_every_customer()
    {
        var world = new StripeWorld();
        _ = new SimSubscription(world, world.AddCustomer(_begin, "Ada"), _begin, new SimPrice("price_solo", 2_900));
        var second = new SimSubscription(world, world.AddCustomer(_begin, "Bo"), _begin, new SimPrice("price_pro", 9_900));
        await using var stripe = await FakeStripe.StartAsync(world);
        string[] biller = ["--set", $"Stripe:ApiKey={FakeStripe.Key}", "--set", $"Stripe:ApiBaseUrl={stripe.Address}"];
        (await RunAsync(["backfill", "stripe", .. biller])).ExitCode.ShouldBe(0);
        var equal = await RunAsync(["reconcile", .. biller]);
        (equal.ExitCode, equal.Output.Trim()).ShouldBe((0, "2 customers compared: the ledger equals Stripe."), equal.Errors);

        second.Change(_begin.AddDays(20), quantity: 2);
        var differs = await RunAsync(["reconcile", "--json", .. biller]);
        differs.ExitCode.ShouldBe(1, differs.Errors);
        var difference = JsonDocument.Parse(differs.Output).RootElement.GetProperty("differences").EnumerateArray().Single();
        (difference.GetProperty("kind").GetString(), difference.GetProperty("ledger_micros").GetInt64(), difference.GetProperty("biller_micros").GetInt64())
            .ShouldBe(("quantity", 99_000_000, 198_000_000));
    }

    [Fact]
    public async Task Without_a_biller_it_says_so_and_proves_the_ledger_from_its_facts()
    {
        await File.WriteAllTextAsync(Path.Combine(Home, "subscription_events.csv"), """
            event_id,customer_id,subscription_id,plan_id,quantity,unit_amount_minor,currency,interval,interval_count,status,cancel_at_period_end,effective_at
            e1,ada,s1,solo,1,2900,USD,month,1,active,false,2026-01-10T12:00:00Z

            """, TestContext.Current.CancellationToken);
        (await RunAsync("import", Home)).ExitCode.ShouldBe(0);
        var result = await RunAsync("reconcile");
        (result.ExitCode, result.Output.Trim()).ShouldBe(
            (0, "No biller is connected, so there is none to compare with. The ledger equals its facts, row for row. 1 row of 1 customer."), result.Errors);
    }
}
