using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RevenueBot.Chat;
using RevenueBot.Slack;

namespace RevenueBot.Support.Slack;

public sealed partial class FakeSlack
{
    private const int MaxPosts = 5;
    private static readonly TimeSpan _responseUrlLives = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan _triggerLives = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<string, (DateTimeOffset Made, int Posts)> _hooks = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _triggers = new();
    private readonly ConcurrentDictionary<string, FakeFile> _files = new();
    private int _number;

    /// <summary>A fresh response_url, as it would stand in a payload.</summary>
    public string NewResponseUrl()
    {
        var id = $"hook-canary-{Next()}";
        _hooks[id] = (_clock.GetUtcNow(), 0);
        return $"{BaseUrl}/hook/{id}";
    }

    public string NewTrigger()
    {
        var id = $"{Next()}.trigger";
        _triggers[id] = _clock.GetUtcNow();
        return id;
    }

    public IReadOnlyCollection<byte[]> Uploads => [.. _files.Values.Where(f => f.Bytes.Length > 0).Select(f => f.Bytes)];

    /// <summary>Files as they were shown in threads.</summary>
    public ConcurrentQueue<SharedFile> Shared { get; } = new();

    private async Task ApiAsync(HttpContext context, string method)
    {
        var body = await ReadAsync(context.Request);
        var token = context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
        var call = new SlackCall(method, "", body, token, false);
        Func<object> carryOut = method == "oauth.v2.access" ? () => OAuth(body, token)
            : method == "apps.connections.open" ? () => OpenConnection(token)
            : () => Against(token) is { } word ? Refused(word) : method == "auth.test" ? AuthTest(token) : CarryOut(method, body);
        await AnswerAsync(context, call, carryOut, errorStatus: 200);
    }

    private async Task HookAsync(HttpContext context, string id)
    {
        var body = await ReadAsync(context.Request);
        await AnswerAsync(context, new SlackCall("response_url", id, body, "", false), () => Respond(id, body), errorStatus: 404);
    }

