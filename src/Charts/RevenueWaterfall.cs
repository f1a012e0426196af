namespace RevenueBot.Charts;

/// <summary>
/// How MRR came from the opening to the closing value, by movement. Amounts are in major units of one currency and signed:
/// the closing value is their sum with the opening one. A movement of zero gets no row.
/// </summary>
public sealed record RevenueWaterfall
{
    /// <summary>ISO 4217 code of all amounts, for example USD.</summary>
    public required string Currency { get; init; }

    /// <summary>The first day of the period.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day of the period, inside it.</summary>
    public required DateOnly To { get; init; }

    /// <summary>MRR before the first day.</summary>
    public required decimal Opening { get; init; }

    /// <summary>From new customers.</summary>
    public decimal New { get; init; }

    /// <summary>From more of the same customers.</summary>
    public decimal Expansion { get; init; }

    /// <summary>From customers who came back.</summary>
    public decimal Reactivation { get; init; }

    /// <summary>From subscriptions that go on after a pause.</summary>
    public decimal Resumed { get; init; }

    /// <summary>From less of the same customers.</summary>
    public decimal Contraction { get; init; }

    /// <summary>From customers who left.</summary>
    public decimal Churn { get; init; }

    /// <summary>From subscriptions that are paused.</summary>
    public decimal Paused { get; init; }

    /// <summary>From exchange rates.</summary>
    public decimal Fx { get; init; }

    /// <summary>The sum of all movements.</summary>
    public decimal Net => New + Expansion + Reactivation + Resumed + Contraction + Churn + Paused + Fx;

    /// <summary>MRR after the last day.</summary>
    public decimal Closing => Opening + Net;
}
