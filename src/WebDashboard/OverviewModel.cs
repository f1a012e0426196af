namespace RevenueBot.WebDashboard;

/// <summary>A labelled figure of the overview, ready to show.</summary>
public sealed record OverviewFigure(string Label, string Value, string? Comparison);

/// <summary>A picture in both themes, with the figures in words.</summary>
public sealed record OverviewChart(string LightSvg, string DarkSvg, string AltText);

/// <summary>Everything the overview shows: the page itself computes nothing.</summary>
public sealed record OverviewModel
{
    public required string Company { get; init; }
    public required string Headline { get; init; }
    public IReadOnlyList<string> Sentences { get; init; } = [];
    public IReadOnlyList<OverviewFigure> Figures { get; init; } = [];
    public IReadOnlyList<OverviewChart> Charts { get; init; } = [];

    /// <summary>Opening, each movement line and closing, so that the shown parts add up to the shown total.</summary>
    public IReadOnlyList<OverviewFigure> Movements { get; init; } = [];

    public required string Footer { get; init; }
}
