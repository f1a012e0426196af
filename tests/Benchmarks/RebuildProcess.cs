using System.Diagnostics;
using System.Globalization;
using Npgsql;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Benchmarks;

/// <summary>A rebuild in a process of its own, so that its peak memory can be told.</summary>
internal sealed record RebuildProcess(double Seconds, long Rows, long Facts, bool? EqualsPrevious, double PeakMegabytes)
{
    /// <param name="warm">Rebuilds once before, so that the program is compiled.</param>
    public static async Task<int> RunAsync(string connectionString, bool compare, bool warm = false)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await Migrations.ApplyAsync(source, CancellationToken.None); // as the verb does: what is timed there begins with an open database whose schema was checked
        if (warm) await Rebuild.RunAsync(source, LedgerRules.Default, compare, null, CancellationToken.None);
        var result = await Rebuild.RunAsync(source, LedgerRules.Default, compare, null, CancellationToken.None);
        var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Elapsed.TotalSeconds};{result.Rows};{result.Facts};{result.EqualsPrevious};{peak}"));
        return 0;
    }

    public static Task<RebuildProcess> StartAsync(string connectionString, bool compare) => StartAsync(compare ? "rebuild-and-compare" : "rebuild", connectionString);

    public static Task<RebuildProcess> StartWarmAsync(string connectionString) => StartAsync("rebuild-warm", connectionString);

    private static async Task<RebuildProcess> StartAsync(string verb, string connectionString)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, [verb, connectionString]) { RedirectStandardOutput = true };
        start.Environment["DOTNET_GCgen0size"] = "0x1000000"; // as ./run starts the program
        using var process = Process.Start(start)!;
        var parts = (await process.StandardOutput.ReadToEndAsync()).Trim().Split(';');
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException("The rebuild process failed; see above.");
        return new RebuildProcess(
            double.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture), long.Parse(parts[2], CultureInfo.InvariantCulture),
            bool.TryParse(parts[3], out var equals) ? equals : null, long.Parse(parts[4], CultureInfo.InvariantCulture) / 1024.0);
    }
}
