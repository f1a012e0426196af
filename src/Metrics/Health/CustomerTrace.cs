using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Health;

/// <summary>What one person used of one metric, a bit a day.</summary>
/// <param name="Days">Bit n: used n days before <see cref="HealthMoments.Anchor"/>.</param>
/// <param name="Quantity">In the 28 days up to the newer of two moments.</param>
/// <param name="QuantityBefore">In the 28 days up to the older one.</param>
public sealed record UsageTrace(string User, string Metric, UInt128 Days, decimal Quantity, decimal QuantityBefore);

public readonly record struct TicketTrace(TicketSeverity Severity, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, int? Satisfaction)
{
    public bool IsSevere => Severity >= TicketSeverity.High;

    public bool IsOpenAt(DateTimeOffset at) => OpenedAt <= at && !(ClosedAt <= at);
}

/// <param name="Status">Refunds are left out: they tell nothing of a payment's way.</param>
public readonly record struct PaymentTrace(string? SubscriptionId, PaymentStatus Status, DateTimeOffset At);

/// <summary>The facts of one customer that its health rests on.</summary>
public sealed record CustomerTrace
{
    public required string CustomerId { get; init; }

    /// <summary>In any order, later ones too.</summary>
    public IReadOnlyList<SubscriptionEvent> Events { get; init; } = [];

    public IReadOnlyList<UsageTrace> Usage { get; init; } = [];

    /// <summary>Registered people, bots left out, at the newer and the older moment.</summary>
    public (int Now, int Before) People { get; init; }

    public IReadOnlyList<TicketTrace> Tickets { get; init; } = [];
    public IReadOnlyList<PaymentTrace> Payments { get; init; } = [];
}

/// <summary>An instant, and what the whole company's facts up to it say about the inputs.</summary>
/// <param name="Today">Its local day.</param>
/// <param name="UsageThrough">
/// The last whole day that has usage of anybody: the day before, or up to a week earlier where nothing has arrived since. Null: no usage, or none for longer.
/// </param>
/// <param name="HasTickets">Tickets of anybody were known.</param>
/// <param name="Metrics">What anybody used in the months before: features that were never measured are not missed.</param>
public sealed record HealthMoment(DateTimeOffset At, DateOnly Today, DateOnly? UsageThrough, bool HasTickets, IReadOnlySet<string> Metrics)
{
    public const int LongestSilence = 7;

    /// <param name="lastUse">The last instant of usage of anybody before <paramref name="at"/>.</param>
    public static HealthMoment Of(DateTimeOffset at, CompanyCalendar calendar, DateTimeOffset? lastUse, bool hasTickets, IReadOnlySet<string> metrics)
    {
        var today = calendar.DayOf(at);
        var yesterday = today.AddDays(-1);
        DateOnly? last = lastUse is { } instant ? calendar.DayOf(instant) : null;
        var through = last >= yesterday ? yesterday : last >= yesterday.AddDays(-LongestSilence) ? last : null;
        return new(at, today, through, hasTickets, metrics);
    }
}

/// <summary>A moment and the one a week before, with which it is compared.</summary>
public sealed record HealthMoments(HealthMoment Now, HealthMoment WeekAgo)
{
    /// <summary>Days of usage that are looked at from the anchor back: four weeks, twelve before, and what lies between two anchors.</summary>
    public const int UsageDays = 126;

    public static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>The newest day of usage that counts; null: none does.</summary>
    public DateOnly? Anchor => Now.UsageThrough ?? WeekAgo.UsageThrough;

    /// <summary>Days between the anchor and the last day of usage at a moment.</summary>
    public int ShiftOf(HealthMoment moment) => Anchor is { } anchor && moment.UsageThrough is { } through ? anchor.DayNumber - through.DayNumber : 0;
}
