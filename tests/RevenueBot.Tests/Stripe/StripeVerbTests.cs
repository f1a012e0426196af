using RevenueBot.Support;
using RevenueBot.Support.Stripe;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Stripe.History;

namespace RevenueBot.Tests.Stripe;

/// <summary><c>backfill stripe</c> as the real program.</summary>
public sealed class StripeVerbTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("revenuebot-stripe-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task Killed_in_the_middle_it_finishes_when_run_again()
    {
        var world = new StripeWorld();
        for (var seed = 1; seed <= 12; seed++) SimLife.Random(world, seed, Day(2026, 3, 20), world.AddCustomer(Start, $"Customer {seed}"));
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var database = await TestDatabase.CreateAsync();
        var reached = new TaskCompletionSource();
        stripe.Faults.OnRequest = number =>
        {
            if (number == 9) reached.TrySetResult();
        };

        using (var process = Program(stripe, database).Start("backfill", "stripe"))
        {
            await reached.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var before = stripe.Log.Count(path => path.StartsWith("/v1/customers", StringComparison.Ordinal));
        var result = await Program(stripe, database).RunAsync("backfill", "stripe");

        result.Errors.ShouldNotContain(FakeStripe.Key);
        result.ExitCode.ShouldBe(0, result.Errors);
        result.Output.ShouldContain("0 problems");
        stripe.Log.Count(path => path.StartsWith("/v1/customers", StringComparison.Ordinal)).ShouldBe(before, "customers had been read");
        await using var count = database.DataSource.CreateCommand("SELECT count(DISTINCT subscription_id) FROM subscription_event");
        (await count.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(12L);
    }

    [Fact]
    public async Task Without_or_with_a_bad_key_it_says_what_to_do()
    {
        await using var stripe = await FakeStripe.StartAsync(new StripeWorld());
        await using var database = await TestDatabase.CreateAsync();
        stripe.Faults.KeyIsRolled = true;

        var refused = await Program(stripe, database).RunAsync("backfill", "stripe");
        (refused.ExitCode, refused.Errors.Trim()).ShouldBe((1, "Stripe does not accept the API key: create a restricted key with read permissions and set Stripe:ApiKey."));
        var missing = await Program(stripe, database).RunAsync("backfill", "stripe", "--set", "Stripe:ApiKey=");
        (missing.ExitCode, missing.Errors.Trim()).ShouldBe((1, "Stripe is not connected: set Stripe:ApiKey to a restricted key that may read."));
    }

    private BotProgram Program(FakeStripe stripe, TestDatabase database) => new(_home)
    {
        Environment =
        {
            ["REVENUEBOT__Stripe__ApiKey"] = FakeStripe.Key,
            ["REVENUEBOT__Stripe__ApiBaseUrl"] = stripe.Address.ToString(),
            ["REVENUEBOT__Database__ConnectionString"] = database.ConnectionString,
        },
    };
}
