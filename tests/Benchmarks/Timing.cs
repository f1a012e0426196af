using System.Diagnostics;
using Npgsql;

namespace RevenueBot.Benchmarks;

/// <summary>How long something takes when it is done again and again.</summary>
internal static class Timing
{
    /// <summary>Median and 95th percentile in microseconds, after as many runs as the compiler needs.</summary>
    public static async Task<(double Median, double P95)> OfAsync(Func<Task> action, int warmUp, int runs)
    {
        for (var i = 0; i < warmUp; i++) await action();
        List<TimeSpan> times = [];
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await action();
            times.Add(Stopwatch.GetElapsedTime(start));
        }

        times.Sort();
        return (times[runs / 2].TotalMicroseconds, times[runs * 95 / 100].TotalMicroseconds);
    }

    /// <summary>The least that any answer from the database costs.</summary>
    public static async Task SelectOneAsync(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using NpgsqlCommand command = new("SELECT 1", connection);
        await command.PrepareAsync();
        await command.ExecuteScalarAsync();
    }
}
