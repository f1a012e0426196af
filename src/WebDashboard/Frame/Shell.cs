using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.WebDashboard.Frame;

/// <summary>What stands around every page.</summary>
public sealed record Shell
{
    public required string Company { get; init; }
    public required Viewer Viewer { get; init; }
    public required PageAddress Address { get; init; }

    /// <summary>"light" or "dark" as the viewer chose; null follows their system.</summary>
    public string? Theme { get; init; }

    /// <summary>The number of the newest event that the page's figures hold; null: it does not listen.</summary>
    public long? Seen { get; init; }

    /// <summary>The value of the field that every form to be posted needs.</summary>
    public required string FormToken { get; init; }

    /// <summary>How many alerts are open; null where the viewer may not see alerts.</summary>
    public int? OpenAlerts { get; init; }

    /// <summary>"Data through Tue 10 Nov 2026, 17:40 New York · Stripe · USD · default definitions"</summary>
    public required string Freshness { get; init; }

    /// <summary>What is wrong with the data and what is still right; null: nothing.</summary>
    public Banner? Stale { get; init; }

    /// <summary>What the form before this page did; null: there was none.</summary>
    public Banner? Said { get; init; }

    /// <summary>What the filters offer.</summary>
    public required FilterChoices Choices { get; init; }

    /// <summary>The addresses of all pages that there are.</summary>
    public IReadOnlySet<string> Pages { get; init; } = new HashSet<string>();
}

/// <summary>A value of a filter.</summary>
/// <param name="Value">As it stands in the address; empty is the usual one.</param>
public sealed record Choice(string Value, string Label);

/// <summary>The values that each filter offers; the first one is the usual one.</summary>
public sealed record FilterChoices(IReadOnlyList<Choice> Periods, IReadOnlyList<Choice> Plans, IReadOnlyList<Choice> Segments, IReadOnlyList<Choice> Currencies);

/// <summary>The filters that a page takes.</summary>
[Flags]
public enum Filters
{
    None = 0,
    Period = 1,
    Plan = 2,
    Segment = 4,
    Currency = 8,
    All = Period | Plan | Segment | Currency,
}

/// <summary>Reads what stands around a page.</summary>
public delegate Task<Shell> ReadShell(PageRequest request, string formToken, CancellationToken cancel);
