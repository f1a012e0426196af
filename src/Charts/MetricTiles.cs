namespace RevenueBot.Charts;

/// <summary>Up to four metrics at a glance.</summary>
public sealed record MetricTiles
{
    /// <summary>The day of all values.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The day that they are compared with; null when nothing is compared.</summary>
    public DateOnly? Before { get; init; }

    /// <summary>In order of importance; the title names the first one. Tiles without a single answer are not drawn.</summary>
    public required IReadOnlyList<MetricTile> Tiles { get; init; }
}

/// <summary>One metric.</summary>
/// <param name="Name">For example "ARPA per month".</param>
/// <param name="Measure">What it is measured in.</param>
/// <param name="Value">Null where it is undefined; then the note says why.</param>
public sealed record MetricTile(string Name, Measure Measure, decimal? Value)
{
    /// <summary>The value that it is compared with; null leaves the change out.</summary>
    public decimal? Before { get; init; }

    /// <summary>False where up is bad, such as churn; null where neither is.</summary>
    public bool? HigherIsBetter { get; init; } = true;

    /// <summary>One line below: the target range, or what the value is made of. A tile with a target needs none.</summary>
    public string? Note { get; init; }

    /// <summary>The value that is to be reached, drawn as a bar; above zero.</summary>
    public decimal? Target { get; init; }

    /// <summary>Earlier values, oldest first, the shown one last; empty draws no line.</summary>
    public IReadOnlyList<decimal?> Trend { get; init; } = [];

    /// <summary>Answers behind a survey's score; 0 hides the tile, null is no survey.</summary>
    public int? Answers { get; init; }

    /// <summary>The margin of a survey's score: 15 for ±15.</summary>
    public decimal? Margin { get; init; }
}
