using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RevenueBot.Support.Slack;

/// <summary>
/// Slack on a loopback port: the Web API methods the bot calls, response_urls and uploads, with Slack's limits and the ways in
/// which it fails. It records everything; whoever tests asks what people got to see.
/// </summary>
public sealed partial class FakeSlack : IAsyncDisposable
{
    public const string Token = "xoxb-canary-bot-token-4711";
    public const string Team = "T0LARKSPUR";
    public const string AllScopes = "commands,chat:write,app_mentions:read,im:history,im:write,channels:read,groups:read,users:read,files:read,files:write,links:read,links:write,channels:history,groups:history";

    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private readonly CallLog<SlackCall> _calls = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Fault>> _faults = new();

    private FakeSlack(WebApplication app, TimeProvider clock) => (_app, _clock) = (app, clock);

    public string BaseUrl => _app.Urls.First();

    public string ApiBaseUrl => BaseUrl + "/api/";

    public string Scopes { get; set; } = AllScopes;

    /// <summary>Whether this Slack knows data_visualization and data_table.</summary>
    public bool TakesNativeBlocks { get; set; }

    /// <summary>How often files.info says "not yet" for a new file.</summary>
    public int FileLooks { get; set; } = 1;

    public ConcurrentDictionary<string, FakeUser> Users { get; } = new();

    public ConcurrentDictionary<string, FakeChannel> Channels { get; } = new();

    public IReadOnlyList<SlackCall> Calls => _calls.All;

    public IReadOnlyList<SlackCall> Messages => [.. _calls.All.Where(c => c.IsMessage)];

    /// <summary>Every message or view that Slack would have refused for its form.</summary>
    public ConcurrentQueue<string> Problems { get; } = new();

    public static async Task<FakeSlack> StartAsync(TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var fake = new FakeSlack(builder.Build(), clock ?? TimeProvider.System);
        fake._app.UseWebSockets();
        fake._app.MapGet("/link", fake.LinkAsync);
        fake._app.MapPost("/api/{method}", fake.ApiAsync);
        fake._app.MapPost("/hook/{id}", fake.HookAsync);
        fake._app.MapPost("/upload/{id}", fake.UploadAsync);
        await fake._app.StartAsync();
        return fake;
    }

    /// <summary>Makes the next calls of a method fail, one fault each.</summary>
    public void Fail(string method, params Fault[] faults)
    {
        var queue = _faults.GetOrAdd(method, _ => new());
        foreach (var fault in faults) queue.Enqueue(fault);
    }

    /// <summary>The first call that fits, now or later.</summary>
    public Task<SlackCall> WaitForAsync(Func<SlackCall, bool> fits) => _calls.FirstAsync(fits);

    /// <inheritdoc cref="CallLog{T}.Watcher"/>
    public Action<SlackCall>? Watcher { set => _calls.Watcher = value; }

    public Task<SlackCall> MessageAsync(Func<SlackCall, bool>? fits = null) => WaitForAsync(c => c.IsMessage && (fits?.Invoke(c) ?? true));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private Fault? NextFault(string method) => _faults.TryGetValue(method, out var queue) && queue.TryDequeue(out var fault) ? fault : null;

    /// <summary>Answers a call: with its fault where one is due, else by carrying it out.</summary>
    private async Task AnswerAsync(HttpContext context, SlackCall call, Func<object> carryOut, int errorStatus)
    {
        var fault = NextFault(call.Method);
        if (fault is Fault.Held held)
        {
            held.Reach();
            await held.Until;
            fault = null;
        }

        if (fault is Fault.RateLimited limited && limited.Seconds is { } seconds) context.Response.Headers.RetryAfter = $"{seconds}";
        context.Response.Headers["x-oauth-scopes"] = ScopesOf(call.Token);
        var reply = fault switch
        {
            Fault.RateLimited => Refused("ratelimited"),
            Fault.Error error => Refused(error.Word),
            Fault.Status => null,
            _ => carryOut(),
        };
        var accepted = reply is not Refusal and not null;
        _calls.Add(call with { Accepted = accepted });
        if (fault is Fault.DropAfterEffect) { context.Abort(); return; }
        if (fault is Fault.HeldAfterEffect late)
        {
            late.Reach();
            await late.Until;
        }

        context.Response.StatusCode = fault is Fault.RateLimited ? 429 : fault is Fault.Status status ? status.Code : accepted ? 200 : errorStatus;
        if (reply is not null) await context.Response.WriteAsJsonAsync(reply, reply.GetType());
    }

    private static Refusal Refused(string word, params string[] messages) => new(false, word, new { messages });

    private sealed record Refusal(bool ok, string error, object response_metadata);
}

/// <summary>What users.info says of a person.</summary>
public sealed record FakeUser(bool IsRestricted = false, bool IsUltraRestricted = false, bool IsStranger = false, bool IsBot = false, bool Deleted = false, string TeamId = FakeSlack.Team)
{
    /// <summary>What they chose to be called; null: nothing is said of it.</summary>
    public string? Name { get; init; }
}

/// <summary>What conversations.info says of a channel.</summary>
public sealed record FakeChannel(bool IsExtShared = false, bool IsPendingExtShared = false, bool IsMember = true, bool IsArchived = false, bool IsPrivate = false, bool IsOrgShared = false, string Name = "revenue")
{
    /// <summary>Private, and the bot is not in it: to the bot it is not there.</summary>
    public bool IsHidden => IsPrivate && !IsMember;
}
