using System.CommandLine;
using System.Text.Json;
using Npgsql;
using RevenueBot.Configuration;
using RevenueBot.Ingest.Stripe;
using RevenueBot.Ingest.Stripe.Reconciling;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Cli;

/// <summary><c>reconcile</c>: the ledger against the biller, customer by customer. Exit code 1 where they differ.</summary>
internal static class ReconcileVerb
{
    private static readonly Option<bool> _json = new("--json") { Description = "The result as JSON." };

    public static Command Create()
    {
        var command = new Command("reconcile", "Compares the ledger with the biller, customer by customer; without a biller, with its facts.") { _json };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var bot = await Bot.OpenAsync(parsed.Settings(), cancel);
        if (bot.Services.GetRequiredService<StripeOptions>().ApiKey is null) return await ProveAsync(bot, parsed.GetValue(_json), cancel);
        try
        {
            var result = await bot.Services.GetRequiredService<StripeReconciliation>().ReconcileAsync(cancel);
            await WriteAsync(result, parsed.GetValue(_json));
            return result.Differing == 0 ? 0 : 1;
        }
        catch (StripeException error)
        {
            throw new RefusalException(error.Message, error);
        }
    }

    /// <summary>Files and application databases keep no state of their own to compare with: the ledger is proved to follow from its facts.</summary>
    private static async Task<int> ProveAsync(Bot bot, bool asJson, CancellationToken cancel)
    {
        var result = await Rebuild.RunAsync(bot.Services.GetRequiredService<NpgsqlDataSource>(), bot.Services.GetRequiredService<LedgerRules>(), null, cancel);
        var outcome = result.EqualsPrevious switch
        {
            true => "The ledger equals its facts, row for row.",
            false => "The ledger differed from its facts and has been made anew from them: please report this.",
            null => "There was no ledger of the same rules yet; it has been made from the facts.",
        };
        await Console.Out.WriteLineAsync(asJson
            ? ApiJson.Write(new { Source = (string?)null, Rows = result.Rows, result.Customers, EqualsFacts = result.EqualsPrevious })
            : $"No biller is connected, so there is none to compare with. {outcome} {Format.Counted(result.Rows, "row")} of {Format.Counted(result.Customers, "customer")}.");
        return result.EqualsPrevious is false ? 1 : 0;
    }

    private static async Task WriteAsync(ReconciliationResult result, bool asJson)
    {
        if (asJson)
        {
            await Console.Out.WriteLineAsync(ApiJson.Write(Json(result)));
            return;
        }

        if (result.Differences.Count > 0)
            foreach (var line in PlainTable.Lines(Table(result))) await Console.Out.WriteLineAsync(line);
        await Console.Out.WriteLineAsync(Sentence(result));
    }

    private static AnswerTable Table(ReconciliationResult result) => new(
        ["Customer", "Subscription", "Difference", "Ledger", "Stripe"],
        [
            .. result.Differences.Select(difference => (IReadOnlyList<string>)
            [
                difference.CustomerId.Length > 0 ? difference.CustomerId : "all customers", difference.SubscriptionId, Word(difference.Kind),
                Format.ByCode(difference.Ledger, difference.Currency), Format.ByCode(difference.Biller, difference.Currency),
            ]),
        ]);

    private static string Sentence(ReconciliationResult result)
    {
        var waiting = result.Differences.Count(difference => difference.Kind == DifferenceKind.Timing);
        var outcome = result.Differing == 0 ? "the ledger equals Stripe" : result.Differing == 1 ? "1 differs" : $"{Format.Count(result.Differing)} differ";
        return $"{Format.Counted(result.Customers, "customer")} compared: {outcome}." + (waiting == 0 ? "" : $" {Format.Counted(waiting, "change")} on the way, not counted.");
    }

    private static object Json(ReconciliationResult result) => new
    {
        Source = StripeStore.Source, result.At, result.Customers, result.Differing,
        Differences = result.Differences.Select(difference => new
        {
            Kind = JsonNamingPolicy.SnakeCaseLower.ConvertName($"{difference.Kind}"), Customer = difference.CustomerId, Subscription = difference.SubscriptionId,
            Currency = difference.Currency.Code, LedgerMicros = difference.Ledger, BillerMicros = difference.Biller,
        }),
    };

    /// <summary>MissingCustomer → "missing customer".</summary>
    private static string Word(DifferenceKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{kind}").Replace('_', ' ');
}
