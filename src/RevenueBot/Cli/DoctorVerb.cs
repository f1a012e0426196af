using System.CommandLine;
using RevenueBot.Configuration;
using RevenueBot.Doctor;

namespace RevenueBot.Cli;

/// <summary><c>doctor</c>: looks at everything and says what to do. Exit code 1 when something is broken.</summary>
internal static class DoctorVerb
{
    public static Command Create()
    {
        var command = new Command("doctor", "Checks configuration, database, fonts, tokens, scopes, channels and clocks; says what to do.");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var checks = await CheckAsync(parsed.Settings(), cancel);
        foreach (var check in checks) await Console.Out.WriteLineAsync($"{Mark(check.Outcome),-4}  {check.Name,-16}  {check.Sentence}");
        return checks.Any(check => check.Outcome == Outcome.Fail) ? 1 : 0;
    }

    private static async Task<IReadOnlyList<DoctorCheck>> CheckAsync(Settings settings, CancellationToken cancel)
    {
        try
        {
            await using var bot = await Bot.OpenAsync(settings, cancel);
            return await ProbeAsync(bot, cancel);
        }
        catch (RefusalException refusal)
        {
            // Everything else can still be looked at.
            await using var bot = Bot.WithoutDatabase(settings);
            var rest = (await ProbeAsync(bot, cancel)).Where(check => check.Name != "Database");
            return [DoctorCheck.Fail("Database", refusal.Message), .. rest];
        }
    }

    private static Task<IReadOnlyList<DoctorCheck>> ProbeAsync(Bot bot, CancellationToken cancel) => bot.Services.GetRequiredService<DoctorRound>().LookAsync(cancel);

    private static string Mark(Outcome outcome) => outcome switch { Outcome.Ok => "ok", Outcome.Warn => "warn", Outcome.Fail => "FAIL" };
}
