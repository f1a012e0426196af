using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Alerting.Signals;

/// <summary>The moment that signals speak of, with what all of them need to know of it.</summary>
/// <param name="Standings">Every customer's ledger up to the moment.</param>
internal sealed record SignalMoment(DateTimeOffset At, FxRates Rates, CompanyCalendar Calendar, Standings Standings)
{
    // Later than any recorded time and earlier than infinity, which current rows are superseded at: now.
    private static readonly DateTimeOffset _always = DateTimeOffset.MaxValue.AddDays(-1);

    /// <summary>The subject of what is measured of the whole company.</summary>
    public const string Company = "company";

    /// <summary>Subscriptions count as they were known then; null: as known now. When other facts were recorded is not kept.</summary>
    public DateTimeOffset? KnownAt { get; init; }

    /// <summary>It is looked back at: what the hourly passes left is of now, and is not used.</summary>
    public bool IsPast { get; init; }

    /// <summary>Of a walk through the past: chances to leave as they would have been told.</summary>
    public PastChurn? Churn { get; init; }

    public IReadOnlyList<SourceState> Sources { get; init; } = [];

    public DateOnly Today => Calendar.DayOf(At);

    /// <summary>What SQL compares recorded times with.</summary>
    public static DateTime Known(DateTimeOffset? knownAt) => (knownAt ?? _always).UtcDateTime;
}
