using Microsoft.AspNetCore.Http.HttpResults;
using RevenueBot.Access.Granting;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports.Scheduling;
using RevenueBot.Reports.Subscribing;
using RevenueBot.WebDashboard;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;
using RevenueBot.WebDashboard.Settings;

namespace RevenueBot.Dashboard.Pages.Settings;

/// <summary>Reports that go out again and again: those that the viewer may look after, as <c>/digest</c> lists them; paused and resumed here too.</summary>
internal sealed class SchedulesPanel(ScheduleStore schedules, SubscriptionDesk desk, TimeProvider clock)
{
    private const string Id = "reports", Path = "/settings";
    private const string Foot = "Send the bot /digest subscribe weekly on Monday at 9:00 for another one, /digest stop ID to end one; Reports:Daily, Reports:Weekly and Reports:Monthly are sent by configuration (docs/reports.md).";

    public static void Map(DashboardRoutes routes) => routes.Pages.MapPost("/settings/reports", routes.Services.GetRequiredService<SchedulesPanel>().ActAsync).Needs(Rights.Totals);

    public async Task<ReportsPanel> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        var (now, requester) = (clock.GetUtcNow(), Requester.Of(request.Viewer.Id));
        List<ReportLine> lines = [];
        foreach (var schedule in requester is null ? [] : await schedules.ReadAsync(cancel))
            if (await desk.MaySeeAsync(requester!, schedule, cancel)) lines.Add(LineOf(schedule, now));
        DataTable table = new() { Id = Id, Caption = "Reports", Columns = [new("Report"), new("To"), new("Next"), new("By"), new("Id")], Rows = [.. lines.Select(line => (IReadOnlyList<Cell>)[line.What, line.Where, line.Next, line.By, line.Id])] };
        var paused = lines.Count(line => line.IsPaused);
        return new(lines.Count == 0 ? "Sent on days and at times that somebody chose" : $"{Format.Counted(lines.Count, "report")}{(paused > 0 ? $", {paused} paused" : "")}", lines, table, lines.Count > 0 ? AnswerParts.Links(request, null, Id) : new(), Foot);
    }

    private static ReportLine LineOf(DigestSchedule schedule, DateTimeOffset now) =>
        new(schedule.Id, $"{Format.Capital(schedule.Name)} report", schedule.Destination, schedule.IsPaused ? "Paused: nothing is sent" : $"Next: {ScheduleWords.Next(schedule, now)}", schedule.By, schedule.IsPaused);

    /// <summary>Who may is decided by the desk, as in chat.</summary>
    private async Task<IResult> ActAsync(HttpContext http, IFormCollection form, CancellationToken cancel)
    {
        var (id, now) = (form["report"].ToString(), clock.GetUtcNow());
        if (Requester.Of(PageRequest.ViewerOf(http).Id) is not { } requester || id.Length == 0) return Unknown("Reports are looked after by people.");
        var (isDone, sentence, _) = form["act"].ToString() switch
        {
            "pause" => await desk.PauseAsync(requester, id, now, cancel),
            "resume" => await desk.ResumeAsync(requester, id, now, cancel),
            _ => (false, "Only pausing and resuming is done here.", null),
        };
        return isDone ? Results.LocalRedirect($"{Path}#{Id}") : Unknown(sentence);
    }

    private static RazorComponentResult<NoticePage> Unknown(string sentence) => PageEndpoint.Absent("Nothing was changed", sentence, StatusCodes.Status404NotFound);
}
