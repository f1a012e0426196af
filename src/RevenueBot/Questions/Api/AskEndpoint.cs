using Microsoft.AspNetCore.Http.HttpResults;
using RevenueBot.Access.Auditing;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Api;

/// <param name="Text">The question.</param>
/// <param name="AsOf">A day.</param>
/// <param name="KnownAt">A day (all that was known by its end) or a time with its zone.</param>
/// <param name="Reader">The program's own name for whoever reads the answer: a restatement is named to each once. Null: to nobody.</param>
internal sealed record AskRequest(string? Text, string? AsOf, string? KnownAt, string? Reader = null);

/// <summary><c>POST /api/v1/ask</c></summary>
internal static class AskEndpoint
{
    private const int LongestReader = 100;

    public static async Task<IResult> AskAsync(
        HttpRequest http, Asker asker, AccessAudit audit, TimeProvider time, CancellationToken cancel)
    {
        if (await ReadAsync(http, cancel) is not { Text: { } text } request) return Requests.Wrong("Send JSON such as {\"text\": \"/mrr last 6 months\"}.");
        if (request.AsOf is { } day && !Iso.TryDay(day, out _)) return Requests.Wrong("as_of is a day such as 2026-03-31.");
        if (request.KnownAt is { } known && !Iso.IsMoment(known)) return Requests.Wrong("known_at is a day or a time with its zone, such as 2026-04-01T12:00Z.");
        if (request.Reader is { Length: 0 or > LongestReader }) return Requests.Wrong("reader is a name of 1 to 100 characters, or left out.");
        var reader = request.Reader is { } name ? $"api/{name}" : null;
        AskContext context = new(time.GetUtcNow(), request.AsOf, request.KnownAt, reader);
        await audit.WriteAsync(ApiAuditFilter.Entry(http.HttpContext, asker.MetricOf(text, context), context.Now), cancel);
        var answer = await asker.AskAsync(text, context, cancel);
        var reply = TypedResults.Json(AnswerJson.Of(answer), ApiJson.Options);
        return answer.Delivered is { } delivered ? new DeliveredResult(reply, delivered) : reply;
    }

    /// <summary>Null for a body that is not the request as JSON.</summary>
    private static async Task<AskRequest?> ReadAsync(HttpRequest http, CancellationToken cancel)
    {
        try
        {
            return http.HasJsonContentType() ? await http.ReadFromJsonAsync<AskRequest>(ApiJson.Options, cancel) : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
