using System.CommandLine;
using System.Globalization;
using System.Text;
using RevenueBot.Configuration;
using RevenueBot.Metrics.Cohorts;
using RevenueBot.Questions;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Cli;

/// <summary><c>retention --counts FILE --project N</c>: the retention curve of a cohort's survivors, and where it leads. Needs no database.</summary>
internal static class RetentionVerb
{
    private const int LongestProjection = 1_200;

    private static readonly Option<string> _counts = new("--counts") { Description = "CSV with the columns period and alive: survivors of one cohort, the start first.", HelpName = "FILE", Required = true };
    private static readonly Option<int> _project = new("--project") { Description = "How many periods to look ahead.", HelpName = "N", Required = true };
    private static readonly Option<string?> _out = new("--out") { Description = "Where to write the curve as CSV.", HelpName = "FILE" };
    private static readonly Option<bool> _json = new("--json") { Description = "Parameters and curve as JSON." };

    public static Command Create()
    {
        var command = new Command("retention", "Fits a retention curve (shifted-beta-geometric) to counts of survivors and projects it.") { _counts, _project, _out, _json };
        command.Validators.Add(result =>
        {
            if (result.GetResult(_project)?.Tokens is [var given] && int.TryParse(given.Value, CultureInfo.InvariantCulture, out var periods) && periods is < 0 or > LongestProjection)
                result.AddError($"--project is a number of periods from 0 to {LongestProjection}.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var counts = await SurvivorCounts.ReadAsync(parsed.GetRequiredValue(_counts), cancel);
        var projection = RetentionProjection.Of(counts, parsed.GetValue(_project));
        if (parsed.GetValue(_out) is { } file) await NamedFile.WriteAsync("The curve was", file, stream => stream.WriteAsync(Encoding.UTF8.GetBytes(Csv(projection)), cancel).AsTask());
        await Console.Out.WriteAsync(parsed.GetValue(_json) ? ApiJson.Write(projection) + "\n" : Text(projection));
        return 0;
    }

    private static string Text(RetentionProjection projection)
    {
        var table = new AnswerTable(["Period", "Alive", "Survival", "Curve"], [.. projection.Entries.Select(Row)]);
        return string.Join('\n', [Finding(projection), "", .. PlainTable.Lines(table), "", "Periods marked † are projected from the last count along the curve."]) + "\n";
    }

    private static string Finding(RetentionProjection projection) => projection is { Alpha: { } alpha, Beta: { } beta, LogLikelihood: { } likelihood }
        ? string.Create(CultureInfo.InvariantCulture, $"alpha {alpha:0.####}, beta {beta:0.####}, log-likelihood −{-likelihood:0.0##}.{(projection.Reason is { } note ? $" Note: {note}." : "")}")
        : $"alpha –, beta –: {projection.Reason}.";

    private static IReadOnlyList<string> Row(RetentionEntry entry) =>
    [
        $"{entry.Period}{(entry.Projected ? "†" : "")}", Format.Count((long)Math.Round(entry.Alive, MidpointRounding.AwayFromZero)),
        Format.Percent((decimal)entry.Survival), Format.Percent((decimal)entry.Curve),
    ];

    private static string Csv(RetentionProjection projection) => string.Concat(
        projection.Entries.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Period},{entry.Alive:0.######},{entry.Survival:0.########},{entry.Curve:0.########},{(entry.Projected ? "true" : "false")}\n"))
            .Prepend("period,alive,survival,curve,projected\n"));
}
