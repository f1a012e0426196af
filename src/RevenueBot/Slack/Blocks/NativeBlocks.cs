namespace RevenueBot.Slack.Blocks;

/// <summary>A chart that Slack draws itself (https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block). In messages only.</summary>
internal sealed record ChartBlock(string BlockId, string Title, NativeChart Chart) : Block(BlockId)
{
    public const int MaxTitle = 50;
    public const int MaxPoints = 20;
    public const int MaxLabel = 20;
    public const int MaxAxisLabel = 50;
}

/// <param name="Type">line or bar.</param>
internal sealed record NativeChart(string Type, IReadOnlyList<NativeSeries> Series, NativeAxis AxisConfig);

internal sealed record NativeSeries(string Name, IReadOnlyList<NativePoint> Data);

internal sealed record NativePoint(string Label, decimal Value);

internal sealed record NativeAxis(IReadOnlyList<string> Categories, string? XLabel, string? YLabel);

/// <summary>A table that Slack draws, sorts and pages itself (https://docs.slack.dev/reference/block-kit/blocks/data-table-block).</summary>
internal sealed record DataTableBlock(string BlockId, string Caption, IReadOnlyList<IReadOnlyList<DataCell>> Rows) : Block(BlockId)
{
    /// <summary>The first is the heading.</summary>
    public const int MaxRows = 101;

    public const int MaxColumns = 20;

    /// <summary>Of all cells together.</summary>
    public const int MaxText = 10_000;

    public const int MaxCaption = 200;

    public int PageSize { get; init; } = 10;

    public int RowHeaderColumnIndex { get; init; }
}

/// <param name="Type">raw_text, or raw_number with its value.</param>
internal sealed record DataCell(string Type, string Text)
{
    public decimal? Value { get; init; }
}
