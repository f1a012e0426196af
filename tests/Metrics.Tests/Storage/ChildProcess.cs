using System.Diagnostics;
using Npgsql;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Metrics.Tests.Storage;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestPipelineStartup(typeof(ChildProcess))]

namespace RevenueBot.Metrics.Tests.Storage;

/// <summary>
/// This test program started a second time, to do one piece of work and be killed at it. Its environment tells it so before any
/// test runs.
/// </summary>
public sealed class ChildProcess : ITestPipelineStartup
{
    private const string Work = "REVENUEBOT_TEST_WORK", Database = "REVENUEBOT_TEST_DATABASE";

    public static Process Start(string work, string connectionString)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Work] = work;
        start.Environment[Database] = connectionString;
        return Process.Start(start)!;
    }

    public async ValueTask StartAsync(IMessageSink diagnosticMessageSink)
    {
        if (Environment.GetEnvironmentVariable(Work) is not { } work) return;
        await RunAsync(work, Environment.GetEnvironmentVariable(Database)!);
        Environment.Exit(0);
    }

    public ValueTask StopAsync() => ValueTask.CompletedTask;

    private static async Task RunAsync(string work, string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        if (work == "rebuild") await Rebuild.RunAsync(source, History.Rules);
        else await new FactStore(source, History.Rules, TimeProvider.System).ImportAsync(BatchesAsync());
    }

    private static async IAsyncEnumerable<FactBatch> BatchesAsync()
    {
        RandomFacts facts = new(77, customers: 200);
        for (var i = 0; i < 20; i++)
        {
            await Task.Yield();
            yield return new FactBatch { SubscriptionEvents = [.. Enumerable.Range(0, 50).Select(_ => facts.Event() with { Source = FactSource.Database })] };
        }
    }
}
