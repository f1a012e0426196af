using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Jobs;
using RevenueBot.Metrics;

namespace RevenueBot.Benchmarks;

/// <summary>Scores and alerts by the composed program in a process of its own, so that its peak memory can be told.</summary>
internal sealed record WatchProcess(double FirstScoring, double Scoring, double ScoringMegabytes, double MegabytesBefore, double FirstAlerts, double Alerts, double AlertsMegabytes)
{
    public static async Task<int> RunAsync(string connectionString)
    {
        BenchmarkDatabase database = new(connectionString); // not disposed: it is dropped by who made it
        await using var bot = await database.OpenBotAsync();
        var jobs = bot.Services.GetServices<IRefresh>().ToDictionary(job => job.Name);
        var now = CompanyCalendar.Utc.StartOf(new GeneratedFacts(0, 36).LastDay).AddHours(12);
        List<double> parts = [await TimeAsync(jobs["health"], now), await TimeAsync(jobs["health"], now.AddHours(1)), Peak()];
        await jobs["expansion"].RunAsync(now.AddHours(1), CancellationToken.None);
        parts.AddRange([Peak(), await TimeAsync(jobs["alerts"], now.AddHours(1)), await TimeAsync(jobs["alerts"], now.AddMinutes(65)), Peak()]);
        Console.WriteLine(string.Join(';', parts.Select(part => part.ToString(CultureInfo.InvariantCulture))));
        return 0;
    }

    public static async Task<WatchProcess> StartAsync(string connectionString)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["watch", connectionString]) { RedirectStandardOutput = true })!;
        var parts = (await process.StandardOutput.ReadToEndAsync()).Trim().Split('\n')[^1].Split(';');
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException("The process that scores and alerts failed; see above.");
        var numbers = parts.Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToList();
        return new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
    }

    private static async Task<double> TimeAsync(IRefresh job, DateTimeOffset at)
    {
        var watch = Stopwatch.StartNew();
        await job.RunAsync(at, CancellationToken.None);
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>The most memory the process has had so far, in megabytes.</summary>
    private static double Peak() =>
        long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
}
