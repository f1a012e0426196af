using System.CommandLine;
using RevenueBot.Cli.Learning;
using RevenueBot.Metrics.Churn.Learning;
using RevenueBot.Questions.Api;

namespace RevenueBot.Cli;

/// <summary>
/// <c>train</c>: the company's own churn model. <c>train --table FILE --target COL</c>: the same learner on any table, which needs no database.
/// </summary>
internal static class TrainVerb
{
    private static readonly Option<string?> _table = new("--table") { Description = "CSV with a header: numbers and categories, empty where missing. Without it, the company's own past.", HelpName = "FILE" };
    private static readonly Option<string?> _target = new("--target") { Description = "The column to predict: 0 and 1, yes and no, or any two labels.", HelpName = "COL" };
    private static readonly Option<string?> _id = new("--id") { Description = "The column that names a row; it is not learnt from.", HelpName = "COL" };
    private static readonly Option<string?> _predict = new("--predict") { Description = "CSV with the same columns, to predict from.", HelpName = "FILE" };
    private static readonly Option<string?> _out = new("--out") { Description = "Where to write a probability for each row of it.", HelpName = "FILE" };
    private static readonly Option<bool> _json = new("--json") { Description = "The model card as JSON." };

    public static Command Create()
    {
        var command = new Command("train", "Learns who leaves from the company's past, or any outcome from a table, and says how far it can be trusted.") { _table, _target, _id, _predict, _out, _json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_table) is null != result.GetValue(_target) is null) result.AddError("--table and --target belong together: what to learn from, and the column to predict.");
            if (result.GetValue(_table) is null && (result.GetValue(_id) ?? result.GetValue(_predict)) is not null) result.AddError("--id and --predict go with a table: say --table and --target too.");
            if (result.GetValue(_predict) is null != result.GetValue(_out) is null) result.AddError("--predict and --out belong together: what to predict from, and where to write it.");
            if (result.GetValue(_target) is { } target && target == result.GetValue(_id)) result.AddError("--target and --id are two columns.");
        });
        command.SetAction((parsed, cancel) => parsed.GetValue(_table) is { } table ? LearnAsync(parsed, table, cancel) : CompanyTraining.RunAsync(parsed.Settings(), parsed.GetValue(_json), cancel));
        return command;
    }

    private static async Task<int> LearnAsync(ParseResult parsed, string table, CancellationToken cancel)
    {
        var target = parsed.GetValue(_target)!;
        var training = await TrainingTable.ReadAsync(table, target, parsed.GetValue(_id), cancel);
        if (training.LeftOut is [_, ..] names) await Console.Error.WriteLineAsync($"Left out, because nearly every row has a text of its own: {TableFile.Cut(string.Join(", ", names))}.");
        var model = Learner.Train(training.Table, cancel: cancel);
        if (parsed.GetValue(_predict) is { } rows)
        {
            using var scores = new MemoryStream(); // whole before it is written: a file that cannot be read leaves nothing half done
            await new ScoringTable(model, rows, parsed.GetValue(_id)).WriteAsync(scores, cancel);
            await NamedFile.WriteAsync("The probabilities were", parsed.GetValue(_out), stream => stream.WriteAsync(scores.ToArray(), cancel).AsTask());
        }

        await Console.Out.WriteAsync(parsed.GetValue(_json)
            ? ApiJson.Write(new { Target = target, Predicts = training.Label, Card = model.Card }) + "\n"
            : string.Concat(ModelCardText.Lines(model.Card, $"{target} = {training.Label}").Select(line => $"{line}\n")));
        return 0;
    }
}
