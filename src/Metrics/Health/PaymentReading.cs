using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Health;

/// <summary>How payments stood at an instant.</summary>
public static class PaymentReading
{
    private const int RecoveredDays = 180, DisputedLately = 90, DisputedDays = 365, Grace = 10;

    /// <summary>Null: the customer has no payments on record.</summary>
    /// <param name="items">What runs at the instant: failures of subscriptions that ended are over.</param>
    public static PaymentSignals? Of(IReadOnlyList<PaymentTrace> payments, IReadOnlyList<LiveItem> items, DateTimeOffset at)
    {
        var known = payments.Where(payment => payment.At <= at).OrderBy(payment => payment.At).ThenByDescending(payment => payment.Status).ToList();
        var tried = known.Where(payment => payment.Status is PaymentStatus.Succeeded or PaymentStatus.Failed).ToList();
        if (tried.Count == 0) return null;
        var open = Failing(tried, items);
        DateTimeOffset? since = open.Count > 0 ? open.Min(payment => payment.At) : null;
        foreach (var item in items) if (item.PastDueSince is { } due && !(since <= due)) since = due;
        var recovered = tried.Count(payment => payment.Status == PaymentStatus.Failed && payment.At > at.AddDays(-RecoveredDays)) - open.Count(payment => payment.At > at.AddDays(-RecoveredDays));
        var last = tried.LastOrDefault(payment => payment.Status == PaymentStatus.Succeeded);
        var idle = last == default ? 0 : (at - last.At).Days;
        return new PaymentSignals(
            since is { } failing ? (at - failing).Days : null, open.Count, recovered, Disputes(known, at.AddDays(-DisputedLately), at), Disputes(known, at.AddDays(-DisputedDays), at.AddDays(-DisputedLately)),
            idle, Math.Max(0, idle - Allowed(items)));
    }

    /// <summary>Whether the last try of a running subscription failed, or one is past due: an offer would be out of place.</summary>
    public static bool IsFailing(IReadOnlyList<PaymentTrace> payments, IReadOnlyList<LiveItem> items, DateTimeOffset at) =>
        items.Any(item => item.PastDueSince is not null) || Of(payments, items, at)?.FailingDays is not null;

    /// <summary>Failed tries after the last success, of each running subscription and of payments that name none.</summary>
    private static List<PaymentTrace> Failing(List<PaymentTrace> tried, IReadOnlyList<LiveItem> items) =>
    [
        .. tried.GroupBy(payment => payment.SubscriptionId).Where(group => group.Key is null || items.Any(item => item.State.SubscriptionId == group.Key))
            .SelectMany(group => group.Reverse().TakeWhile(payment => payment.Status == PaymentStatus.Failed)),
    ];

    private static int Disputes(List<PaymentTrace> known, DateTimeOffset after, DateTimeOffset until) =>
        known.Count(payment => payment.Status == PaymentStatus.Disputed && payment.At > after && payment.At <= until);

    /// <summary>Days that may pass between two payments: the shortest billing period, a month of 31 and a year of 366 days, and the grace.</summary>
    private static int Allowed(IReadOnlyList<LiveItem> items) =>
        Grace + items.Select(item => (int)Math.Ceiling(item.CycleDays) + (item.State.Interval == IntervalUnit.Year ? item.State.IntervalCount : 0)).DefaultIfEmpty(int.MaxValue - Grace).Min();
}
