using System.Globalization;
using System.Text.Json;
using RevenueBot.Chat;
using RevenueBot.Slack;

namespace RevenueBot.Support.Slack;

/// <summary>A message as it stands in a conversation now.</summary>
/// <param name="ThreadTs">The message it is a reply to; null: it stands in the conversation itself.</param>
public sealed record FakeMessage(string Channel, string Ts, string? ThreadTs, JsonElement Body)
{
    /// <summary>How often it was edited.</summary>
    public int Edits { get; init; }

    /// <summary>The metadata of its post: an edit leaves it as it is.</summary>
    public JsonElement Metadata { get; init; }

    public string Text => Body.Text("text");

    public IEnumerable<JsonElement> Blocks => Body.TryGetProperty("blocks", out var blocks) ? blocks.EnumerateArray() : [];

    public string DeliveryId => Metadata.Child("event_payload").Text("delivery_id");
}

/// <summary>The messages that stand in conversations: posted, edited, looked up.</summary>
public sealed partial class FakeSlack
{
    private readonly List<FakeMessage> _board = [];
    private readonly HashSet<string> _deleted = [];

    /// <summary>What people see now, oldest first.</summary>
    public IReadOnlyList<FakeMessage> Board
    {
        get { lock (_board) return [.. _board]; }
    }

    /// <summary>A person deletes a message.</summary>
    public void Delete(string ts)
    {
        lock (_board)
        {
            _board.RemoveAll(message => message.Ts == ts);
            _deleted.Add(ts);
        }
    }

    /// <summary>The conversation that a person's id stands for.</summary>
    private static string Conversation(string channel) => channel.StartsWith('U') ? "D" + channel[1..] : channel;

    private object PostMessage(JsonElement body)
    {
        var ts = string.Create(CultureInfo.InvariantCulture, $"{_clock.GetUtcNow().ToUnixTimeSeconds()}.{Next():000000}");
        var channel = Conversation(body.Text("channel"));
        var reply = AgainstPost(body) ?? Post(body, new { ok = true, channel, ts });
        if (reply is Refusal) return reply;
        var thread = body.Text("thread_ts");
        lock (_board) _board.Add(new(channel, ts, thread.Length > 0 ? thread : null, body) { Metadata = body.Child("metadata") });
        return reply;
    }

    private object Edit(JsonElement body)
    {
        var reply = Post(body, new { ok = true, channel = body.Text("channel"), ts = body.Text("ts") });
        if (reply is Refusal) return reply;
        lock (_board)
        {
            var at = _board.FindIndex(message => message.Ts == body.Text("ts") && message.Channel == body.Text("channel"));
            if (_deleted.Contains(body.Text("ts"))) return Refused("message_not_found");
            if (at >= 0) _board[at] = _board[at] with { Body = body, Edits = _board[at].Edits + 1 };
        }

        return reply;
    }

    private object History(string method, JsonElement body)
    {
        var needed = body.Text("channel").StartsWith('D') ? "im:history" : "channels:history";
        if (!Scopes.Contains(needed, StringComparison.Ordinal)) return Refused("missing_scope");
        var oldest = decimal.Parse(body.Text("oldest"), CultureInfo.InvariantCulture);
        var isThread = method == "conversations.replies";
        var from = int.TryParse(body.Text("cursor"), CultureInfo.InvariantCulture, out var cursor) ? cursor : 0;
        var limit = int.Parse(body.Text("limit"), CultureInfo.InvariantCulture);
        var fitting = Board.Where(message => message.Channel == body.Text("channel") && decimal.Parse(message.Ts, CultureInfo.InvariantCulture) >= oldest
            && (isThread ? message.ThreadTs == body.Text("ts") || message.Ts == body.Text("ts") : message.ThreadTs is null)).OrderByDescending(message => message.Ts, StringComparer.Ordinal).ToList();
        var hasMore = fitting.Count > from + limit;
        return Ok(new
        {
            ok = true, messages = fitting.Skip(from).Take(limit).Select(message => new { type = "message", ts = message.Ts, text = message.Text, metadata = message.Metadata.ValueKind == JsonValueKind.Object ? message.Metadata : (JsonElement?)null }),
            has_more = hasMore, response_metadata = new { next_cursor = hasMore ? $"{from + limit}" : "" },
        });
    }
}
