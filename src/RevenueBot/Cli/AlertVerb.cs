using System.CommandLine;
using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerting.Proof;
using RevenueBot.Alerts.Rules;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Cli;

/// <summary><c>alert test RULE</c>: a rule on history, with what it would have caught and where it would have been wrong.</summary>
internal static class AlertVerb
{
    private const int UsualDays = 180, UsualHorizon = 60, MostDays = 1_100;

    private static readonly Argument<string> _rule = new("RULE") { Description = "The rule as it is configured, for example health." };
    private static readonly Option<int?> _days = new("--days") { Description = $"How many whole days up to yesterday ({UsualDays})." };
    private static readonly Option<int?> _within = new("--within") { Description = $"Days in which an alert must come true ({UsualHorizon})." };
    private static readonly Option<bool> _json = new("--json") { Description = "The result as JSON, with every firing." };

    public static Command Create()
    {
        var test = new Command("test", "Plays a rule through past days, each with the facts up to its end, and compares with what came of it.") { _rule, _days, _within, _json };
        test.Validators.Add(result =>
        {
            if (result.GetValue(_days) is < 1 or > MostDays) result.AddError($"--days is a number from 1 to {MostDays}.");
            if (result.GetValue(_within) is < 1 or > 365) result.AddError("--within is a number of days from 1 to 365.");
        });
        test.SetAction(TestAsync);
        var alert = new Command("alert", "Proves that alerts are worth it, and looks after their delivery.") { test };
        foreach (var verb in AlertDeliveryVerbs.Create()) alert.Subcommands.Add(verb);
        return alert;
    }

    private static async Task<int> TestAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var bot = await Bot.OpenAsync(parsed.Settings(), cancel);
        var (company, horizon) = (bot.Services.GetRequiredService<Company>(), parsed.GetValue(_within) ?? UsualHorizon);
        var rule = Find(bot.Services.GetRequiredService<AlertSettings>(), parsed.GetRequiredValue(_rule));
        var today = company.Calendar.DayOf(bot.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        using var count = new CountLine("days");
        var report = await bot.Services.GetRequiredService<BackTestDesk>().RunAsync(rule, new Period(today.AddDays(-(parsed.GetValue(_days) ?? UsualDays)), today), horizon, count, cancel);
        count.Clear();
        await WriteAsync(new BackTestWords(report, horizon, company.Currency), parsed.GetValue(_json));
        return 0;
    }

    private static async Task WriteAsync(BackTestWords words, bool asJson)
    {
        if (asJson)
        {
            await Console.Out.WriteLineAsync(ApiJson.Write(words.Json()));
            return;
        }

        foreach (var sentence in words.Sentences()) await Console.Out.WriteLineAsync(sentence);
        if (words.Table() is not { } table) return;
        foreach (var line in PlainTable.Lines(table)) await Console.Out.WriteLineAsync(line);
    }

    /// <exception cref="RefusalException">There is no such rule.</exception>
    private static AlertRule Find(AlertSettings settings, string id) => settings.Rules.FirstOrDefault(rule => rule.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
        ?? throw new RefusalException($"There is no rule {id}: use one of {string.Join(", ", settings.Rules.Select(rule => rule.Id))}.");
}
