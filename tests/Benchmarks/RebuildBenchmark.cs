using System.Diagnostics;

namespace RevenueBot.Benchmarks;

/// <summary>
/// A rebuild against the least that any rebuild must do (copy the facts out, copy the ledger in) and against the two usual
/// ways to get MRR movements with SQL, which write nothing and know neither trials, grace, pauses, discounts nor recorded times.
/// </summary>
internal static class RebuildBenchmark
{
    private const int Runs = 3;

    public static async Task RunAsync(BenchmarkDatabase database)
    {
        List<double> ratios = [];
        RebuildProcess best = await RebuildProcess.StartAsync(database.ConnectionString, compare: true); // warms up
        var proven = best.EqualsPrevious;
        for (var run = 0; run < Runs; run++)
        {
            var (copyOut, copyIn) = await FloorAsync(database);
            var rebuild = await RebuildProcess.StartAsync(database.ConnectionString, compare: false);
            ratios.Add(rebuild.Seconds / (copyOut + copyIn));
            Report.Line($"rebuild   {rebuild.Facts:N0} facts → {rebuild.Rows:N0} rows in {rebuild.Seconds:N2} s; copy out {copyOut:N2} s + copy in {copyIn:N2} s; ratio {ratios[^1]:N2}; peak {rebuild.PeakMegabytes:N0} MB");
            if (rebuild.Seconds < best.Seconds) best = rebuild;
        }

        var (lastOut, lastIn) = await FloorAsync(database);
        var compared = await RebuildProcess.StartAsync(database.ConnectionString, compare: true);
        Report.Line($"rebuild   with the comparison to the ledger it replaces {compared.Seconds:N2} s, ratio {compared.Seconds / (lastOut + lastIn):N2}; equal {proven & compared.EqualsPrevious}; peak {compared.PeakMegabytes:N0} MB");
        ratios.Sort();
        Report.Line($"rebuild   {database.Facts.Customers:N0} customers: best {best.Seconds:N2} s ({best.Facts / best.Seconds:N0} facts/s), median ratio to the floor {ratios[Runs / 2]:N2} (at most 2.5)");
        var spine = await database.ExecuteAsync(Sql("DateSpine.sql"));
        Report.Line($"rebuild   date spine {spine.TotalSeconds:N2} s: {spine.TotalSeconds / best.Seconds:N1} × the rebuild (at least 4)");
        var warm = await RebuildProcess.StartWarmAsync(database.ConnectionString);
        Report.Line($"rebuild   a second time in one process, compiled already: {warm.Seconds:N2} s; date spine {spine.TotalSeconds / warm.Seconds:N1} × that");
        var deltas = await database.ExecuteAsync(Sql("Deltas.sql"));
        Report.Line($"rebuild   start/end deltas {deltas.TotalSeconds:N2} s: {deltas.TotalSeconds / best.Seconds:N1} × the rebuild");
    }

    /// <summary>Seconds to copy the facts out to nowhere, and to copy the ledger's rows into a table without index.</summary>
    private static async Task<(double Out, double In)> FloorAsync(BenchmarkDatabase database)
    {
        var watch = Stopwatch.StartNew();
        await CopyOutAsync(database, "subscription_event", Stream.Null);
        var copyOut = watch.Elapsed;
        var file = Path.GetTempFileName();
        try
        {
            await using (var spool = File.Create(file)) await CopyOutAsync(database, "movement", spool);
            await database.ExecuteAsync("CREATE TABLE floor (LIKE movement INCLUDING DEFAULTS)");
            watch.Restart();
            await CopyInAsync(database, file);
            return (copyOut.TotalSeconds, watch.Elapsed.TotalSeconds);
        }
        finally
        {
            await database.ExecuteAsync("DROP TABLE IF EXISTS floor");
            File.Delete(file);
        }
    }

    private static async Task CopyOutAsync(BenchmarkDatabase database, string table, Stream target)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var copy = await connection.BeginRawBinaryCopyAsync($"COPY {table} TO STDOUT (FORMAT BINARY)");
        await copy.CopyToAsync(target, 1 << 20);
    }

    private static async Task CopyInAsync(BenchmarkDatabase database, string file)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var copy = await connection.BeginRawBinaryCopyAsync("COPY floor FROM STDIN (FORMAT BINARY)");
        await using var spool = File.OpenRead(file);
        await spool.CopyToAsync(copy, 1 << 18);
    }

    private static string Sql(string name)
    {
        using var reader = new StreamReader(typeof(RebuildBenchmark).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
