using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Ingest.Stripe;
using RevenueBot.Support.Stripe;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Dashboard;

/// <summary>What pages say of Stripe before and after it has been read.</summary>
public sealed class StripeStepsTests
{
    private const string Admin = "slack/T0/UADMIN";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stripe_is_one_source_that_has_been_read_and_its_step_is_done()
    {
        var start = TimeProvider.System.GetUtcNow().AddDays(-30);
        StripeWorld world = new();
        _ = new SimSubscription(world, world.AddCustomer(start, "Ada"), start, new SimPrice("price_solo", 2_900));
        await using var stripe = await FakeStripe.StartAsync(world);
        DashboardBot bot = new(new() { ["Stripe:ApiKey"] = FakeStripe.Key, ["Stripe:ApiBaseUrl"] = stripe.Address.ToString() });
        await bot.InitializeAsync();
        await using var _1 = bot;
        (await bot.TextAsync(Admin, "/settings")).ShouldContain("Stripe the list of events Not read yet");

        await bot.Services.GetRequiredService<StripeBackfill>().RunAsync(null, Cancel);

        var settings = await bot.TextAsync(Admin, "/settings");
        settings.ShouldContain("Stripe the list of events Current");
        settings.ShouldNotContain("Not read yet");
        (await bot.TextAsync(Admin, "/welcome")).ShouldContain("Facts are read from ");
    }
}
