using System.Collections.Immutable;
using RevenueBot.Metrics;

namespace RevenueBot.Questions.Answers;

/// <summary>A line of the identity between opening and closing.</summary>
/// <param name="Label">In tables.</param>
/// <param name="Subject">At the start of a sentence.</param>
/// <param name="Always">Shown even where it is 0.</param>
internal sealed record Line(string Label, string Subject, bool Always, Func<PeriodMrr, long> Amount)
{
    /// <summary>Customers behind the line, where it is made of whole customers.</summary>
    public Func<PeriodMrr, int>? Customers { get; private init; }

    /// <summary>The ledger's name of the line; null for exchange rates, which no row holds.</summary>
    public MovementKind? Kind => Enum.TryParse<MovementKind>(Label, out var kind) ? kind : null;

    /// <summary>In the order of the identity.</summary>
    public static ImmutableArray<Line> All { get; } =
    [
        new("New", "New customers", true, row => row.New) { Customers = row => row.NewCustomers },
        new("Expansion", "Expansion", true, row => row.Expansion),
        new("Reactivation", "Returning customers", true, row => row.Reactivation),
        new("Resumed", "Resumed subscriptions", false, row => row.Resumed),
        new("Contraction", "Contraction", true, row => row.Contraction),
        new("Churn", "Churn", true, row => row.Churn) { Customers = row => row.ChurnedCustomers },
        new("Paused", "Paused subscriptions", false, row => row.Paused),
        new("Exchange rates", "Exchange rates", false, row => row.Fx),
    ];

    /// <summary>Contraction, churn, paused: never above 0.</summary>
    public bool IsLoss => Label is "Contraction" or "Churn" or "Paused";

    /// <summary>The lines' amounts, rounded so that with the shown opening they give the shown closing.</summary>
    public static IReadOnlyList<long> ShownAmounts(PeriodMrr row, Wording.MoneyFormat money) =>
        Rounding.ShownParts([.. All.Select(line => line.Amount(row))], money.Change(row.Opening, row.Closing), money.Unit);
}
