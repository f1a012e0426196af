using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Sample;

/// <summary>What happened to one customer, as it is written down while its life goes on.</summary>
internal sealed class SampleRecord
{
    public List<SubscriptionEvent> Events { get; } = [];

    public List<Payment> Payments { get; } = [];

    /// <summary>The days on which the product could be used, with the largest plan of the day.</summary>
    public List<(DateOnly Day, SamplePlan Plan)> Days { get; } = [];

    /// <summary>Days on which the customer decided to leave.</summary>
    public List<DateOnly> Farewells { get; } = [];
}
