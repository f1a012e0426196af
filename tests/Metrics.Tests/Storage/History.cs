using Npgsql;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using Xunit;

namespace RevenueBot.Metrics.Tests.Storage;

/// <summary>Random facts applied in random ways, with a clock that also stands still and goes back.</summary>
internal static class History
{
    public static readonly LedgerRules Rules = new(DefinitionProfile.Default, new CompanyCalendar(TimeZoneInfo.FindSystemTimeZoneById("America/New_York")));

    public static async Task WriteAsync(NpgsqlDataSource source, RandomFacts facts, int steps)
    {
        Clock clock = new(RandomFacts.Start.AddYears(1));
        FactStore store = new(source, Rules, clock);
        for (var step = 0; step < steps; step++)
        {
            await StepAsync(store, facts, clock);
            if (facts.Random.Next(4) == 0) await Compaction.RunAsync(source, TestContext.Current.CancellationToken);
        }
    }

    public static async Task StepAsync(FactStore store, RandomFacts facts, Clock clock)
    {
        if (facts.Random.Next(5) > 0) clock.Now = clock.Now.AddMinutes(facts.Random.Next(-3, 30));
        switch (facts.Random.Next(10))
        {
            case 0 or 2:
                await store.ImportAsync(Batches(facts), null, TestContext.Current.CancellationToken);
                break;
            case 1:
                await store.ApplyAsync(new FactBatch { Aliases = [new CustomerAlias(facts.CustomerId(), facts.CustomerId())] }, ct: TestContext.Current.CancellationToken);
                break;
            default:
                await store.ApplyAsync(facts.Batch(facts.Random.Next(1, 5)), ct: TestContext.Current.CancellationToken);
                break;
        }
    }

    private static async IAsyncEnumerable<FactBatch> Batches(RandomFacts facts)
    {
        for (var i = facts.Random.Next(1, 4); i > 0; i--)
        {
            await Task.Yield();
            yield return facts.Batch(facts.Random.Next(1, 10));
        }
    }
}
