using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Reports;

namespace RevenueBot.Benchmarks;

/// <summary>The board report of the last whole month: its figures read by the composed program after its refreshes have run, and the PDF made of it.</summary>
internal static class BoardBenchmark
{
    private const int Runs = 5;

    public static async Task RunAsync(BenchmarkDatabase database)
    {
        await using var bot = await database.OpenBotAsync();
        var customers = database.Facts.Customers;
        var now = CompanyCalendar.Utc.StartOf(database.Facts.LastDay).AddHours(12);
        foreach (var refresh in bot.Services.GetServices<IRefresh>()) await refresh.RunAsync(now, CancellationToken.None);
        var (reporter, period) = (bot.Services.GetRequiredService<Reporter>(), DigestPeriods.At(DigestKind.Monthly, now, CompanyCalendar.Utc));
        var watch = Stopwatch.StartNew();
        var report = await reporter.BuildAsync(period, now, CancellationToken.None);
        var first = watch.Elapsed.TotalSeconds;
        var (build, _) = await Timing.OfAsync(async () => report = await reporter.BuildAsync(period, now, CancellationToken.None), 1, Runs);
        var pdf = BoardPdf.Render(report);
        var (render, _) = await Timing.OfAsync(
            () =>
            {
                pdf = BoardPdf.Render(report);
                return Task.CompletedTask;
            },
            1, Runs);
        Report.Line($"board     {customers:N0} customers: {report.Sections.Count} parts read and written in {build / 1_000_000:N2} s (the first {first:N2} s); PDF in {render / 1_000_000:N2} s (at most 3), {pdf.Length / 1024:N0} KB (at most 2,048)");
    }
}
