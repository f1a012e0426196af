using System.CommandLine;
using System.Globalization;
using RevenueBot.Configuration;
using RevenueBot.Ingest.Stripe;

namespace RevenueBot.Cli;

/// <summary><c>backfill stripe</c>: everything from the Stripe API. A run that was stopped goes on where it was.</summary>
internal static class BackfillVerb
{
    public static Command Create()
    {
        var stripe = new Command("stripe", "Reads everything from the Stripe API; run it again to go on after a stop.");
        stripe.SetAction(RunAsync);
        return new Command("backfill", "Reads the whole past of a billing source.") { stripe };
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var bot = await Bot.OpenAsync(parsed.Settings(), cancel);
        if (bot.Services.GetRequiredService<StripeOptions>().ApiKey is null)
            throw new RefusalException("Stripe is not connected: set Stripe:ApiKey to a restricted key that may read.");
        using var line = new BackfillLine();
        try
        {
            var result = await bot.Services.GetRequiredService<StripeBackfill>().RunAsync(line, cancel);
            line.Clear();
            await Console.Out.WriteLineAsync(Sentence(result));
            return 0;
        }
        catch (StripeException error)
        {
            throw new RefusalException(error.Message, error);
        }
    }

    private static string Sentence(BackfillResult result) => string.Create(CultureInfo.InvariantCulture,
        $"Read {result.Objects:N0} Stripe objects: {result.Facts:N0} new facts, {result.Events:N0} recent events, {result.Problems:N0} problems.");

    /// <summary>What is being read and how much of it, on one line of a terminal; nothing where errors go to a file.</summary>
    private sealed class BackfillLine : IProgress<BackfillProgress>, IDisposable
    {
        private int _width;

        public void Report(BackfillProgress value)
        {
            if (Console.IsErrorRedirected) return;
            var text = string.Create(CultureInfo.InvariantCulture, $"{value.Phase.Replace('_', ' ')}: {value.Count:N0}");
            Console.Error.Write($"\r{text.PadRight(_width)}");
            _width = text.Length;
        }

        public void Clear()
        {
            if (_width > 0) Console.Error.Write($"\r{new string(' ', _width)}\r");
            _width = 0;
        }

        public void Dispose() => Clear();
    }
}
