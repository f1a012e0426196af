using System.Globalization;

namespace RevenueBot.Benchmarks;

internal static class Report
{
    public static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Median and 95th percentile of some runs, in microseconds.</summary>
    public static (double Median, double P95) Percentiles(List<TimeSpan> times)
    {
        times.Sort();
        return (times[times.Count / 2].TotalMicroseconds, times[times.Count * 95 / 100].TotalMicroseconds);
    }
}
