using RevenueBot.Metrics.Churn.Learning;

namespace RevenueBot.Metrics.Churn.Features;

/// <summary>What a model of a window sees: all features, and whether a billing period ends in the window.</summary>
internal static class ChurnColumns
{
    public const string RenewalDue = "renewal_due";

    private static readonly int DaysTo = ChurnFeatures.IndexOf(Renewal.DaysName), Cycle = ChurnFeatures.IndexOf(Renewal.CycleName);

    public static IReadOnlyList<Feature> All { get; } = [.. ChurnFeatures.All.Select(feature => new Feature(feature.Name) { Monotone = feature.Monotone }), new(RenewalDue)];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(feature => feature.Name)];

    public static ChurnTheme ThemeOf(int column) => column < ChurnFeatures.All.Count ? ChurnFeatures.All[column].Theme : ChurnTheme.Renewal;

    public static int IndexOf(string name) => name == RenewalDue ? ChurnFeatures.All.Count : ChurnFeatures.IndexOf(name);

    /// <param name="values">By <see cref="ChurnFeatures.All"/>.</param>
    public static double[] Row(double[] values, int window) => [.. values, Renewal.IsDue(values[DaysTo], values[Cycle], ChurnWindow.Span(window))];
}
