using System.Diagnostics;
using System.Text;
using RevenueBot.Charts;
using RevenueBot.Charts.Png;

namespace RevenueBot.Benchmarks;

/// <summary>A revenue trend, from figures to PNG, against librsvg drawing the finished SVG.</summary>
internal static class ChartBenchmark
{
    private const int Runs = 60;

    public static void Run()
    {
        var svg = RevenueTrendChart.Draw(Trend(), new ChartFrame()).Svg;
        var alone = Time(() => Rsvg(svg));
        var png = Time(() => ChartImage.Png(svg));
        var whole = Time(() => ChartImage.Png(RevenueTrendChart.Draw(Trend(), new ChartFrame()).Svg));
        Report.Line($"chart     librsvg alone {alone.Median / 1000:N1} ms; SVG to PNG {png.Median / 1000:N1} ms (ratio {png.Median / alone.Median:N2}); figures to PNG {whole.Median / 1000:N1} ms (ratio {whole.Median / alone.Median:N2})");
    }

    private static void Rsvg(string svg)
    {
        using var picture = SvgRenderer.Draw(Encoding.UTF8.GetBytes(svg), new Raster(1200, 675, 1));
    }

    private static RevenueTrend Trend() => new()
    {
        Currency = "USD",
        Months = [.. Enumerable.Range(0, 12).Select(i => new RevenueMonth(
            new DateOnly(2025, 1, 1).AddMonths(i), 40_000 + (1_500 * i),
            new MonthMovements { New = 2_500, Expansion = 900, Reactivation = 100, Contraction = -600, Churn = -1_400 }))],
    };

    private static (double Median, double P95) Time(Action action)
    {
        for (var i = 0; i < 10; i++) action();
        List<TimeSpan> times = [];
        for (var i = 0; i < Runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            times.Add(Stopwatch.GetElapsedTime(start));
        }

        return Report.Percentiles(times);
    }
}
