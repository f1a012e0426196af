using RevenueBot.Alerts.Acting;
using RevenueBot.Handling;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack.Alerts;

/// <summary>What is said to a clicker alone.</summary>
internal static class AlertNotices
{
    private const string ReasonPrefix = "alert.reason.";

    /// <summary>Why an act did nothing.</summary>
    public static Message Of(ActOutcome outcome, PersonAct act) => Private(ActReplies.Of(outcome, act, by => SlackPeople.Show(new(by, by))));

    /// <summary>An answer is one click; why is a second one for who wants.</summary>
    public static Message Noted(string target, bool isUseful, bool asksWhy)
    {
        var text = ActReplies.Noted(isUseful);
        List<Button> buttons = asksWhy ? [.. ActReplies.Why.Select(reason => Button.Of(reason.Label, ReasonPrefix + reason.Id, target))] : [];
        buttons.Add(Button.Of("Undo", AlertActionIds.UndoFeedback, target));
        var message = Private(asksWhy ? $"{text} Why?" : text);
        return message with { Blocks = [message.Blocks[0], new ActionsBlock("why", buttons), message.Blocks[1]] };
    }

    /// <summary>The words of a reason's button; null for any other.</summary>
    public static string? ReasonOf(string? actionId) => actionId?.StartsWith(ReasonPrefix, StringComparison.Ordinal) is true
        ? ActReplies.Why.FirstOrDefault(reason => reason.Id == actionId[ReasonPrefix.Length..]).Words : null;

    /// <param name="text">mrkdwn; what is in it from outside is escaped.</param>
    private static Message Private(string text) => new(text,
        [new SectionBlock("finding", TextObject.Marked(text, SectionBlock.MaxText)), new ContextBlock("foot", [TextObject.Marked("Only you can see this.", SectionBlock.MaxText)])]);
}
