using RevenueBot.Metrics.Health;

namespace RevenueBot.Metrics.Churn.Features;

/// <summary>The health score of the day, and of a week before.</summary>
internal static class HealthFeatures
{
    public const string ScoreName = "health";

    public static IReadOnlyList<ChurnFeature> All { get; } =
    [
        new(ScoreName, ChurnTheme.Health, -1, inputs => Score(inputs.Health.Signals)),
        new("health_change_7", ChurnTheme.Health, -1, inputs => Score(inputs.Health.Signals) - Score(inputs.Health.WeekAgo)),
    ];

    private static double Score(HealthSignals? signals) => signals is not null && HealthScore.Of(signals).Value is { } score ? (double)score : double.NaN;
}
