using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack;

/// <summary>A message for a response_url. Both switches are always said: Slack's defaults differ between commands and clicks.</summary>
internal sealed record ResponseMessage(string ResponseType, bool ReplaceOriginal, string Text, IReadOnlyList<Block> Blocks)
{
    /// <summary>For the asker alone.</summary>
    public static ResponseMessage Private(Message message, bool replaces = false) => new("ephemeral", replaces, message.Text, message.Blocks);

    /// <summary>For everybody in the channel.</summary>
    public static ResponseMessage Public(Message message) => new("in_channel", false, message.Text, message.Blocks);
}
