namespace RevenueBot.WebDashboard;

/// <summary>A labelled figure of the overview, ready to show.</summary>
public sealed record OverviewFigure(string Label, string Value, string? Comparison);

/// <summary>A picture, with the figures in words.</summary>
public sealed record OverviewChart(string Svg, string AltText);

/// <summary>A table whose first column is a label and whose shown parts add up to the shown total.</summary>
public sealed record OverviewTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, string? Note);

/// <summary>Everything the overview shows: the page itself computes nothing.</summary>
public sealed record OverviewModel
{
    public required string Company { get; init; }

    /// <summary>What must be read before the figures, for example that data is late; or null.</summary>
    public string? Notice { get; init; }

    public required string Headline { get; init; }
    public IReadOnlyList<string> Sentences { get; init; } = [];
    public IReadOnlyList<OverviewFigure> Figures { get; init; } = [];
    public IReadOnlyList<OverviewChart> Charts { get; init; } = [];
    public OverviewTable? Table { get; init; }
    public required string Footer { get; init; }
}
