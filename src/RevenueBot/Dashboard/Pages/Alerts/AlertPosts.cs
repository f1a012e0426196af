using RevenueBot.Alerts.Acting;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Configuration;
using RevenueBot.Handling;
using RevenueBot.Questions.Language;
using RevenueBot.WebDashboard;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard.Pages.Alerts;

/// <summary>What people do about alerts on pages: the same acts as in chat by the same rules, said there too, and noted in the audit log.</summary>
internal sealed class AlertPosts(AlertActs acts, Colleagues colleagues, AlertBoard board, PageAnswers answers, PageAudit audit, Sayings sayings, Company company, TimeProvider clock)
{
    /// <summary>Who may see alerts, and act on them, as in chat.</summary>
    public const Rights Needed = Rights.Customers | Rights.Names;

    /// <summary>The value that gives an alert to the viewer.</summary>
    public const string Me = "me";

    private const int LongestNote = 200;

    private static readonly string[] _fields = ["act", "snooze", "assign"];

    public static void Map(DashboardRoutes routes) => routes.Pages.MapPost("/alerts/{item}", routes.Services.GetRequiredService<AlertPosts>().ActAsync).Needs(Needed);

    private async Task<IResult> ActAsync(string item, HttpContext http, IFormCollection form, CancellationToken cancel)
    {
        var viewer = PageRequest.ViewerOf(http);
        if (_fields.Count(name => form[name].Count == 1) != 1 || await acts.FindAsync(item, cancel) is not { Count: > 0 } alerts)
            return PageEndpoint.Absent("Nothing was changed", ActReplies.NotFound, StatusCodes.Status404NotFound);
        await audit.ActedAsync(viewer, cancel);
        var (sentence, isDone) = await DoAsync(item, form, alerts, viewer, cancel);
        board.Forget();
        answers.Forget(AlertSource.NameOf(item));
        sayings.Say(http, sentence, isDone);
        return Results.LocalRedirect(PageAddress.Back(form["back"].ToString(), PagePaths.Alert(item)));
    }

    private async Task<(string Sentence, bool IsDone)> DoAsync(string item, IFormCollection form, IReadOnlyList<OpenAlert> alerts, Viewer viewer, CancellationToken cancel)
    {
        AlertReader reader = new(viewer, await colleagues.ReadAsync(cancel));
        var by = Doers.Of(viewer.Id);
        if (form["act"].ToString() is "useful" or "not-useful") return await JudgeAsync(item, form, by, cancel);
        var (act, problem) = await ReadAsync(form, alerts, reader, cancel);
        if (act is null) return (problem!, false);
        var outcome = await acts.DoAsync(item, act, by, cancel);
        return outcome.Result == ActResult.Done
            ? (ActReplies.Done(act, outcome.Alerts, reader.NameOf, company.Calendar), true)
            : (ActReplies.Of(outcome, act, who => Questions.Wording.Format.Capital(reader.NameOf(who))), false);
    }

    private async Task<(string Sentence, bool IsDone)> JudgeAsync(string item, IFormCollection form, string by, CancellationToken cancel)
    {
        var (isUseful, why) = (form["act"] == "useful", form["why"].ToString());
        return await acts.JudgeAsync(item, isUseful, isUseful ? null : ActReplies.Why.FirstOrDefault(reason => reason.Id == why).Words, by, cancel) ? (ActReplies.Noted(isUseful), true) : (ActReplies.NotFound, false);
    }

    /// <summary>The act of a form; null: none, and why.</summary>
    private async Task<(PersonAct? Act, string? Problem)> ReadAsync(IFormCollection form, IReadOnlyList<OpenAlert> alerts, AlertReader reader, CancellationToken cancel)
    {
        var note = form["note"].ToString().Trim();
        if (note.Length > LongestNote) return (null, ActReplies.LongNote(LongestNote));
        if (form["snooze"].ToString() is { Length: > 0 } usual)
            return Iso.TryDay(form["day"].ToString() is { Length: > 0 } own ? own : usual, out var day) && SnoozeTimes.Morning(day, clock.GetUtcNow(), company.Calendar) is { } until
                ? (new PersonAct.Snooze(until, note.Length > 0 ? note : null), null) : (null, ActReplies.WrongDay);
        if (form["assign"].ToString() is { Length: > 0 } to) return await AssignAsync(to, note, alerts, reader, cancel);
        return form["act"].ToString() switch
        {
            "ack" => (new PersonAct.Acknowledge(), null),
            "hand-back" => (new PersonAct.HandBack(), null),
            "wake" => (new PersonAct.Wake(), null),
            _ => (null, ActReplies.NoAct),
        };
    }

    /// <summary>To the viewer, who may do this, or to somebody known who may see it.</summary>
    private async Task<(PersonAct? Act, string? Problem)> AssignAsync(string to, string note, IReadOnlyList<OpenAlert> alerts, AlertReader reader, CancellationToken cancel)
    {
        if (to == Me) return reader.Me is { } me ? (new PersonAct.Assign(me, note.Length > 0 ? note : null), null) : (null, ActReplies.NoPerson);
        if (reader.Known.GetValueOrDefault(to) is not { } colleague) return (null, ActReplies.NoPerson);
        return await colleagues.MayHaveAsync(colleague, alerts.Any(ActWords.IsAboutCustomer), cancel) ? (new PersonAct.Assign(to, note.Length > 0 ? note : null), null) : (null, ActReplies.NotAllowed);
    }
}
