using RevenueBot.Alerts.Acting;

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
