using System.Text.Json;
using System.Text.Json.Serialization;

namespace RevenueBot.Slack;

internal enum SlackRequestKind { Command, Click, Mention, DirectMessage, Uninstalled, Submission, Home, Unfurl }

/// <summary>A workspace, and the installation by whose right the bot acts there: its own, or that of its organization.</summary>
internal readonly record struct SlackHome(string Installation, string Workspace);

/// <summary>
/// What somebody in Slack wants, whichever way it came: what is stored before the acknowledgement and worked on after it.
/// </summary>
/// <param name="EventId">The same for every delivery of the same thing.</param>
internal sealed record SlackRequest(SlackRequestKind Kind, string EventId, string Workspace, string User, string Channel)
{
    /// <summary>The question as typed; empty for clicks.</summary>
    public string Text { get; init; } = "";

    /// <summary>Where to answer a command or click. A secret: gone when the request is done.</summary>
    public Uri? ResponseUrl { get; init; }

    /// <summary>Opens a form, once, within three seconds.</summary>
    public string? TriggerId { get; init; }

    /// <summary>The thread in which the bot was mentioned or clicked.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>It asks for nothing: where it fails, nobody is told.</summary>
    [JsonIgnore]
    public bool IsQuiet => Kind is SlackRequestKind.Home or SlackRequestKind.Unfurl;

    /// <summary>The message in which the bot was mentioned, or that holds a link.</summary>
    public string? Ts { get; init; }

    /// <summary>The thread that answers to a mention stand in: its own, or the one that begins with it; null outside of any.</summary>
    public string? Thread => ThreadTs ?? (Kind == SlackRequestKind.Mention ? Ts : null);

    /// <summary>Of a click the button, of a submission the form.</summary>
    public string? ActionId { get; init; }

    /// <summary>What the button or the form carries.</summary>
    public string? Value { get; init; }

    /// <summary>What was filled in, by block; of shared links each address.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>The person comes from another workspace than the one the app is installed in.</summary>
    public bool IsForeign { get; init; }

    /// <summary>The organization that the app is installed for as a whole; null: it is installed in the workspace itself.</summary>
    public string? Enterprise { get; init; }

    /// <summary>When it happened, as Slack says; null where it does not.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>The installation by whose right it is answered.</summary>
    [JsonIgnore]
    public string Installation => Enterprise ?? Workspace;

    [JsonIgnore]
    public SlackHome Home => new(Installation, Workspace);

    /// <summary>The click was made on the person's own page.</summary>
    public bool IsOnHome { get; init; }

    /// <summary>An earlier try began to post the answer for everybody and did not come to its end: it is not posted again.</summary>
    public bool MayBePosted { get; init; }

    /// <summary>Nobody else reads it: a direct message, or, where the channel is the person, their page or a form on top of one.</summary>
    public bool IsDirect => Channel.StartsWith('D') || Channel == User;

    /// <summary>What was filled in there; null where nothing was.</summary>
    public string? Field(string block) => Fields?.GetValueOrDefault(block) is { Length: > 0 } value ? value : null;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, SlackJson.Options);

    public static SlackRequest? FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? null : JsonSerializer.Deserialize<SlackRequest>(bytes, SlackJson.Options);
}
