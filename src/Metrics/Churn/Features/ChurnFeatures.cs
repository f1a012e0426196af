namespace RevenueBot.Metrics.Churn.Features;

/// <summary>All features, in the order of a row.</summary>
internal static class ChurnFeatures
{
    public static IReadOnlyList<ChurnFeature> All { get; } = [.. TermsFeatures.All, .. UsageFeatures.All, .. SupportFeatures.All, .. PaymentFeatures.All, .. HealthFeatures.All];

    public static int IndexOf(string name)
    {
        for (var i = 0; i < All.Count; i++)
            if (All[i].Name == name) return i;
        throw new ArgumentException($"There is no feature {name}.", nameof(name));
    }
}
