namespace RevenueBot.Metrics.Health;

/// <summary>How one component moved.</summary>
/// <param name="Points">Points gained (or lost, below 0); null where its input was missing at one of both times.</param>
/// <param name="Because">The fact that moved most, as it is now.</param>
public sealed record ComponentChange(HealthComponent Component, decimal? Points, string Because);

/// <summary>What changed between two scores of one customer.</summary>
/// <param name="Points">Of the whole score; null where one of both is missing.</param>
/// <param name="Components">Those that moved, the largest move first.</param>
public sealed record HealthChange(decimal? Before, decimal? Points, IReadOnlyList<ComponentChange> Components)
{
    private const decimal Noticeable = 0.05m;

    public static HealthChange Between(HealthScore before, HealthScore now) => new(
        before.Value, now.Value - before.Value,
        [.. before.Components.Zip(now.Components, Between).OfType<ComponentChange>().OrderByDescending(change => Math.Abs(change.Points ?? 0)).ThenBy(change => change.Component)]);

    private static ComponentChange? Between(ComponentScore before, ComponentScore now)
    {
        if (before.Points is { } from && now.Points is { } to) return Math.Abs(to - from) < Noticeable ? null : new(now.Component, to - from, Cause(before, now, to - from));
        if (before.Points is null == now.Points is null) return null;
        return new(now.Component, null, now.Missing ?? $"known again: {now.Parts[0].Fact}");
    }

    /// <summary>The part that moved most in the direction of its component.</summary>
    private static string Cause(ComponentScore before, ComponentScore now, decimal moved)
    {
        var kinds = before.Parts.Concat(now.Parts).Select(part => part.Kind).Distinct();
        var cause = kinds.MaxBy(kind => Math.Sign(moved) * (LostBy(before, kind) - LostBy(now, kind)));
        return now.Parts.FirstOrDefault(part => part.Kind == cause)?.Fact ?? $"no longer: {before.Parts.First(part => part.Kind == cause).Fact}";
    }

    private static decimal LostBy(ComponentScore score, HealthPartKind kind) => score.Parts.Where(part => part.Kind == kind).Sum(part => part.Lost);
}
