using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Answers;

/// <summary>A key as people know it.</summary>
/// <param name="Order">Columns stand in this order: a plan's tier; equal where there is none.</param>
internal readonly record struct KeyLabel(string Name, int Order)
{
    private const int Unordered = int.MaxValue - 1;

    /// <summary>A customer without a country is counted under "No country".</summary>
    public static KeyLabel Of(Dimension by, string key, KeyName? known) =>
        new(known?.Name ?? (key.Length == 0 ? $"No {Word(by)}" : key), known?.Order ?? Unordered);

    /// <summary>What an answer that is limited to one key is of: "plan Pro", "customers without a country".</summary>
    /// <param name="name">What people call the key.</param>
    public static string Phrase(Filter only, string name) => only.Key.Length == 0 ? $"customers without a {Word(only.By)}" : $"{Word(only.By)} {name}";

    private static string Word(Dimension by) => by.ToString().ToLowerInvariant();
}
