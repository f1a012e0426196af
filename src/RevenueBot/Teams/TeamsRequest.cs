using System.Text.Json;
using System.Text.Json.Serialization;
using RevenueBot.Teams.Cards;
using RevenueBot.Teams.Connector;
using RevenueBot.Teams.Places;

namespace RevenueBot.Teams;

internal enum TeamsRequestKind { Message, Click, Installed, Removed }

/// <summary>
/// What somebody in Teams wants, or what happened to the bot there: what is stored before the acknowledgement and worked on after it.
/// </summary>
/// <param name="EventId">The same for every delivery of the same thing.</param>
/// <param name="At">When, by the clock of Teams.</param>
internal sealed record TeamsRequest(TeamsRequestKind Kind, string EventId, TeamsPlace Place, TeamsUser User, DateTimeOffset At)
{
    /// <summary>The question as typed; empty for clicks.</summary>
    public string Text { get; init; } = "";

    /// <summary>Who else, and which channels, are mentioned in the question.</summary>
    public IReadOnlyList<TeamsMention>? Mentions { get; init; }

    /// <summary>Of a click what it does.</summary>
    public string? Verb { get; init; }

    /// <summary>What the button carries: a sealed question, or the name of an alert.</summary>
    public string? Value { get; init; }

    /// <summary>The card that was clicked.</summary>
    public string? Card { get; init; }

    /// <summary>What was filled in, by input.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>A post for others was about to be sent: it may be there, and is not sent again.</summary>
    public bool IsPosting { get; init; }

    /// <summary>The team whose channels are meant: it was left, or deleted.</summary>
    public string? WholeTeam { get; init; }

    /// <summary>The card in whose place the answer stands: one in the clicker's own chat that said there was none. Every other card stays.</summary>
    [JsonIgnore]
    public string? Replaces => Place.IsPersonal && Verb == CardVerbs.Retry ? Card : null;

    public string? Field(string input) => Fields?.GetValueOrDefault(input) is { Length: > 0 } value ? value : null;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, OutgoingActivity.Json);

    public static TeamsRequest? FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? null : JsonSerializer.Deserialize<TeamsRequest>(bytes, OutgoingActivity.Json);
}

/// <summary>A person or a channel as a message mentions them.</summary>
/// <param name="Text">As it stands in the question.</param>
/// <param name="Id">Of a person the bot's own id for them, <c>29:…</c>; of a channel its id.</param>
internal sealed record TeamsMention(string Text, string Id, string Name);
