using System.Text;
using RevenueBot.Charts;
using RevenueBot.Charts.Png;

namespace RevenueBot.Benchmarks;

/// <summary>A revenue trend, from figures to PNG, against librsvg drawing the finished SVG.</summary>
internal static class ChartBenchmark
{
    private const int Runs = 60;

    public static async Task RunAsync()
    {
        var svg = RevenueTrendChart.Draw(Trend(), new ChartFrame()).Svg;
        var alone = await TimeAsync(() => Rsvg(svg));
        var png = await TimeAsync(() => ChartImage.Png(svg));
        var whole = await TimeAsync(() => ChartImage.Png(RevenueTrendChart.Draw(Trend(), new ChartFrame()).Svg));
        Report.Line($"chart     librsvg alone {alone / 1000:N1} ms; SVG to PNG {png / 1000:N1} ms (ratio {png / alone:N2}); figures to PNG {whole / 1000:N1} ms (ratio {whole / alone:N2})");
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

    private static async Task<double> TimeAsync(Action action) => (await Timing.OfAsync(
        () =>
        {
            action();
            return Task.CompletedTask;
        },
        10, Runs)).Median;
}
