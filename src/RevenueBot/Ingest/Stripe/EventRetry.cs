using RevenueBot.Metrics.Storage;

namespace RevenueBot.Ingest.Stripe;

/// <summary>
/// When an event that could not be applied is tried again. What lies outside of it, such as an outage of Stripe, says nothing about
/// the event, so only time ends that: an outage of a weekend must lose nothing. What the event itself is to blame for will hardly
/// mend, and a person should hear of it within the hour.
/// </summary>
internal static class EventRetry
{
    internal const int MaxFailures = 12;
    internal static readonly TimeSpan LongestFailing = TimeSpan.FromDays(3);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Waits as long again as it has been failing, 2 seconds at least and an hour at most; null: it is given up.</summary>
    /// <param name="isItsOwn">The event is to blame for the failure that has just happened, which is not yet counted in <paramref name="message"/>.</param>
    public static DateTimeOffset? Next(InboxMessage message, bool isItsOwn, DateTimeOffset now)
    {
        var failing = now - (message.FailingSince ?? now);
        if (failing >= LongestFailing || (isItsOwn && message.Failures + 1 >= MaxFailures)) return null;
        return now + (failing < FirstWait ? FirstWait : failing > LongestWait ? LongestWait : failing);
    }
}
