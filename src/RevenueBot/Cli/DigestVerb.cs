using System.CommandLine;
using RevenueBot.Configuration;
using RevenueBot.Handling;
using RevenueBot.Metrics;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports;
using RevenueBot.Reports.Scheduling;
using RevenueBot.Reports.Sending;
using RevenueBot.Reports.Subscribing;

namespace RevenueBot.Cli;

/// <summary><c>digest daily|weekly|monthly</c>: a report in the terminal, as files, or sent now; <c>digest schedule</c>: what is sent when.</summary>
internal static class DigestVerb
{
    private static readonly TimeSpan _morning = new(7, 30, 0);
    private static readonly Argument<string?> _kind = new("KIND") { Description = "daily, weekly or monthly.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> _out = new("--out") { Description = "A folder for the report in every form: messages, mail, pictures, PDF.", HelpName = "DIR" };
    private static readonly Option<bool> _send = new("--send") { Description = "Sends it now, once, to everybody who gets this report." };
    private static readonly Option<string?> _at = new("--at") { Description = "The day on which it is made (today): it speaks of the days before.", HelpName = "DATE" };

    public static Command Create()
    {
        var schedule = new Command("schedule", "Lists what is sent where, with the next five times of each.");
        schedule.SetAction(ScheduleAsync);
        var command = new Command("digest", "Shows a report, writes it to files, or sends it.") { _kind, _out, _send, _at, schedule };
        _kind.AcceptOnlyFromAmong("daily", "weekly", "monthly");
        command.Validators.Add(result =>
        {
            if (result.Children.Any(child => child is System.CommandLine.Parsing.CommandResult)) return;
            if (result.GetValue(_kind) is null) result.AddError("Say which report: daily, weekly or monthly.");
            if (result.GetValue(_at) is { } day && !Iso.TryDay(day, out _)) result.AddError("--at is a day such as 2026-11-11.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var kind = Enum.Parse<DigestKind>(parsed.GetRequiredValue(_kind)!, ignoreCase: true);
        await using var bot = await Bot.OpenAsync(parsed.Settings(), cancel);
        var (company, now) = (bot.Services.GetRequiredService<Company>(), bot.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        var (day, at) = Day(parsed.GetValue(_at), company.Calendar, now);
        var period = DigestPeriods.EndedBefore(kind, day, company.Calendar);
        if (parsed.GetValue(_send)) return await DigestSending.RunAsync(bot.Services, period, now, cancel);
        var digest = await bot.Services.GetRequiredService<BuildDigest>()(period, at, cancel);
        if (parsed.GetValue(_out) is { } folder) await DigestFiles.WriteAsync(digest, folder, bot.Services, cancel);
        else await Console.Out.WriteAsync(TerminalDigest.Render(digest, bot.Services.GetRequiredService<AlertLinks>()));
        return 0;
    }

    /// <exception cref="RefusalException">The day has not begun.</exception>
    private static (DateOnly Day, DateTimeOffset At) Day(string? text, CompanyCalendar calendar, DateTimeOffset now)
    {
        var today = calendar.DayOf(now);
        if (text is null || !Iso.TryDay(text, out var day) || day == today) return (today, now);
        return day < today ? (day, calendar.StartOf(day) + _morning) : throw new RefusalException($"{text} has not begun: a report speaks of days that are over.");
    }

    private static async Task<int> ScheduleAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var bot = await Bot.OpenAsync(parsed.Settings(), cancel);
        var now = bot.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var schedules = await bot.Services.GetRequiredService<ScheduleStore>().SyncAsync(now, cancel);
        await Console.Out.WriteLineAsync(schedules.Count == 0 ? "No report is sent: name channels or recipients in Reports:Daily, Reports:Weekly or Reports:Monthly." : $"{Format.Counted(schedules.Count, "report")} {(schedules.Count == 1 ? "is" : "are")} sent.");
        foreach (var schedule in schedules) await Console.Out.WriteLineAsync(ScheduleWords.Line(schedule, now));
        return 0;
    }
}
