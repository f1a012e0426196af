using RevenueBot.Alerts.Cards;
using RevenueBot.Configuration;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports.Scheduling;

namespace RevenueBot.Reports.Watching;

/// <summary>What is said of reports that have not gone out, and that they did after all. Pure; names no figure and no customer.</summary>
internal static class WatchWords
{
    private const int MostShown = 10;
    private const string Unbegun = "Look whether the bot serves with Jobs:Run, and run the verb doctor.", Waits = "The bot goes on trying for a day. Run the verb doctor to see what stands against it.";

    public static AlertCard NotSent(IReadOnlyList<WatchedRun> runs, DateTimeOffset at, Company company)
    {
        var finding = $"{Reports(runs)} {(runs.Count == 1 ? "has" : "have")} not gone out.";
        List<string> lines = [.. runs.Take(MostShown).Select(run => Line(run, company))];
        if (runs.Count > MostShown) lines.Add($"{Format.Counted(runs.Count - MostShown, "other")}.");
        var advice = runs.Select(run => run.Advice).OfType<string>().FirstOrDefault() ?? (runs.Any(run => run.Standing == Standing.NotBegun) ? Unbegun : Waits);
        return new()
        {
            Mark = CardMark.High, State = "Report not sent", Summary = $"{finding} {lines[0]} {advice}", Finding = finding, Details = lines, Notes = [new CardNote("Do next", advice)],
            Footer = $"{Days.Moment(at, company.Calendar)} · you are told once, and again when it has gone out",
        };
    }

    /// <summary>The same card, when all of it has gone out.</summary>
    public static AlertCard Over(IReadOnlyList<Recovered> runs, DateTimeOffset at, Company company) => new()
    {
        Mark = CardMark.Good, State = "Report sent late", Summary = Sent(runs), Finding = Sent(runs), IsClosed = true, Footer = Days.Moment(at, company.Calendar),
    };

    public static ThreadLine Line(IReadOnlyList<Recovered> runs) => new(Sent(runs));

    private static string Sent(IReadOnlyList<Recovered> runs) => runs is [var one]
        ? $"The {DigestWords.Name(one.Kind)} report up to {Days.Long(one.LastDay)} has gone out to {one.Destination} now."
        : $"{Format.Counted(runs.Count, "report")} have gone out now: {string.Join(", ", runs.Take(MostShown).Select(run => $"{DigestWords.Name(run.Kind)} to {run.Destination}"))}{(runs.Count > MostShown ? " and others" : "")}.";

    private static string Reports(IReadOnlyList<WatchedRun> runs) => runs is [var one] ? $"The {one.Due.Schedule.Name} report up to {Days.Long(one.Due.Due.Period.Last)}" : Format.Counted(runs.Count, "report");

    private static string Line(WatchedRun run, Company company)
    {
        var state = run.Standing switch
        {
            Standing.NotBegun => "nobody has begun it",
            Standing.GivenUp => $"given up ({run.Error ?? "unknown"})",
            _ => run.Error is { } error ? $"tried again ({error})" : "waits to be sent",
        };
        return $"{run.Due.Schedule.Name} to {run.Due.Schedule.Destination}: due {Days.Moment(run.Due.Due.At, company.Calendar)}, {state}.";
    }
}
