namespace RevenueBot.Benchmarks;

internal static class Benchmark
{
    public static async Task RunAsync(BenchmarkOptions options)
    {
        if (options.Runs("chart")) ChartBenchmark.Run();
        if (options.What == "chart") return;
        await using var server = await BenchmarkServer.StartAsync();
        if (options.Runs("webhook")) await WebhookBenchmark.RunAsync(server);
        if (options.Runs("mrr") || options.Runs("rebuild"))
            foreach (var customers in options.Customers) await RunAsync(server, options, customers);
    }

    private static async Task RunAsync(BenchmarkServer server, BenchmarkOptions options, int customers)
    {
        await using var database = await server.CreateAsync($"b{customers}");
        await database.LoadAsync(new GeneratedFacts(customers, options.Months));
        if (options.Runs("mrr")) await MrrBenchmark.RunAsync(database);
        if (options.Runs("rebuild")) await RebuildBenchmark.RunAsync(database);
    }
}
