using RevenueBot.Teams.Connector;

namespace RevenueBot.Teams.Places;

/// <summary>Where a message of ours is, so that it can be replaced or answered: its conversation, with the thread it began, and its id.</summary>
internal sealed record PostedActivity(ConnectorAddress Where, string Activity)
{
    private const char Mark = '|';

    /// <summary>Reads <see cref="ToString"/>; null for anything else.</summary>
    public static PostedActivity? Parse(string? text) => text?.Split(Mark) is [{ Length: > 0 } service, { Length: > 0 } tenant, { Length: > 0 } conversation, { Length: > 0 } activity]
        ? new(new(service, tenant, conversation), activity) : null;

    public override string ToString() => string.Join(Mark, Where.ServiceUrl, Where.Tenant, Where.Conversation, Activity);
}
