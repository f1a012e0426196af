using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Questions.Answers;

/// <summary>A key as people know it.</summary>
/// <param name="Order">Columns stand in this order: a plan's tier; equal where there is none.</param>
internal readonly record struct KeyLabel(string Name, int Order)
{
    private const int Unordered = int.MaxValue - 1;

    /// <summary>A customer without a country is counted under "No country".</summary>
    public static KeyLabel Of(Dimension by, string key, KeyName? known) =>
        new(known?.Name ?? (key.Length == 0 ? $"No {by.ToString().ToLowerInvariant()}" : key), known?.Order ?? Unordered);
}
