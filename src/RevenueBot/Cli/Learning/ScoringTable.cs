using System.Globalization;
using CsvHelper;
using RevenueBot.Metrics.Churn.Learning;

namespace RevenueBot.Cli.Learning;

/// <summary>Gives each row of a file its probability. Columns are found by name; others than those that were learnt from are not looked at.</summary>
internal sealed class ScoringTable(TrainedModel model, string path, string? id)
{
    private static readonly CsvWriterOptions _options = new() { NewLine = "\n" };

    private readonly TableFile _file = new(path);
    private readonly Dictionary<string, int>?[] _codes =
        [.. model.Features.Select(feature => feature.Categories?.Select((name, code) => (name, code)).ToDictionary(pair => pair.name, pair => pair.code, StringComparer.Ordinal))];

    /// <summary>Writes id and probability, in the order of the rows. Without an id column rows are counted from 1.</summary>
    public async Task WriteAsync(Stream stream, CancellationToken cancel)
    {
        await using var writer = CsvWriter.Create(stream, _options, leaveOpen: true);
        writer.WriteField(id ?? "row");
        writer.WriteField("probability");
        writer.EndRecord();
        int[] places = [];
        var (at, count) = (-1, 0);
        await foreach (var row in _file.ReadAsync(cancel))
        {
            if (places.Length == 0) (places, at) = ([.. model.Features.Select(feature => _file.Find(feature.Name))], id is null ? -1 : _file.Find(id));
            count++;
            writer.WriteField(at < 0 ? count.ToString(CultureInfo.InvariantCulture) : row.Fields[at]);
            writer.WriteField(model.Probability(Values(row, places)).ToString("G12", CultureInfo.InvariantCulture));
            await writer.EndRecordAsync(cancel);
        }

        await writer.FlushAsync(cancel);
    }

    private double[] Values(TableRow row, int[] places)
    {
        var values = new double[places.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var field = row.Fields[places[i]];
            if (ColumnBuilder.IsMissing(field)) values[i] = double.NaN;
            else if (_codes[i] is { } codes) values[i] = codes.TryGetValue(field, out var code) ? code : Feature.Unseen;
            else if (!ColumnBuilder.TryNumber(field, out values[i]))
                throw _file.Wrong(row.Line, $"has \"{TableFile.Cut(field)}\" in the column {model.Features[i].Name}, which holds numbers.");
        }

        return values;
    }
}
