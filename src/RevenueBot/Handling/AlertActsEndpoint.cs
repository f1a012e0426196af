using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using RevenueBot.Alerts.Acting;
using RevenueBot.Configuration;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;

namespace RevenueBot.Handling;

/// <summary><c>POST /api/v1/alerts/{id}/ack|snooze|assign|feedback</c>: the same acts as in Slack, for programs. The same twice is once.</summary>
internal sealed class AlertActsEndpoint(AlertActs acts, Company company, TimeProvider time)
{
    private const int LongestText = 200, LongestName = 100;

    public static ProblemHttpResult NotFound => TypedResults.Problem("There is no alert of that id: a later one may have taken its place.", statusCode: StatusCodes.Status404NotFound);

    public async Task<IResult> AcknowledgeAsync(string id, HttpRequest http, CancellationToken cancel)
    {
        if (await ReadAsync<AckRequest>(http, cancel) is not { } request) return Requests.Wrong("Send JSON such as {\"by\": \"Dana\"}, or {}.");
        return By(request.By) is { } by ? await ActAsync(id, new PersonAct.Acknowledge(), by, cancel) : WrongName;
    }

    public async Task<IResult> SnoozeAsync(string id, HttpRequest http, CancellationToken cancel)
    {
        if (await ReadAsync<SnoozeRequest>(http, cancel) is not { } request) return Requests.Wrong("Send JSON such as {\"until\": \"2026-11-17\", \"reason\": \"card promised\"}.");
        if (By(request.By) is not { } by) return WrongName;
        if (request.Reason is { Length: > LongestText }) return Requests.Wrong($"reason has at most {LongestText} characters.");
        if (!Iso.TryDay(request.Until ?? "", out var day) || SnoozeTimes.Morning(day, time.GetUtcNow(), company.Calendar) is not { } until)
            return Requests.Wrong($"until is a day after today, at most {SnoozeTimes.MostDays} days ahead, such as 2026-11-17.");
        return await ActAsync(id, new PersonAct.Snooze(until, request.Reason), by, cancel);
    }

    public async Task<IResult> AssignAsync(string id, HttpRequest http, CancellationToken cancel)
    {
        if (await ReadAsync<AssignRequest>(http, cancel) is not { To: { Length: > 0 and <= LongestName } to } request || to.Any(char.IsControl)) return Requests.Wrong("Send JSON such as {\"to\": \"slack:U012ABCDEF\"}: a person's address, or a name.");
        if (By(request.By) is not { } by) return WrongName;
        return request.Note is { Length: > LongestText } ? Requests.Wrong($"note has at most {LongestText} characters.") : await ActAsync(id, new PersonAct.Assign(to, request.Note), by, cancel);
    }

    public async Task<IResult> FeedbackAsync(string id, HttpRequest http, CancellationToken cancel)
    {
        if (await ReadAsync<FeedbackRequest>(http, cancel) is not { Useful: { } useful } request) return Requests.Wrong("Send JSON such as {\"useful\": false, \"reason\": \"known already\"}.");
        if (By(request.By) is not { } by) return WrongName;
        if (request.Reason is { Length: > LongestText }) return Requests.Wrong($"reason has at most {LongestText} characters.");
        if (!await acts.JudgeAsync(id, useful, request.Reason, by, cancel)) return NotFound;
        return TypedResults.Json(new ActJson(true, [.. (await acts.FindAsync(id, cancel)).Select(alert => AlertEntry.Of(alert, company.Currency))]), ApiJson.Options);
    }

    private static ProblemHttpResult WrongName => Requests.Wrong($"by is a name of 1 to {LongestName} characters, or left out.");

    private async Task<IResult> ActAsync(string id, PersonAct act, string by, CancellationToken cancel)
    {
        var outcome = await acts.DoAsync(id, act, by, cancel);
        return outcome.Result switch
        {
            ActResult.NotFound => NotFound,
            ActResult.Closed => TypedResults.Problem("The alert is closed: nothing was changed.", statusCode: StatusCodes.Status409Conflict),
            ActResult.Busy => TypedResults.Problem("The alert changed at this moment. Nothing was done: try again.", statusCode: StatusCodes.Status409Conflict),
            _ => TypedResults.Json(new ActJson(outcome.Result == ActResult.Done, [.. outcome.Alerts.Select(alert => AlertEntry.Of(alert, company.Currency))]), ApiJson.Options),
        };
    }

    private static string? By(string? name) => name is null ? "api" : name.Length is > 0 and <= LongestName && !name.Any(char.IsControl) ? name : null;

    /// <summary>Null for a body that is not the request as JSON.</summary>
    private static async Task<T?> ReadAsync<T>(HttpRequest http, CancellationToken cancel) where T : class
    {
        try
        {
            return http.HasJsonContentType() ? await http.ReadFromJsonAsync<T>(ApiJson.Options, cancel) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
