using System.Globalization;
using RevenueBot.Charts;

namespace RevenueBot.Teams.Cards;

/// <summary>Charts that Teams draws itself, so that no picture lies anywhere; with a table for clients that cannot.</summary>
internal static class NativeCharts
{
    private const int MostPoints = 24;
    private const int MostRows = 5;

    /// <summary>Null where the chart is more than one value a point.</summary>
    public static NativeChart? Of(Chart chart) => chart.Plot is not { Points.Count: > 1 } plot ? null : plot.Kind switch
    {
        PlotKind.Line => new LineChart(Title(chart), [Series(plot, Place)]) { XAxisTitle = "Month end", YAxisTitle = Unit(plot), Fallback = Table(plot), Spacing = "Medium" },
        PlotKind.Bars => new BarChart(Title(chart), [Series(plot, Place)]) { XAxisTitle = "Movement", YAxisTitle = Unit(plot), Fallback = Table(plot), Spacing = "Medium" },
    };

    private static string Title(Chart chart) => CardText.Spoken(chart.Title, 150);

    private static string? Unit(ChartPlot plot) => plot.Unit.Length > 0 ? CardText.Inert(plot.Unit, 20) : null;

    private static ChartSeries Series(ChartPlot plot, Func<PlotPoint, string> place) =>
        new(CardText.Spoken(plot.Name, 40), [.. plot.Points.TakeLast(MostPoints).Select(point => new ChartValue(place(point), point.Value))]);

    private static string Place(PlotPoint point) => point.Day is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : CardText.Inert(point.Label, 40);

    private static Table Table(ChartPlot plot)
    {
        var points = plot.Kind == PlotKind.Line ? plot.Points.TakeLast(MostRows) : plot.Points;
        var heading = plot.Unit.Length > 0 ? $"{plot.Name}, {plot.Unit}" : plot.Name;
        return CardTables.Of([plot.Kind == PlotKind.Line ? "Month end" : "Movement", heading], [.. points.Select(point => (string[])[point.Label, point.Text])]);
    }
}
