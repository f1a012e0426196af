using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Reports;

namespace RevenueBot.Benchmarks;

/// <summary>Building the daily and the weekly report, pictures included, after the refreshes have run and the alerts have fired.</summary>
internal static class DigestBenchmark
{
    private const int WarmUp = 3, Runs = 20;

    private static readonly string[] _refreshes = ["health", "expansion", "forecast", "trial-cohorts"];

    public static async Task RunAsync(BenchmarkDatabase database)
    {
        await using var bot = await database.OpenBotAsync();
        var now = CompanyCalendar.Utc.StartOf(database.Facts.LastDay).AddHours(12);
        var jobs = bot.Services.GetServices<IRefresh>().ToDictionary(job => job.Name);
        foreach (var name in _refreshes) await jobs[name].RunAsync(now, CancellationToken.None);
        foreach (var minutes in (int[])[0, 90]) await jobs["alerts"].RunAsync(now.AddMinutes(minutes), CancellationToken.None);
        var reporter = bot.Services.GetRequiredService<Reporter>();
        foreach (var (kind, most) in ((DigestKind, int)[])[(DigestKind.Daily, 500), (DigestKind.Weekly, 2_000)])
            await BuildAsync(reporter, kind, now.AddHours(2), database.Facts.Customers, most);
    }

    private static async Task BuildAsync(Reporter reporter, DigestKind kind, DateTimeOffset now, int customers, int most)
    {
        var period = DigestPeriods.At(kind, now, CompanyCalendar.Utc);
        var start = Stopwatch.GetTimestamp();
        var digest = await reporter.BuildAsync(period, now, CancellationToken.None);
        var first = Stopwatch.GetElapsedTime(start);
        var (median, p95) = await Timing.OfAsync(() => reporter.BuildAsync(period, now, CancellationToken.None), WarmUp, Runs);
        Report.Line($"digest    {customers:N0} customers, {kind}, {digest.Items.Count} items, {digest.Sections.Count} parts: median {median / 1000:N0} ms, 95th percentile {p95 / 1000:N0} ms (at most {most}), the first in a process {first.TotalMilliseconds:N0} ms");
    }
}
