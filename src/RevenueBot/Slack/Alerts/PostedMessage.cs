namespace RevenueBot.Slack.Alerts;

/// <summary>Where a posted card is: the conversation it is in, which for a person is not the address it was sent to, and its ts.</summary>
internal readonly record struct PostedMessage(string Channel, string Ts)
{
    /// <summary>Reads <see cref="ToString"/>; null for anything else.</summary>
    public static PostedMessage? Parse(string? text) => text?.Split(':') is [{ Length: > 0 } channel, { Length: > 0 } ts] ? new(channel, ts) : null;

    public override string ToString() => $"{Channel}:{Ts}";
}
