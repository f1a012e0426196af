using RevenueBot.Alerts.Rules;

namespace RevenueBot.Reports.Attention;

/// <summary>What alerts of some signals have in common, in words after their customers: "Brightwater Clinics at high churn risk".</summary>
/// <param name="One">After a single customer.</param>
/// <param name="Many">After several.</param>
/// <param name="Decide">What somebody has to be found for: "who calls the customers at high churn risk".</param>
/// <param name="Page">Where several of them are seen.</param>
internal sealed record ConcernKind(string Key, string One, string Many, string Decide, string Page)
{
    private static readonly ConcernKind
        _risk = new("risk", "at high churn risk", "at high churn risk", "who calls the customers at high churn risk", "/customers"),
        _payments = new("payments", "with a failing payment", "with failing payments", "who calls customers with failing payments within a day", "/billing"),
        _cancels = new("cancels", "with a scheduled cancel", "with scheduled cancels", "who asks customers with a scheduled cancel why, before their last day", "/customers"),
        _trials = new("trials", "in a trial that ends unused", "in trials that end unused", "who helps the trials that end unused", "/customers"),
        _downgrades = new("downgrades", "after a big downgrade", "after big downgrades", "who asks what the smaller plan lacks", "/customers"),
        _answers = new("answers", "with an unhappy answer", "with unhappy answers", "who talks to customers with an unhappy answer", "/customers"),
        _mrr = new("mrr", "", "", "", "/revenue");

    /// <summary>Null for what is no concern of its own: offers, the target, and late data.</summary>
    public static ConcernKind? Of(Signal signal) => signal switch
    {
        Signal.Health or Signal.ChurnChance => _risk,
        Signal.FailedPayments => _payments,
        Signal.CancelledShare => _cancels,
        Signal.UnusedTrialDays => _trials,
        Signal.ContractionShare => _downgrades,
        Signal.NpsScore => _answers,
        Signal.MrrChange => _mrr,
        Signal.LimitShare or Signal.TargetOutlook or Signal.SilentHours => null,
    };
}
