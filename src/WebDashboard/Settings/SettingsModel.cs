using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.WebDashboard.Settings;

/// <summary>Names with their values, in a frame.</summary>
public sealed record FactPanel(string Title, string Explain, IReadOnlyList<Fact> Facts, string? Foot = null);

/// <summary>A report that goes somewhere again and again.</summary>
/// <param name="Id">What its form sends.</param>
/// <param name="Next">Its next runs, or that it is paused.</param>
public sealed record ReportLine(string Id, string What, string Where, string Next, string By, bool IsPaused);

/// <summary>The reports that the viewer may look after, each with a form that pauses or resumes it.</summary>
/// <param name="Table">The same as rows.</param>
public sealed record ReportsPanel(string Explain, IReadOnlyList<ReportLine> Reports, DataTable Table, PanelLinks Links, string Foot);

/// <summary>What the bot is set to, and how fresh everything is. What the viewer may not see is null.</summary>
public sealed record SettingsModel : IPageModel
{
    /// <summary>The company, its time zone, currency and week.</summary>
    public required string Lede { get; init; }

    public required TablePanel Sources { get; init; }

    /// <summary>What is computed ahead, how often, and when last.</summary>
    public required TablePanel Refreshed { get; init; }

    public required ReportsPanel Reports { get; init; }
    public TablePanel? Channels { get; init; }
    public required FactPanel Definitions { get; init; }
    public TablePanel? Profiles { get; init; }
    public TablePanel? Targets { get; init; }
    public TablePanel? Rates { get; init; }
    public TablePanel? Access { get; init; }
    public TablePanel? Roles { get; init; }

    public IEnumerable<DataTable> Tables =>
        new[] { Sources.Table, Refreshed.Table, Reports.Table, Channels?.Table, Profiles?.Table, Targets?.Table, Rates?.Table, Access?.Table, Roles?.Table }.OfType<DataTable>();
}
