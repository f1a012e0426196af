using RevenueBot.Teams.Connector;

namespace RevenueBot.Teams.Places;

internal enum TeamsPlaceKind : short { Personal, Group, Channel }

/// <summary>A conversation as an activity names it.</summary>
/// <param name="Conversation">In a channel with the thread: <c>19:…@thread.tacv2;messageid=…</c>.</param>
internal sealed record TeamsPlace(string ServiceUrl, string Tenant, string Conversation, TeamsPlaceKind Kind)
{
    private const string ThreadMark = ";messageid=";

    /// <summary>The bot as it is known there, <c>28:…</c>.</summary>
    public string Bot { get; init; } = "";

    public string? Team { get; init; }

    public bool IsPersonal => Kind == TeamsPlaceKind.Personal;

    /// <summary>The conversation without a thread: what is stored and what rights are about.</summary>
    public string Root => Conversation.IndexOf(ThreadMark, StringComparison.Ordinal) is >= 0 and var at ? Conversation[..at] : Conversation;

    /// <summary>What belongs together here: a channel's thread, a group chat as a whole; null: the chat with one person.</summary>
    public string? Thread => IsPersonal ? null : Conversation;

    /// <summary>Where a message to the thread goes.</summary>
    public ConnectorAddress Address => new(ServiceUrl, Tenant, Conversation);

    /// <summary>Where people and their roles are looked up.</summary>
    public ConnectorAddress RootAddress => new(ServiceUrl, Tenant, Root);
}

/// <summary>Somebody in Teams.</summary>
/// <param name="Id">As the bot knows them, <c>29:…</c>.</param>
/// <param name="Person">As their directory knows them: the object id of Entra, in small letters; where there is none, the other id.</param>
internal sealed record TeamsUser(string Id, string Person)
{
    public bool IsBot => Id.StartsWith("28:", StringComparison.Ordinal);
}

/// <summary>A conversation as it is kept.</summary>
internal sealed record KnownPlace(string Tenant, string Conversation, TeamsPlaceKind Kind, string ServiceUrl, string BotId, string? UserId, string? Person, string? Team, DateTime? RemovedAt, string? Broken)
{
    /// <summary>Whether anything may be sent there.</summary>
    public bool IsOpen => RemovedAt is null && Broken is null;

    public TeamsPlace Place => new(ServiceUrl, Tenant, Conversation, Kind) { Bot = BotId, Team = Team };
}
