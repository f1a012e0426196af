namespace RevenueBot.Metrics.Churn.Features;

/// <summary>What a customer has bought, and how that moved.</summary>
internal static class TermsFeatures
{
    private const int Month = 30, Quarter = 91, HalfYear = 182;
    private const double LargestGrowth = 2;

    public static IReadOnlyList<ChurnFeature> All { get; } =
    [
        new("tenure_days", ChurnTheme.Terms, inputs => inputs.Today.DayNumber - inputs.Terms.PaidSince!.Value.DayNumber),
        new("mrr", ChurnTheme.Terms, inputs => (double)inputs.MrrAt(inputs.Today) / 1_000_000),
        new("mrr_change_30", ChurnTheme.Terms, inputs => Change(inputs, Month)),
        new("mrr_change_91", ChurnTheme.Terms, inputs => Change(inputs, Quarter)),
        new("plan_tier", ChurnTheme.Terms, Tier),
        new("seats", ChurnTheme.Terms, inputs => inputs.Main is { } main ? (double)main.State.Quantity : double.NaN),
        new("discount", ChurnTheme.Terms, Discount),
        new("downgrades_182", ChurnTheme.Terms, Downgrades),
        new("cycle_days", ChurnTheme.Renewal, inputs => inputs.Main is { } main ? (double)main.CycleDays : double.NaN),
        new(Renewal.DaysName, ChurnTheme.Renewal, inputs => inputs.Main is { } main ? Renewal.DaysTo(main, inputs.At) : double.NaN),
    ];

    /// <summary>As a fraction; NaN for who did not pay then.</summary>
    private static double Change(ChurnInputs inputs, int days)
    {
        var before = inputs.MrrAt(inputs.Today.AddDays(-days));
        return before <= 0 ? double.NaN : Math.Min(LargestGrowth, (double)((inputs.MrrAt(inputs.Today) - before) / before));
    }

    private static double Tier(ChurnInputs inputs) =>
        inputs.Terms.Items.Max(item => inputs.Rules.Health.Plans.Find(item.State.PlanId)?.Tier) ?? double.NaN;

    /// <summary>Share of the list price that is not asked.</summary>
    private static double Discount(ChurnInputs inputs)
    {
        var gross = inputs.GrossAt(inputs.Today);
        return gross <= 0 ? double.NaN : (double)((gross - inputs.MrrAt(inputs.Today)) / gross);
    }

    /// <summary>Days with contraction.</summary>
    private static double Downgrades(ChurnInputs inputs) => inputs.Terms.Rows
        .Where(row => row.Kind == MovementKind.Contraction && row.Amount != 0 && row.Day > inputs.Today.AddDays(-HalfYear)).Select(row => row.Day).Distinct().Count();
}
