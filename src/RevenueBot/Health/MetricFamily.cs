namespace RevenueBot.Health;

internal enum FamilyKind { Gauge, Counter, Histogram }

internal readonly record struct Label(string Name, string Value);

internal sealed record Sample(double Value, params IReadOnlyList<Label> Labels)
{
    /// <summary>What follows the name of the family: <c>_bucket</c>, <c>_sum</c> and <c>_count</c> of a histogram.</summary>
    public string Suffix { get; init; } = "";
}

/// <summary>What is measured by one name.</summary>
/// <param name="Name">Ends with its unit, where it has one; that of a counter is without <c>_total</c>.</param>
/// <param name="Help">One sentence.</param>
internal sealed record MetricFamily(string Name, FamilyKind Kind, string Help, IReadOnlyList<Sample> Samples)
{
    private static readonly string[] _units = ["seconds", "bytes"];

    /// <summary>Null: a number of something.</summary>
    public string? Unit => Array.Find(_units, unit => Name.EndsWith($"_{unit}", StringComparison.Ordinal));

    public static MetricFamily Gauge(string name, string help, params IEnumerable<Sample> samples) => new(name, FamilyKind.Gauge, help, [.. samples]);

    public static MetricFamily Counter(string name, string help, params IEnumerable<Sample> samples) => new(name, FamilyKind.Counter, help, [.. samples]);
}
