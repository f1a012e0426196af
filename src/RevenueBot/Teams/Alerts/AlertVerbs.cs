using RevenueBot.Handling;

namespace RevenueBot.Teams.Alerts;

/// <summary>What the buttons of alert cards do. A value is the opaque name of an alert or of a group's message; rights are checked at the click.</summary>
internal static class AlertVerbs
{
    public const string Acknowledge = "alert.ack", AcknowledgeAll = "alert.ack_group", HandBack = "alert.unack", Snooze = "alert.snooze", Wake = "alert.wake";
    public const string Assign = "alert.assign", AssignToMe = "alert.assign_me", Useful = "alert.useful", NotUseful = "alert.not_useful", UndoFeedback = "alert.undo_feedback", CatchUp = "source.catchup";
    private const string ReasonPrefix = "alert.reason.";

    public static bool IsOne(string? verb) => verb is CatchUp || verb?.StartsWith("alert.", StringComparison.Ordinal) is true;

    public static string Because(string reason) => ReasonPrefix + reason;

    /// <summary>The words of a reason's button; null for any other.</summary>
    public static string? ReasonOf(string? verb) => verb?.StartsWith(ReasonPrefix, StringComparison.Ordinal) is true
        ? ActReplies.Why.FirstOrDefault(reason => reason.Id == verb[ReasonPrefix.Length..]).Words : null;
}
