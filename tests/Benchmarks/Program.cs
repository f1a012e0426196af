using RevenueBot.Benchmarks;

// One command: dotnet run -c Release --project tests/Benchmarks -- [rebuild|mrr|answers|health|alerts|digest|webhook|chart|churn|chat|live|board|pages|all] [--customers N,...] [--months 36]
if (args is [("rebuild" or "rebuild-and-compare" or "rebuild-warm") and var verb, var connectionString] && connectionString.StartsWith("Host=", StringComparison.Ordinal))
    return await RebuildProcess.RunAsync(connectionString, compare: verb == "rebuild-and-compare", warm: verb == "rebuild-warm");

if (args is ["watch", var watched] && watched.StartsWith("Host=", StringComparison.Ordinal)) return await WatchProcess.RunAsync(watched);

var options = BenchmarkOptions.Read(args);
if (options is null)
{
    await Console.Error.WriteLineAsync("Usage: [rebuild|mrr|answers|health|alerts|digest|webhook|chart|churn|chat|live|board|pages|all] [--customers N,...] [--months 36]");
    return 2;
}

try
{
    await Benchmark.RunAsync(options);
    return 0;
}
catch (Exception e)
{
    // The server has been stopped and its folder deleted by now: an unhandled exception would leave both.
    await Console.Error.WriteLineAsync(e.ToString());
    return 1;
}
