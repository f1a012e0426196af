using System.Text.RegularExpressions;

namespace RevenueBot.Slack;

/// <summary>What somebody typed, out of the text of a message (https://docs.slack.dev/messaging/formatting-message-text).</summary>
internal static partial class SlackText
{
    /// <summary>
    /// Without the bot's own mention, wherever it stands, and with addresses and channels as they were typed: Slack makes a link of a name
    /// such as acme.io by itself. Other people's mentions stay, and mean nothing.
    /// </summary>
    /// <param name="bot">The bot's own id; empty: every mention is taken for it.</param>
    public static string Plain(string text, string bot)
    {
        var spoken = Mention().Replace(text, match => bot.Length == 0 || match.Groups[1].Value == bot ? " " : match.Value);
        if (Note().IsMatch(spoken)) return spoken; // its source is the link, not what the link is called
        return Link().Replace(spoken, match => match.Groups[2].Success ? match.Groups[2].Value : match.Groups[1].Value);
    }

    [GeneratedRegex(@"^\s*/?intel\b", RegexOptions.IgnoreCase)]
    private static partial Regex Note();

    [GeneratedRegex(@"<@([A-Z0-9]+)(?:\|[^>]*)?>")]
    private static partial Regex Mention();

    [GeneratedRegex(@"<(?:mailto:)?((?:https?://)?[^|>@#!\s][^|>\s]*)(?:\|([^>]+))?>")]
    private static partial Regex Link();
}
