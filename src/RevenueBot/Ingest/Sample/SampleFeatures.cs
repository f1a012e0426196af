namespace RevenueBot.Ingest.Sample;

/// <summary>What the product can do, in the order in which customers discover it. Usage is measured by these names.</summary>
internal static class SampleFeatures
{
    public static IReadOnlyList<string> All { get; } = ["tasks", "boards", "exports", "automations", "api_calls"];

    public static string Json(int tier) => $"[{string.Join(", ", All.Take(2 + tier).Select(f => $"\"{f}\""))}]";
}
