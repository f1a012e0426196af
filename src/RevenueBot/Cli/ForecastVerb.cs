using System.CommandLine;
using RevenueBot.Cli.Series;
using RevenueBot.Configuration;
using RevenueBot.Metrics.Forecasting;

namespace RevenueBot.Cli;

/// <summary><c>forecast --series FILE --horizon N</c>: the forecaster on any monthly series. Needs no database.</summary>
internal static class ForecastVerb
{
    private const int LongestHorizon = 120;

    private static readonly Option<string> _series = new("--series") { Description = "CSV with the columns series, period (2026-03, or a number) and value.", HelpName = "FILE", Required = true };
    private static readonly Option<int> _horizon = new("--horizon") { Description = $"How many periods ahead, 1 to {LongestHorizon}.", HelpName = "N", Required = true };
    private static readonly Option<string?> _out = new("--out") { Description = "Where to write the forecasts (standard output).", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new Command("forecast", "Forecasts monthly series: mean, lo80, hi80, lo95, hi95 per period, as CSV.") { _series, _horizon, _out };
        _horizon.Validators.Add(result =>
        {
            if (!(result.Tokens is [var token] && int.TryParse(token.Value, out var periods) && periods is >= 1 and <= LongestHorizon))
                result.AddError($"--horizon is a whole number from 1 to {LongestHorizon}.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var series = await SeriesFile.ReadAsync(parsed.GetRequiredValue(_series), cancel);
        await NoteAsync(series);
        using var count = new CountLine("series");
        var horizon = parsed.GetValue(_horizon);
        var forecasts = series.AsParallel().AsOrdered().WithCancellation(cancel).Select(one => (one, Forecaster.Forecast(one.Values, horizon)));
        await NamedFile.WriteAsync("The forecasts were", parsed.GetValue(_out), stream => ForecastFile.WriteAsync(stream, Counted(forecasts, count), cancel));
        return 0;
    }

    private static IEnumerable<T> Counted<T>(IEnumerable<T> items, CountLine count)
    {
        var done = 0;
        foreach (var item in items)
        {
            yield return item;
            count.Report(++done);
        }

        count.Clear();
    }

    /// <summary>What a reader of the result must know about the input.</summary>
    private static async Task NoteAsync(IReadOnlyList<MonthlySeries> series)
    {
        if (series.Where(one => one.Filled > 0).ToList() is { Count: > 0 } filled)
            await Console.Error.WriteLineAsync($"Missing values are filled on the line between their neighbours: {filled.Sum(one => one.Filled):N0} in {filled.Count:N0} series, first in {filled[0].Name}.");
        if (series.Where(one => one.Values.Count < Forecaster.FewestForModel).ToList() is { Count: > 0 } few)
            await Console.Error.WriteLineAsync($"Too short for a model (fewer than {Forecaster.FewestForModel} values): {few.Count:N0} series, first {few[0].Name}. Their last value is carried on with wide bounds, or without where there is one value.");
    }
}
