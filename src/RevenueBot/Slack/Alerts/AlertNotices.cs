using RevenueBot.Alerts.Acting;
using RevenueBot.Handling;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack.Alerts;

/// <summary>What is said to a clicker alone.</summary>
internal static class AlertNotices
{
    public const string NotFound = "This alert is over, and a later one may have taken its place. Type /alerts for what is open.";
    public const string Closed = "This alert is closed: nothing was changed.";
    public const string TakenBack = "Taken back: your answer is not counted.";
    public const string CatchesUpByItself = "The bot asks Stripe for what it missed every few minutes by itself. If nothing comes, an administrator runs: backfill stripe";
    private const string Busy = "The alert changed at this moment. Nothing was done: try again.";
    private const string ReasonPrefix = "alert.reason.";

    private static readonly (string Id, string Label, string Words)[] _reasons =
        [("known", "Known already", "known already"), ("wrong", "Figures are wrong", "the figures are wrong"), ("nothing", "Nothing to do", "nothing to do about it")];

    /// <summary>Why an act did nothing.</summary>
    public static Message Of(ActOutcome outcome, PersonAct act) => outcome.Result switch
    {
        ActResult.Closed => SlackNotices.Plain(Closed),
        ActResult.NotFound => SlackNotices.Plain(NotFound),
        ActResult.Unchanged when act is PersonAct.Acknowledge && outcome.Alerts[0].Status.Handling.AcknowledgedBy is { } by => Private($"{SlackPeople.Show(new(by, by))} has it already: nothing was changed."),
        ActResult.Unchanged => SlackNotices.Plain("It is so already: nothing was changed."),
        _ => SlackNotices.Plain(Busy),
    };

    /// <summary>An answer is one click; why is a second one for who wants.</summary>
    public static Message Noted(string target, bool isUseful, bool asksWhy)
    {
        var text = isUseful ? "Noted: useful." : "Noted. This rule fires less for such customers after review.";
        List<Button> buttons = asksWhy ? [.. _reasons.Select(reason => Button.Of(reason.Label, ReasonPrefix + reason.Id, target))] : [];
        buttons.Add(Button.Of("Undo", AlertActionIds.UndoFeedback, target));
        var message = Private(asksWhy ? $"{text} Why?" : text);
        return message with { Blocks = [message.Blocks[0], new ActionsBlock("why", buttons), message.Blocks[1]] };
    }

    /// <summary>The words of a reason's button; null for any other.</summary>
    public static string? ReasonOf(string? actionId) => actionId?.StartsWith(ReasonPrefix, StringComparison.Ordinal) is true
        ? _reasons.FirstOrDefault(reason => reason.Id == actionId[ReasonPrefix.Length..]).Words : null;

    /// <param name="text">mrkdwn; what is in it from outside is escaped.</param>
    private static Message Private(string text) => new(text,
        [new SectionBlock("finding", TextObject.Marked(text, SectionBlock.MaxText)), new ContextBlock("foot", [TextObject.Marked("Only you can see this.", SectionBlock.MaxText)])]);
}
