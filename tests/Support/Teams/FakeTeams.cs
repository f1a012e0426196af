using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RevenueBot.Support.Slack;

namespace RevenueBot.Support.Teams;

/// <summary>One call that the bot made.</summary>
/// <param name="Operation"><c>metadata, keys, token, send, reply, update, delete, create, member, members, channels, team</c>.</param>
public sealed record TeamsCall(string Operation, string Conversation, string Activity, JsonElement Body, string Token, bool Accepted)
{
    public string Query { get; init; } = "";

    /// <summary>Whether people get to see something by it.</summary>
    public bool IsMessage => Accepted && Operation is "send" or "reply" or "update" || (Accepted && Operation == "create" && Body.TryGetProperty("activity", out _));

    /// <summary>The card, or the words.</summary>
    public string Text => Message is not { } message ? "" : message.TryGetProperty("text", out var text) ? text.GetString()! : message.GetProperty("attachments")[0].GetProperty("content").GetProperty("speak").GetString()!;

    /// <summary>Everything that is shown, as it was sent.</summary>
    public string Raw => Body.ValueKind == JsonValueKind.Undefined ? "" : Body.GetRawText();

    private JsonElement? Message => Body.ValueKind != JsonValueKind.Object ? null : Operation == "create" ? (Body.TryGetProperty("activity", out var activity) ? activity : null) : Body;

    /// <summary>What the button with this verb carries; null where there is none.</summary>
    public string? ButtonValue(string verb) => Message is { } message && message.TryGetProperty("attachments", out var cards) ? Find(cards, verb) : null;

    private static string? Find(JsonElement element, string verb) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Select(one => Find(one, verb)).FirstOrDefault(found => found is not null),
        JsonValueKind.Object when element.TryGetProperty("verb", out var own) && own.GetString() == verb && element.TryGetProperty("data", out var data) => data.GetProperty("value").GetString(),
        JsonValueKind.Object => element.EnumerateObject().Select(one => Find(one.Value, verb)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    public override string ToString() => $"{Operation} {Conversation} {(Accepted ? "ok" : "refused")}";
}

/// <summary>
/// The Bot Connector, the keys of its issuer and the login on a loopback port, with the limits of the sheet and the ways in which they
/// fail. It records everything; whoever tests asks what people got to see.
/// </summary>
public sealed partial class FakeTeams : IAsyncDisposable
{
    public const string AppId = "8f6c1c2e-5a2f-4c55-9d53-0a5a3f6f0b11";
    public const string Password = "canary-client-secret-4711";
    public const string Tenant = "5d0e7f1a-3a5b-4f2e-8a37-larkspur0000";
    public const string Bot = "28:" + AppId;
    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private readonly CallLog<TeamsCall> _calls = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Fault>> _faults = new();
    private readonly ConcurrentDictionary<string, FakeKey> _keys = new();
    private int _number;

    private FakeTeams(WebApplication app, TimeProvider clock) => (_app, _clock) = (app, clock);

    public string BaseUrl => _app.Urls.First();

    public string ServiceUrl => BaseUrl + "/amer/";

    public string GccServiceUrl => BaseUrl + "/gcc";

    public string MetadataUrl => BaseUrl + "/v1/.well-known/openidconfiguration";

    public string TokenUrl => $"{BaseUrl}/{Tenant}/oauth2/v2.0/token";

    /// <summary>How long its tokens last.</summary>
    public TimeSpan TokenLasts { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Signs what Teams sends.</summary>
    public FakeKey Key { get; private set; } = null!;

    public IReadOnlyList<TeamsCall> Calls => _calls.All;

    /// <inheritdoc cref="CallLog{T}.Watcher"/>
    public Action<TeamsCall>? Watcher { set => _calls.Watcher = value; }

    public IReadOnlyList<TeamsCall> Messages => [.. _calls.All.Where(call => call.IsMessage)];

    /// <summary>Calls with which the bot would have told or asked somebody something: all but those for keys.</summary>
    public IReadOnlyList<TeamsCall> Outbound => [.. _calls.All.Where(call => call.Operation is not ("metadata" or "keys"))];

    public static async Task<FakeTeams> StartAsync(TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        FakeTeams fake = new(builder.Build(), clock ?? TimeProvider.System);
        fake.Rotate(FakeKey.New("key-1", "msteams", "webchat"));
        fake.MapRoutes();
        await fake._app.StartAsync();
        return fake;
    }

    /// <summary>Publishes one key alone, and signs with it from now on.</summary>
    public void Rotate(FakeKey key)
    {
        _keys.Clear();
        _keys[key.Id] = Key = key;
    }

    /// <summary>Publishes a further key.</summary>
    public FakeKey Publish(FakeKey key) => _keys[key.Id] = key;

    /// <summary>A token as Teams would make it now.</summary>
    public FakeToken NewToken() => new(Key, _clock.GetUtcNow()) { ServiceUrl = ServiceUrl };

    /// <summary>Makes the next calls of an operation fail, one fault each.</summary>
    public void Fail(string operation, params Fault[] faults)
    {
        var queue = _faults.GetOrAdd(operation, _ => new());
        foreach (var fault in faults) queue.Enqueue(fault);
    }

    public Task<TeamsCall> WaitForAsync(Func<TeamsCall, bool> fits) => _calls.FirstAsync(fits);

    public Task<TeamsCall> MessageAsync(Func<TeamsCall, bool>? fits = null) => WaitForAsync(call => call.IsMessage && (fits?.Invoke(call) ?? true));

    public int Count(string operation) => Calls.Count(call => call.Operation == operation);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Answers a call: with its fault where one is due, else by carrying it out.</summary>
    private async Task AnswerAsync(HttpContext context, TeamsCall call, Func<Reply> carryOut)
    {
        var fault = _faults.TryGetValue(call.Operation, out var queue) && queue.TryDequeue(out var next) ? next : null;
        if (fault is Fault.Held held)
        {
            held.Reach();
            await held.Until;
            fault = null;
        }

        var reply = fault switch
        {
            Fault.RateLimited => new Reply(429, Wrong("TooManyRequests")),
            Fault.Refused refused => new Reply(refused.Code, Wrong(refused.Word)),
            Fault.Status status => new Reply(status.Code, null),
            Fault.Error error => new Reply(403, new { errorCode = 209, message = JsonSerializer.Serialize(new { subCode = error.Word, details = "blocked" }) }),
            _ => carryOut(),
        };
        _calls.Add(call with { Accepted = reply.Status < 300 });
        if (fault is Fault.DropAfterEffect) { context.Abort(); return; }
        if (fault is Fault.HeldAfterEffect late)
        {
            late.Reach();
            await late.Until;
        }

        if (fault is Fault.RateLimited { Seconds: { } wait }) context.Response.Headers.RetryAfter = $"{wait}";
        if (fault is Fault.Refused { Seconds: { } seconds }) context.Response.Headers.RetryAfter = $"{seconds}";
        context.Response.StatusCode = reply.Status;
        if (reply.Body is not null) await context.Response.WriteAsJsonAsync(reply.Body, reply.Body.GetType());
    }

    private static object Wrong(string code) => new { error = new { code, message = "No." } };

    private int Next() => Interlocked.Increment(ref _number);

    private sealed record Reply(int Status, object? Body);
}
