using System.CommandLine;
using System.Globalization;
using RevenueBot.Access.Auditing;
using RevenueBot.Access.Granting;
using RevenueBot.Configuration;
using RevenueBot.Questions;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Cli;

/// <summary><c>access …</c>: what <c>/access</c> does in chat, for who sits at the machine; and <c>access audit</c>, the log of decisions.</summary>
internal static class AccessVerb
{
    private const int MostShown = 1_000;

    private static readonly Argument<string[]> _words = new("WORDS")
    {
        Description = "Nothing: who may what. Else who PERSON, allow PERSON ROLE, deny PERSON, or channel CHANNEL allow|deny, with ids of Slack; those of Teams begin with teams:.", Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> _since = new("--since") { Description = "Only from this day on.", HelpName = "DATE" };
    private static readonly Option<string?> _person = new("--person") { Description = "Only of this person or API key.", HelpName = "ID" };
    private static readonly Option<bool> _json = new("--json") { Description = "As JSON." };

    public static Command Create()
    {
        var audit = new Command("audit", "Lists who asked what, where, and what was decided, the newest first.") { _since, _person, _json };
        audit.Validators.Add(result =>
        {
            if (result.GetValue(_since) is { } day && !Iso.TryDay(day, out _)) result.AddError("--since is a day such as 2026-03-31.");
        });
        audit.SetAction(AuditAsync);
        var access = new Command("access", "Says who may see what, and changes it.") { _words, audit };
        access.SetAction(RunAsync);
        return access;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var bot = await Bot.OpenAsync(parsed.Settings(), cancel);
        AskContext context = new(bot.Services.GetRequiredService<TimeProvider>().GetUtcNow(), Reader: Requester.Terminal);
        var answer = await bot.Services.GetRequiredService<Asker>().AskAsync($"/access {string.Join(' ', parsed.GetValue(_words) ?? [])}", context, cancel);
        await Console.Out.WriteAsync(TerminalAnswer.Render(answer));
        return answer.Kind == AnswerKind.Done ? 0 : 1;
    }

    private static async Task<int> AuditAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var bot = await Bot.OpenAsync(parsed.Settings(), cancel);
        var calendar = bot.Services.GetRequiredService<Company>().Calendar;
        DateTimeOffset? since = Iso.TryDay(parsed.GetValue(_since) ?? "", out var day) ? calendar.StartOf(day) : null;
        var entries = await bot.Services.GetRequiredService<AccessAudit>().ReadAsync(parsed.GetValue(_person), since, MostShown, cancel);
        if (parsed.GetValue(_json))
        {
            await Console.Out.WriteLineAsync(ApiJson.Write(entries));
            return 0;
        }

        if (entries.Count == 0) await Console.Out.WriteLineAsync("Nothing was asked.");
        foreach (var entry in entries)
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Days.LongMoment(entry.At, calendar)}  {entry.Surface}  {entry.Person}  {entry.Act} {entry.Metric}  {(entry.Place.Length > 0 ? entry.Place : "-")}  {entry.Role ?? "-"}  {entry.Outcome}"));
        return 0;
    }
}
