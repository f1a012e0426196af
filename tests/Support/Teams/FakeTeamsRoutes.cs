using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RevenueBot.Support.Teams;

public sealed partial class FakeTeams
{
    private const int MostUnits = 50 * 1024;

    /// <summary>People by id, <c>29:…</c>, in whichever conversation they are looked for.</summary>
    public ConcurrentDictionary<string, FakeMember> Members { get; } = new();

    /// <summary>Channels by id.</summary>
    public ConcurrentDictionary<string, FakeTeamsChannel> Channels { get; } = new();

    /// <summary>Of these a tenant is served elsewhere.</summary>
    public bool IsGccTenant { get; set; }

    /// <summary>Bytes that may be sent; some hosts take less than they say.</summary>
    public int MostTaken { get; set; } = MostUnits;

    private void MapRoutes()
    {
        _app.MapGet("/v1/.well-known/openidconfiguration", context => AnswerAsync(context, Call("metadata"), () =>
            new(200, new { issuer = "https://api.botframework.com", jwks_uri = $"{BaseUrl}/v1/.well-known/keys", id_token_signing_alg_values_supported = new[] { "RS256" } })));
        _app.MapGet("/v1/.well-known/keys", context => AnswerAsync(context, Call("keys"), () => new(200, new { keys = _keys.Values.Select(key => key.Published).ToArray() })));
        _app.MapPost("/{tenant}/oauth2/v2.0/token", TokenAsync);
        foreach (var host in (string[])["amer", "gcc"])
        {
            _app.MapPost($"/{host}/v3/conversations", context => ServeAsync(context, "create", Create));
            _app.MapPost($"/{host}/v3/conversations/{{c}}/activities", context => ServeAsync(context, "send", Post));
            _app.MapPost($"/{host}/v3/conversations/{{c}}/activities/{{a}}", context => ServeAsync(context, "reply", Post));
            _app.MapPut($"/{host}/v3/conversations/{{c}}/activities/{{a}}", context => ServeAsync(context, "update", Post));
            _app.MapDelete($"/{host}/v3/conversations/{{c}}/activities/{{a}}", context => ServeAsync(context, "delete", _ => new(200, null)));
            _app.MapGet($"/{host}/v3/conversations/{{c}}/members/{{a}}", context => ServeAsync(context, "member", Member));
            _app.MapGet($"/{host}/v3/conversations/{{c}}/pagedmembers", context => ServeAsync(context, "members", PagedMembers));
            _app.MapGet($"/{host}/v3/teams/{{c}}/conversations", context => ServeAsync(context, "channels", call => new(200, new { conversations = Channels.Where(one => one.Value.Team is not { } team || team == call.Conversation).Select(one => new { id = one.Key, name = one.Value.Name, membershipType = one.Value.Kind }).ToArray() })));
            _app.MapGet($"/{host}/v3/teams/{{c}}", context => ServeAsync(context, "team", call => new(200, new { id = call.Conversation, name = "Revenue", aadGroupId = "g" })));
        }
    }

    private async Task TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var call = Call("token") with { Body = JsonSerializer.SerializeToElement(form.ToDictionary(field => field.Key, field => field.Value.ToString())) };
        await AnswerAsync(context, call, () => form["client_secret"] == Password && form["client_id"] == AppId && form["grant_type"] == "client_credentials" && form["scope"] == "https://api.botframework.com/.default"
            ? new(200, new { token_type = "Bearer", expires_in = (int)TokenLasts.TotalSeconds, access_token = $"canary-access-token-{Next()}" })
            : new(401, new { error = "invalid_client", error_description = "AADSTS7000215: Invalid client secret provided." }));
    }

    private async Task ServeAsync(HttpContext context, string operation, Func<TeamsCall, Reply> carryOut)
    {
        using StreamReader reader = new(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        var call = Call(operation) with
        {
            Conversation = Uri.UnescapeDataString($"{context.Request.RouteValues["c"]}"),
            Activity = Uri.UnescapeDataString($"{context.Request.RouteValues["a"]}"),
            Body = text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text),
            Query = context.Request.QueryString.Value ?? "",
            Token = context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal),
        };
        var isElsewhere = IsGccTenant && context.Request.Path.StartsWithSegments("/amer");
        await AnswerAsync(context, call, () => call.Token.StartsWith("canary-access-token", StringComparison.Ordinal) is false ? new(401, new { message = "Authorization has been denied for this request." })
            : isElsewhere ? new(403, Wrong("InvalidBotApiHost")) : text.Length > MostTaken ? new(413, Wrong("MessageSizeTooBig")) : carryOut(call));
    }

    private Reply Create(TeamsCall call)
    {
        if (call.Body.TryGetProperty("channelData", out var channel) && call.Body.TryGetProperty("activity", out _))
            return new(201, new { id = $"{channel.GetProperty("channel").GetProperty("id").GetString()};messageid={Next()}", activityId = $"{_number}" });
        var members = call.Body.TryGetProperty("members", out var list) ? list.EnumerateArray().Select(one => one.GetProperty("id").GetString()!).ToList() : [];
        return members is [['2', '9', ':', ..] only] ? new(201, new { id = $"a:{only[3..]}" }) : new(400, Wrong("BadSyntax"));
    }

    private Reply Post(TeamsCall call) => call.Body.TryGetProperty("text", out _) == call.Body.TryGetProperty("attachments", out _)
        ? new(400, Wrong("BadSyntax")) : new(201, new { id = $"m{Next()}" });

    private Reply Member(TeamsCall call) => Members.TryGetValue(call.Activity, out var known) && known.Places is null ? new(200, known.Shown(call.Activity)) : In(call.Conversation).FirstOrDefault(one => one.Key == call.Activity || one.Value.AadObjectId == call.Activity) is { Value: { } found } entry
        ? new(200, found.Shown(entry.Key)) : new(404, Wrong("MemberNotFoundInConversation"));

    /// <summary>One on the first page, the others on the second.</summary>
    private Reply PagedMembers(TeamsCall call)
    {
        var all = In(call.Conversation).Where(one => one.Value.IsInRoster).Select(one => one.Value.Shown(one.Key)).ToList();
        return call.Query.Contains("continuationToken", StringComparison.Ordinal)
            ? new(200, new { members = all.Skip(1).ToArray() }) : new(200, new { members = all.Take(1).ToArray(), continuationToken = all.Count > 1 ? "more" : null });
    }

    private IEnumerable<KeyValuePair<string, FakeMember>> In(string conversation) =>
        Members.Where(one => one.Value.Places is not { } places || places.Contains(conversation)).OrderBy(one => one.Key, StringComparer.Ordinal);

    private static TeamsCall Call(string operation) => new(operation, "", "", default, "", false);
}

/// <summary>What the connector says of a person.</summary>
public sealed record FakeMember(string AadObjectId, string Name = "Ana", string Role = "user", string TenantId = FakeTeams.Tenant, bool IsAnonymous = false)
{
    /// <summary>The conversations they are in; null: all of them.</summary>
    public string[]? Places { get; init; }

    /// <summary>Found by their id, and not among those who are listed: they are no reason of their own for whom a place is for.</summary>
    public bool IsInRoster { get; init; } = true;

    internal object Shown(string id) => new { id, name = Name, aadObjectId = AadObjectId, objectId = AadObjectId, tenantId = TenantId, userRole = Role, isAnonymous = IsAnonymous };
}

/// <summary>What the connector says of a channel.</summary>
/// <param name="Team">Null: whichever team is asked for.</param>
public sealed record FakeTeamsChannel(string? Name = "Revenue", string Kind = "standard", string? Team = null);
