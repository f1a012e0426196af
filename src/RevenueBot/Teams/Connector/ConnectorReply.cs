using System.Text.Json.Serialization;
using RevenueBot.Alerts;

namespace RevenueBot.Teams.Connector;

/// <summary>What became of a call, and what it told.</summary>
/// <param name="Value">Null unless sent.</param>
internal sealed record ConnectorReply<T>(DeliveryOutcome Outcome, T? Value) where T : class;

/// <param name="Id">Of a send the message's id, of a new conversation the conversation's.</param>
internal sealed record CreatedReply(string? Id, string? ActivityId);

/// <summary>Somebody in a conversation.</summary>
/// <param name="Id">The person as this bot knows them, <c>29:…</c>.</param>
/// <param name="AadObjectId">The person as their tenant knows them.</param>
internal sealed record MemberReply(string? Id, string? Name, string? AadObjectId, string? TenantId, string? UserRole, bool IsAnonymous)
{
    /// <summary>An older spelling of <see cref="AadObjectId"/>.</summary>
    public string? ObjectId { get; init; }

    [JsonIgnore]
    public string? Person => AadObjectId ?? ObjectId;
}

internal sealed record MembersReply(IReadOnlyList<MemberReply>? Members, string? ContinuationToken);

/// <param name="MembershipType"><c>standard</c>, <c>private</c> or <c>shared</c>.</param>
internal sealed record ChannelReply(string? Id, string? Name, string? MembershipType, string? Type);

internal sealed record ChannelsReply(IReadOnlyList<ChannelReply>? Conversations);

internal sealed record TeamReply(string? Id, string? Name, string? AadGroupId);
