using RevenueBot.Metrics;

namespace RevenueBot.Questions.Answers;

/// <summary>A key as people know it.</summary>
/// <param name="Order">Columns stand in this order: a plan's tier; equal where there is none.</param>
internal readonly record struct KeyLabel(string Name, int Order)
{
    private const int Unordered = int.MaxValue - 1;

    public static KeyLabel Of(string key, string? name, int? tier) => new(name ?? (key.Length == 0 ? "None" : key), tier ?? Unordered);
}
