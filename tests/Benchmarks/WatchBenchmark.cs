using Npgsql;

namespace RevenueBot.Benchmarks;

/// <summary>The hourly scoring of every customer, and one evaluation of every rule: the first, at which everything fires, and the next.</summary>
internal static class WatchBenchmark
{
    public static async Task RunAsync(BenchmarkDatabase database)
    {
        var watched = await WatchProcess.StartAsync(database.ConnectionString);
        var customers = database.Facts.Customers;
        Report.Line($"health    {customers:N0} customers: {watched.Scoring:N1} s (at most 30 for 100,000), peak {watched.ScoringMegabytes:N0} MB (at most 300); the first pass, with twelve weeks before it, {watched.FirstScoring:N1} s");
        var (scored, fired, open) = (await CountAsync(database, "SELECT count(*) FROM health_score"), await CountAsync(database, "SELECT count(*) FROM alert_event WHERE kind = 1"), await CountAsync(database, "SELECT count(*) FROM alert_state WHERE state <> 0"));
        Report.Line($"alerts    {customers:N0} customers, {scored:N0} scored: {watched.Alerts:N1} s (at most 10 for 100,000), peak of the process {watched.AlertsMegabytes:N0} MB ({watched.MegabytesBefore:N0} MB by the passes before); the first time, {fired:N0} fire, {watched.FirstAlerts:N1} s; {open:N0} pending or open");
    }

    private static async Task<long> CountAsync(BenchmarkDatabase database, string sql)
    {
        await using NpgsqlCommand command = database.DataSource.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
