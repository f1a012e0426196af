using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.WebDashboard.Receipts;

/// <summary>What adds up to a number.</summary>
public sealed record ReceiptModel : IPageModel
{
    /// <summary>The table of all its rows, which only a file holds.</summary>
    public const string Rows = "rows";

    /// <summary>"How MRR of $58,430 on 10 Nov adds up"</summary>
    public required string Finding { get; init; }

    /// <summary>Its formula with the figures put in, and what limits it.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>From the opening to the closing, with counts of rows.</summary>
    public DataTable? Lines { get; init; }

    /// <summary>Definition, sources, as known at.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>The same as a file; null where the viewer may not take rows away.</summary>
    public string? Csv { get; init; }

    /// <summary>All rows as CSV, only when the file is asked for.</summary>
    public string? File { get; init; }

    public IEnumerable<DataTable> Tables => [];
}
