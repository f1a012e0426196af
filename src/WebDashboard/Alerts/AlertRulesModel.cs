using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.WebDashboard.Alerts;

/// <summary>What is silent, and what was.</summary>
/// <param name="Ids">By row of the table; null where it is over.</param>
/// <param name="Lengths">How long a new one may last.</param>
public sealed record SilencePanel(TablePanel Panel, IReadOnlyList<string?> Ids, IReadOnlyList<Choice> Lengths, string PostTo, string EndTo);

/// <summary>The rules of alerts as they are set, what holds messages back, and silences.</summary>
public sealed record AlertRulesModel : IPageModel
{
    public required string Lede { get; init; }
    public required IReadOnlyList<ListTab> Tabs { get; init; }
    public required TablePanel Rules { get; init; }

    /// <summary>Where what is posted.</summary>
    public required IReadOnlyList<Fact> Channels { get; init; }

    /// <summary>Quiet hours, budget, groups, escalation, and which rules wait for others.</summary>
    public required IReadOnlyList<Fact> Policy { get; init; }

    public required SilencePanel Silences { get; init; }

    public IEnumerable<DataTable> Tables => [Rules.Table, Silences.Panel.Table];
}
