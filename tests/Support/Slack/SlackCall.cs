using System.Text.Json;
using RevenueBot.Chat;
using RevenueBot.Slack;

namespace RevenueBot.Support.Slack;

/// <summary>One call the bot made.</summary>
/// <param name="Method">The Web API method, <c>response_url</c> or <c>upload</c>.</param>
/// <param name="Target">The id of the response_url or file; else empty.</param>
/// <param name="Token">The bearer token it carried; empty for none.</param>
/// <param name="Accepted">Whether Slack carried it out.</param>
public sealed record SlackCall(string Method, string Target, JsonElement Body, string Token, bool Accepted)
{
    private static readonly string[] _messages = ["response_url", "chat.postMessage", "chat.postEphemeral", "chat.update"];

    /// <summary>A message a person got to see.</summary>
    public bool IsMessage => Accepted && _messages.Contains(Method);

    public string Text => Body.Text("text");

    public IEnumerable<JsonElement> Blocks => Body.TryGetProperty("blocks", out var blocks) ? blocks.EnumerateArray() : [];

    public bool HasPicture => Blocks.Any(b => b.Text("type") == "image");

    /// <summary>The value of a button in this message.</summary>
    public string ButtonValue(string actionId) => Buttons.Single(b => b.Text("action_id") == actionId).Text("value");

    public IEnumerable<JsonElement> Buttons => Blocks.Where(b => b.Text("type") == "actions").SelectMany(b => b.GetProperty("elements").EnumerateArray());
}
