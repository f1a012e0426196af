using RevenueBot.Metrics;

namespace RevenueBot.Questions.Ratios;

/// <summary>A line between the customers at the start and at the end of a period.</summary>
/// <param name="Label">In tables.</param>
/// <param name="Said">In sentences, after the number.</param>
/// <param name="Of">Losses negative.</param>
internal sealed record CustomerLine(string Label, string Said, MovementKind? Kind, Func<PeriodMrr, int> Of)
{
    public static IReadOnlyList<CustomerLine> All { get; } =
    [
        new("New", "new", MovementKind.New, row => row.NewCustomers),
        new("Returned", "returned", MovementKind.Reactivation, row => row.ReactivatedCustomers),
        new("Resumed", "resumed", MovementKind.Resumed, row => row.ResumedCustomers),
        new("Left", "left", MovementKind.Churn, row => -row.ChurnedCustomers),
        new("Paused", "paused", MovementKind.Paused, row => -row.PausedCustomers),
        new("Other", "moved", null, CustomerLines.Others),
    ];

    public static CustomerLine Left => All[3];
}
