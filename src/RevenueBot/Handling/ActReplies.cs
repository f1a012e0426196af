using RevenueBot.Alerts.Acting;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Metrics;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Handling;

/// <summary>What is said to a clicker alone, on whatever surface.</summary>
internal static class ActReplies
{
    public const string NotFound = "This alert is over, and a later one may have taken its place. Type /alerts for what is open.";
    public const string Closed = "This alert is closed: nothing was changed.";
    public const string TakenBack = "Taken back: your answer is not counted.";
    public const string CatchesUpByItself = "The bot asks Stripe for what it missed every few minutes by itself. If nothing comes, an administrator runs: backfill stripe";
    public const string NotAllowed = "This person may not see single customers. Choose someone else, or ask an administrator.";
    public const string NoPerson = "Choose a person.";
    public const string NoAct = "Nothing was changed: press one of the buttons.";

    /// <summary>Why it was not snoozed.</summary>
    public static string WrongDay { get; } = $"Choose a day after today, at most {SnoozeTimes.MostDays} days ahead. Nothing was changed.";

    public static string LongNote(int most) => $"A reason or note has at most {most} characters. Nothing was changed.";

    /// <summary>"Snoozed until Tue 17 Nov, 09:00: Payment failed, Brightwater Clinics." On a surface that shows no thread.</summary>
    /// <param name="by">As the surface shows people; the reader is "you".</param>
    public static string Done(PersonAct act, IReadOnlyList<OpenAlert> changed, Func<string, string> by, CompanyCalendar calendar)
    {
        var what = changed is [var one] ? $"{one.Rule.Title}, {one.Facts.Name}" : Format.Counted(changed.Count, "alert");
        return act switch
        {
            PersonAct.Acknowledge => $"Acknowledged: {what}.",
            PersonAct.HandBack => $"Handed back: {what}.",
            PersonAct.Snooze snooze => $"Snoozed until {Days.Moment(snooze.Until, calendar)}: {what}. It wakes early if it gets worse.",
            PersonAct.Wake => $"Woken: {what}.",
            PersonAct.Assign assign => $"Assigned to {by(assign.To)}: {what}.",
            _ => throw new InvalidOperationException("There is no such act."),
        };
    }

    /// <summary>Why an answer was not useful: a second click for who wants.</summary>
    public static IReadOnlyList<(string Id, string Label, string Words)> Why { get; } =
        [("known", "Known already", "known already"), ("wrong", "Figures are wrong", "the figures are wrong"), ("nothing", "Nothing to do", "nothing to do about it")];

    /// <summary>Why an act did nothing.</summary>
    /// <param name="by">Who has acknowledged it, as the surface shows people.</param>
    public static string Of(ActOutcome outcome, PersonAct act, Func<string, string> by) => outcome.Result switch
    {
        ActResult.Closed => Closed,
        ActResult.NotFound => NotFound,
        ActResult.Unchanged when act is PersonAct.Acknowledge && outcome.Alerts[0].Status.Handling.AcknowledgedBy is { } person => $"{by(person)} has it already: nothing was changed.",
        ActResult.Unchanged => "It is so already: nothing was changed.",
        _ => "The alert changed at this moment. Nothing was done: try again.",
    };

    public static string Noted(bool isUseful) => isUseful ? "Noted: useful." : "Noted. This rule fires less for such customers after review.";
}
