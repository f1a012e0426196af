using System.Globalization;
using CsvHelper;
using RevenueBot.Metrics.Forecasting;

namespace RevenueBot.Cli.Series;

/// <summary>Writes forecasts as CSV: series, period, mean, lo80, hi80, lo95, hi95. A bound that is unknown is left empty.</summary>
internal static class ForecastFile
{
    /// <summary>Enough for any use, and few enough that 0.1 + 0.2 is 0.3.</summary>
    private const string Number = "G12";

    private static readonly CsvWriterOptions _options = new() { NewLine = "\n" };
    private static readonly string[] _header = ["series", "period", "mean", "lo80", "hi80", "lo95", "hi95"];

    public static async Task WriteAsync(Stream stream, IEnumerable<(MonthlySeries Series, SeriesForecast Forecast)> forecasts, CancellationToken cancel)
    {
        await using var writer = CsvWriter.Create(stream, _options, leaveOpen: true);
        foreach (var name in _header) writer.WriteField(name);
        writer.EndRecord();
        foreach (var (series, forecast) in forecasts)
            foreach (var (ahead, point) in forecast.Points.Index())
            {
                Write(writer, series, ahead + 1, point);
                await writer.EndRecordAsync(cancel);
            }

        await writer.FlushAsync(cancel);
    }

    private static void Write(CsvWriter writer, MonthlySeries series, int ahead, ForecastPoint point)
    {
        writer.WriteField(series.Name);
        writer.WriteField(series.Form.Write(series.Last + ahead));
        foreach (var value in (double[])[point.Mean, point.Low80, point.High80, point.Low95, point.High95])
            writer.WriteField(double.IsFinite(value) ? value.ToString(Number, CultureInfo.InvariantCulture) : "");
    }
}
