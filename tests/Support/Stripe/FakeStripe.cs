using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RevenueBot.Support.Stripe;

/// <summary>
/// A Stripe data server on loopback: newest first, 100 at most, cursors, expansion to four levels, <c>status=all</c>; and the
/// ways in which the real one fails.
/// </summary>
public sealed class FakeStripe : IAsyncDisposable
{
    public const string Key = "rk_test_51FakeCanaryKey0000";
    private static readonly HashSet<string> _lists =
        ["coupons", "products", "prices", "customers", "subscriptions", "invoices", "charges", "refunds", "credit_notes", "disputes", "events", "subscription_items"];

    private readonly WebApplication _app;
    private int _requests;

    private FakeStripe(StripeWorld world, WebApplication app) => (World, _app) = (world, app);

    public StripeWorld World { get; }
    public FakeStripeFaults Faults { get; } = new();
    public Uri Address => new(_app.Urls.First());
    public int Requests => _requests;

    /// <summary>Path and query of every request, in order of arrival.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public static async Task<FakeStripe> StartAsync(StripeWorld world)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var fake = new FakeStripe(world, app);
        app.Run(fake.AnswerAsync);
        await app.StartAsync();
        return fake;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref _requests);
        Log.Enqueue(context.Request.Path + context.Request.QueryString);
        Faults.OnRequest?.Invoke(number);
        if (Faults.Delay > TimeSpan.Zero) await Task.Delay(Faults.Delay, context.RequestAborted);
        if (Faults.Take(number) is { } fault) await FailAsync(context, fault);
        else await WriteAsync(context, Route(context.Request));
    }

    private static async Task FailAsync(HttpContext context, int fault)
    {
        if (fault == 0)
        {
            context.Abort();
            return;
        }

        if (fault == 429) context.Response.Headers["Stripe-Rate-Limited-Reason"] = "global-rate";
        await WriteAsync(context, Error(fault, "api_error", "Something went wrong."));
    }

    private (int Status, JsonObject Body) Route(HttpRequest request)
    {
        if (Faults.KeyIsRolled || request.Headers.Authorization != $"Bearer {Key}") return Error(401, "invalid_request_error", $"Invalid API Key provided: {Key[..8]}****");
        if (request.Headers["Stripe-Version"] != "2026-07-29.dahlia") return Error(400, "invalid_request_error", "No Stripe-Version.");
        var parts = request.Path.Value!.Trim('/').Split('/');
        if (request.Method != "GET" || parts is not ["v1", var list, ..] || !_lists.Contains(list)) return Error(404, "invalid_request_error", "Unrecognized request URL.");
        if (Faults.Forbidden.Contains(list)) return Error(403, "invalid_request_error", $"The provided key does not have the required permissions. Having the 'rak_{list.TrimEnd('s')}_read' permission would allow this request to continue.");
        string[] expand = [.. request.Query["expand[]"].Select(e => e!)];
        if (expand.Any(e => e.Split('.').Length > 4)) return Error(400, "invalid_request_error", "You cannot expand more than 4 levels of a property.");
        return parts.Length switch
        {
            2 => StripeLists.Page(Select(list, request.Query), request.Query, item => StripeExpansion.Fold(item, [.. expand.Where(e => e.StartsWith("data.", StringComparison.Ordinal)).Select(e => e[5..])])),
            3 => World.Find(list, parts[2]) is { } found ? (200, StripeExpansion.Fold(found, expand)) : Error(404, "invalid_request_error", $"No such {list}: '{parts[2]}'"),
            _ => StripeLists.Page([.. ((JsonArray)World.Find(list, parts[2])!["all_lines"]!).Select(l => (JsonObject)l!.DeepClone())], request.Query, item => item),
        };
    }

    private IReadOnlyList<JsonObject> Select(string list, IQueryCollection query)
    {
        if (list == "subscription_items")
            return [.. ((JsonArray)World.Find("subscriptions", query["subscription"]!)!["all_items"]!).Select(i => (JsonObject)i!.DeepClone())];
        var items = World.All(list);
        if (list == "subscriptions" && query["status"] != "all") items = [.. items.Where(s => (string?)s["status"] != "canceled")];
        if (query.TryGetValue("created[gte]", out var since)) items = [.. items.Where(i => (long?)i["created"] >= long.Parse(since!, System.Globalization.CultureInfo.InvariantCulture))];
        return items;
    }

    internal static (int, JsonObject) Error(int status, string type, string message) =>
        (status, new JsonObject { ["error"] = new JsonObject { ["type"] = type, ["message"] = message } });

    private static Task WriteAsync(HttpContext context, (int Status, JsonObject Body) answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["Request-Id"] = "req_fake";
        return context.Response.WriteAsync(answer.Body.ToJsonString());
    }
}
