namespace RevenueBot.Benchmarks;

internal static class Benchmark
{
    private const int MostForAnswers = 100_000; // every customer with its payments and usage: the import of more takes too long

    public static async Task RunAsync(BenchmarkOptions options)
    {
        if (options.Runs("chart")) await ChartBenchmark.RunAsync();
        if (options.Runs("churn")) ChurnBenchmark.Run();
        if (options.What is "chart" or "churn") return;
        await using var server = await BenchmarkServer.StartAsync();
        if (options.Runs("chat")) await ChatBenchmark.RunAsync(server);
        if (options.Runs("live")) await LiveBenchmark.RunAsync(server);
        if (options.Runs("webhook")) await WebhookBenchmark.RunAsync(server);
        if (options.Runs("mrr") || options.Runs("rebuild"))
            foreach (var customers in options.Customers) await RunAsync(server, options, customers);
        if (options.Runs("health") || options.Runs("alerts"))
            foreach (var customers in options.Customers.Where(size => size <= MostForAnswers)) await WatchAsync(server, options, customers);
        if (options.Runs("digest"))
            foreach (var customers in options.Customers.Where(size => size <= MostForAnswers)) await DigestAsync(server, options, customers);
        if (options.Runs("board"))
            foreach (var customers in options.Customers.Where(size => size <= MostForAnswers)) await BoardAsync(server, options, customers);
        if (options.Runs("pages"))
            foreach (var customers in options.Customers.Where(size => size <= MostForAnswers)) await PagesAsync(server, customers);
        if (options.Runs("answers"))
            foreach (var customers in options.Customers.Where(size => size <= MostForAnswers)) await AnswersAsync(server, options, customers);
    }

    private static async Task WatchAsync(BenchmarkServer server, BenchmarkOptions options, int customers)
    {
        await using var database = await server.CreateAsync($"w{customers}");
        await database.LoadAsync(new GeneratedFacts(customers, options.Months) { WithActivity = true, WithTrouble = true });
        await WatchBenchmark.RunAsync(database);
    }

    private static async Task DigestAsync(BenchmarkServer server, BenchmarkOptions options, int customers)
    {
        await using var database = await server.CreateAsync($"d{customers}");
        await database.LoadAsync(new GeneratedFacts(customers, options.Months) { WithActivity = true, WithTrouble = true });
        await DigestBenchmark.RunAsync(database);
    }

    private static async Task BoardAsync(BenchmarkServer server, BenchmarkOptions options, int customers)
    {
        await using var database = await server.CreateAsync($"p{customers}");
        await database.LoadAsync(new GeneratedFacts(customers, options.Months) { WithActivity = true, WithTrouble = true });
        await BoardBenchmark.RunAsync(database);
    }

    private static async Task PagesAsync(BenchmarkServer server, int customers)
    {
        await using var database = await server.CreateAsync($"s{customers}");
        await database.LoadAsync(new GeneratedFacts(customers, PagesBenchmark.MonthsUntilNow) { WithActivity = true, WithTrouble = true });
        await PagesBenchmark.RunAsync(database);
    }

    private static async Task AnswersAsync(BenchmarkServer server, BenchmarkOptions options, int customers)
    {
        await using var database = await server.CreateAsync($"a{customers}");
        await database.LoadAsync(new GeneratedFacts(customers, options.Months) { WithActivity = true });
        await AnswersBenchmark.RunAsync(database);
    }

    private static async Task RunAsync(BenchmarkServer server, BenchmarkOptions options, int customers)
    {
        await using var database = await server.CreateAsync($"b{customers}");
        await database.LoadAsync(new GeneratedFacts(customers, options.Months));
        if (options.Runs("mrr")) await MrrBenchmark.RunAsync(database);
        if (options.Runs("rebuild")) await RebuildBenchmark.RunAsync(database);
    }
}
