using RevenueBot.Access;
using RevenueBot.Alerts;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack;

/// <summary>Messages without figures: refusals, failures, confirmations. All of them for one person alone.</summary>
internal static class SlackNotices
{
    public const string TryAgainShortly = "The answer did not arrive: the database does not reply. Nothing was changed. Try again in a minute.";
    public const string TooMany = "You have asked many questions within a minute. Wait a minute, then ask again.";

    /// <param name="question">The sealed question for "Send it to me"; null: no such offer.</param>
    public static Message Refusal(RefusalWords words, string? question)
    {
        List<Block> blocks = [Section("refusal", $"*{Mrkdwn.Entities(words.Finding)}*\n{Mrkdwn.Entities(words.Then)}")];
        if (question is not null) blocks.Add(new ActionsBlock("next", [SlackActions.DirectButton(question)]));
        blocks.Add(Foot("Only you can see this. Nothing was posted."));
        return new Message(Mrkdwn.Entities($"{words.Finding} {words.Then}"), blocks);
    }

    /// <param name="code">Leads an administrator to the log.</param>
    /// <param name="moment">When, as shown to people.</param>
    /// <param name="question">The sealed question for "Try again"; null: the button that was clicked is still there.</param>
    public static Message Failure(string code, string moment, string? question)
    {
        const string what = "Something in reading the figures failed. Nothing was changed.";
        const string then = "Try again in a minute. If it fails again, give your administrator the code";
        return new Message($"The answer did not arrive. {what} {then} {code}.",
        [
            Section("error", $"*The answer did not arrive.* {what}\n{then} `{code}`."),
            .. question is null ? (Block[])[] : [new ActionsBlock("next", [SlackActions.RetryButton(question)])],
            Foot($"{Mrkdwn.Escape(moment)}. Only you can see this."),
        ]);
    }

    /// <summary>Nothing can be written where somebody asked.</summary>
    public static Message Closed(DeliveryOutcome.Permanent refused) => Plain($"The answer did not arrive: Slack does not let me write in the channel ({refused.Reason}). Nothing was posted. {refused.Advice}");

    /// <summary>One or two plain sentences of our own.</summary>
    public static Message Plain(string text) =>
        new(Mrkdwn.Entities(text), [Section("finding", Mrkdwn.Entities(text)), Foot("Only you can see this.")]);

    private static SectionBlock Section(string id, string text) => new(id, TextObject.Marked(text, SectionBlock.MaxText));

    private static ContextBlock Foot(string text) => new("foot", [TextObject.Marked(text, SectionBlock.MaxText)]);
}
