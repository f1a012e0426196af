using System.CommandLine;
using System.Globalization;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Storage;
using RevenueBot.Configuration;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Cli;

/// <summary><c>alert dead</c> and <c>alert replay</c>: messages that could not be sent, and another try.</summary>
internal static class AlertDeliveryVerbs
{
    private const int Most = 1_000;

    private static readonly Option<bool> _json = new("--json") { Description = "As JSON." };
    private static readonly Argument<long[]> _ids = new("ID") { Description = "As alert dead lists them.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<bool> _all = new("--all") { Description = "All that were given up." };

    public static IEnumerable<Command> Create()
    {
        var dead = new Command("dead", "Lists messages that were given up, with the reason and what to do.") { _json };
        dead.SetAction(ListAsync);
        var replay = new Command("replay", "Sends messages again that were given up.") { _ids, _all };
        replay.Validators.Add(result =>
        {
            if (result.GetValue(_all) == result.GetValue(_ids) is { Length: > 0 }) result.AddError("Name the messages by their ID, or use --all.");
        });
        replay.SetAction(ReplayAsync);
        return [dead, replay];
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var bot = await Bot.OpenAsync(parsed.Settings(), cancel);
        var letters = await bot.Services.GetRequiredService<OutboxStore>().DeadAsync(Most, cancel);
        if (parsed.GetValue(_json)) await Console.Out.WriteLineAsync(ApiJson.Write(letters));
        else foreach (var line in Lines(letters, bot.Services.GetRequiredService<Company>())) await Console.Out.WriteLineAsync(line);
        return 0;
    }

    private static IEnumerable<string> Lines(IReadOnlyList<DeadLetter> letters, Company company)
    {
        yield return letters.Count == 0 ? "Nothing was given up." : $"{Format.Counted(letters.Count, "message")} {(letters.Count == 1 ? "was" : "were")} given up. alert replay ID sends one again, alert replay --all all of them.";
        foreach (var letter in letters)
        {
            var about = letter.AlertId is { } alert ? $" of {alert}" : "";
            yield return string.Create(CultureInfo.InvariantCulture, $"{letter.Id}  {letter.Kind.ToString().ToLowerInvariant()}{about} to {letter.Destination}, {Days.Moment(letter.CreatedAt, company.Calendar)}: {letter.Error} after {Format.Counted(letter.Attempts, "attempt")}. {letter.Advice}");
        }
    }

    private static async Task<int> ReplayAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var bot = await Bot.OpenAsync(parsed.Settings(), cancel);
        var (outbox, now) = (bot.Services.GetRequiredService<OutboxStore>(), bot.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        var isAll = parsed.GetValue(_all);
        // Oldest first, as they were meant; lines follow their cards by themselves.
        var ids = isAll ? [.. (await outbox.DeadAsync(Most, cancel)).Select(letter => letter.Id).Reverse()] : parsed.GetValue(_ids)!;
        List<long> left = [];
        foreach (var id in ids)
            if (!await outbox.ReplayAsync(id, now, cancel)) left.Add(id);
        await Console.Out.WriteLineAsync($"{Format.Counted(ids.Length - left.Count, "message")} will be sent again: the bot does so within seconds of its start, or now if it runs.");
        if (isAll || left.Count == 0) return 0;
        await Console.Error.WriteLineAsync($"Not sent again: {string.Join(", ", left)}. Each was not given up, or follows its card by itself, or a newer state of the alert took its place.");
        return 1;
    }
}