    private async Task UploadAsync(HttpContext context, string id)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes);
        await AnswerAsync(context, new SlackCall("upload", id, default, "", false), () => Store(id, bytes.ToArray()), errorStatus: 500);
    }

    private object CarryOut(string method, JsonElement body) => method switch
    {
        "users.info" => UserInfo(body.Text("user")),
        "conversations.info" => ChannelInfo(body.Text("channel")),
        "chat.postMessage" => PostMessage(body),
        "chat.postEphemeral" => AgainstPost(body) ?? Post(body, new { ok = true, message_ts = $"1700000000.{Next():000000}" }),
        "chat.update" => Edit(body),
        "conversations.history" or "conversations.replies" => History(method, body),
        "conversations.open" => Ok(new { ok = true, channel = new { id = Conversation(body.Text("users")) } }),
        "views.open" => OpenView(body),
        "views.update" => View(body),
        "views.publish" => Users.ContainsKey(body.Text("user_id")) ? View(body) : Refused("user_not_found"),
        "chat.unfurl" => Unfurl(body),
        "files.getUploadURLExternal" => NewFile(body),
        "files.completeUploadExternal" => Complete(body),
        "files.info" => FileInfo(body.Text("file")),
        _ => Refused("unknown_method"),
    };

    /// <summary>Why nothing can be written in a channel by its id; a response_url works all the same.</summary>
    private Refusal? AgainstPost(JsonElement body) => !Channels.TryGetValue(body.Text("channel"), out var channel) ? null
        : channel.IsHidden ? Refused("channel_not_found") : channel.IsArchived ? Refused("is_archived") : channel.IsMember ? null : Refused("not_in_channel");

    private object UserInfo(string id) => !Users.TryGetValue(id, out var user) ? Refused("user_not_found") : Ok(new
    {
        ok = true,
        user = new { id, deleted = user.Deleted, is_bot = user.IsBot, is_restricted = user.IsRestricted, is_ultra_restricted = user.IsUltraRestricted, is_stranger = user.IsStranger, team_id = user.TeamId, profile = new { display_name = user.Name ?? "", real_name = user.Name } },
    });

    private object ChannelInfo(string id) => !Channels.TryGetValue(id, out var channel) || channel.IsHidden ? Refused("channel_not_found") : Ok(new
    {
        ok = true,
        channel = new { id, name = channel.Name, is_ext_shared = channel.IsExtShared, is_pending_ext_shared = channel.IsPendingExtShared, is_member = channel.IsMember, is_archived = channel.IsArchived, is_private = channel.IsPrivate, is_org_shared = channel.IsOrgShared },
    });

    private object Respond(string id, JsonElement body)
    {
        if (!_hooks.TryGetValue(id, out var hook)) return Refused("no_such_hook");
        if (_clock.GetUtcNow() - hook.Made > _responseUrlLives) return Refused("expired_url");
        if (hook.Posts >= MaxPosts) return Refused("used_url");
        _hooks[id] = hook with { Posts = hook.Posts + 1 };
        return Post(body, new { ok = true });
    }

    private object Post(JsonElement body, object reply)
    {
        if (!TakesNativeBlocks && body.TryGetProperty("blocks", out var drawn) && drawn.EnumerateArray().Any(block => block.Text("type") is "data_visualization" or "data_table")) return Refused("invalid_blocks", "unsupported type");
        List<string> problems = [.. BlockKit.Problems(body)];
        if (problems.Count > 0) return Bad(problems);
        return body.TryGetProperty("blocks", out var blocks) && blocks.EnumerateArray().Any(HasUnreadyFile)
            ? Refused("invalid_blocks", "invalid slack file [json-pointer:/blocks/0/slack_file]") : reply;
    }

    private bool HasUnreadyFile(JsonElement block) => block.Child("accessory") is { ValueKind: JsonValueKind.Object } accessory && HasUnreadyFile(accessory)
        || block.TryGetProperty("slack_file", out var file) && !(_files.TryGetValue(file.Text("id"), out var known) && known.Looks <= 0);

    private object OpenView(JsonElement body)
    {
        if (!_triggers.TryRemove(body.Text("trigger_id"), out var made)) return Refused("exchanged_trigger_id");
        if (_clock.GetUtcNow() - made > _triggerLives) return Refused("expired_trigger_id");
        var id = $"V{Next()}";
        Openers[id] = body.Text("trigger_id");
        return View(body, id);
    }

    /// <summary>By which trigger a view was opened.</summary>
    public ConcurrentDictionary<string, string> Openers { get; } = new();

    private object View(JsonElement body, string? id = null)
    {
        List<string> problems = [.. BlockKit.ViewProblems(body.GetProperty("view"))];
        return problems.Count > 0 ? Bad(problems) : Ok(new { ok = true, view = new { id = id ?? $"V{Next()}", hash = "1" } });
    }

    private object Unfurl(JsonElement body)
    {
        List<string> problems = [.. body.GetProperty("unfurls").EnumerateObject().SelectMany(link => BlockKit.UnfurlProblems(link.Value))];
        return problems.Count > 0 ? Bad(problems) : body.Text("channel").Length == 0 || body.Text("ts").Length == 0 ? Refused("cannot_find_message") : Ok(new { ok = true });
    }

    private Refusal Bad(List<string> problems)
    {
        problems.ForEach(Problems.Enqueue);
        return Refused("invalid_blocks", [.. problems]);
    }

    private object NewFile(JsonElement body)
    {
        if (body.Text("alt_txt").Length > 1000 || body.Text("filename").Length == 0 || !int.TryParse(body.Text("length"), out var length) || length <= 0)
            return Refused("invalid_arguments");
        var id = $"F{Next():000000000}";
        _files[id] = new FakeFile([], int.MaxValue);
        return Ok(new { ok = true, upload_url = $"{BaseUrl}/upload/{id}", file_id = id });
    }

    private object Store(string id, byte[] bytes)
    {
        if (!_files.ContainsKey(id)) return Refused("file_not_found");
        _files[id] = new FakeFile(bytes, int.MaxValue);
        return Ok($"OK - {bytes.Length}");
    }

    private object Complete(JsonElement body)
    {
        if (body.Text("channel_id") is { Length: > 0 } channel && channel[0] is not ('C' or 'D' or 'G')) return Refused("channel_not_found");
        using var files = JsonDocument.Parse(body.Text("files"));
        foreach (var id in files.RootElement.EnumerateArray().Select(f => f.Text("id")))
        {
            if (!_files.TryGetValue(id, out var file) || file.Bytes.Length == 0) return Refused("file_not_found");
            _files[id] = file with { Looks = FileLooks };
            if (body.Text("thread_ts") is { Length: > 0 } thread) Shared.Enqueue(new SharedFile(body.Text("channel_id"), thread, file.Bytes));
        }

        return Ok(new { ok = true, files = Array.Empty<object>() });
    }

    private object FileInfo(string id)
    {
        if (!_files.TryGetValue(id, out var file)) return Refused("file_not_found");
        if (file.Looks is > 0 and < int.MaxValue) _files[id] = file with { Looks = file.Looks - 1 };
        var isReady = file.Looks <= 0;
        return Ok(new { ok = true, file = new { id, mimetype = isReady ? "image/png" : "", thumb_360 = isReady ? "https://files.example/t" : "" } });
    }

    private static object Ok(object reply) => reply;

    private int Next() => Interlocked.Increment(ref _number);

    private static async Task<JsonElement> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType) return await JsonSerializer.DeserializeAsync<JsonElement>(request.Body);
        var form = await request.ReadFormAsync();
        return JsonSerializer.SerializeToElement(form.ToDictionary(f => f.Key, f => f.Value.ToString()));
    }

    /// <param name="Looks">Looks by files.info until the file can be shown.</param>
    private sealed record FakeFile(byte[] Bytes, int Looks);
}

/// <summary>A file that somebody sees in a thread.</summary>
public sealed record SharedFile(string Channel, string ThreadTs, byte[] Bytes);
