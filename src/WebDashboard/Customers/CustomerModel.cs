using RevenueBot.WebDashboard.Alerts;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.WebDashboard.Customers;

/// <summary>A day that moved what a customer pays.</summary>
/// <param name="After">"MRR $316".</param>
public sealed record TimelineEvent(string Day, string What, string Change, string After, Judgement Judgement);

/// <summary>What weighs on the chance to leave.</summary>
public sealed record RiskReason(Tag Direction, string Text);

/// <summary>An open alert with what can be done about it.</summary>
/// <param name="State">"acknowledged by you", "snoozed until …", "not acknowledged yet".</param>
public sealed record CustomerAlert(AlertLine Line, string State, AlertActions Actions);

/// <summary>Everything about one customer. What the viewer may not see is null.</summary>
public sealed record CustomerModel : IPageModel
{
    /// <summary>The name, or the id.</summary>
    public required string Title { get; init; }

    public required string Lede { get; init; }

    /// <summary>MRR, health, chance to leave, answer to the survey.</summary>
    public required IReadOnlyList<Tile> Tiles { get; init; }

    /// <summary>Plan, since when, owner, country and segment, id.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>Null for who may not see alerts.</summary>
    public IReadOnlyList<CustomerAlert>? Alerts { get; init; }
    public required IReadOnlyList<TimelineEvent> Timeline { get; init; }

    /// <summary>"What moved its MRR, USD, the newest first"</summary>
    public required string TimelineExplain { get; init; }

    /// <summary>The same as a table, for a file.</summary>
    public DataTable? Movements { get; init; }

    /// <summary>What was left out of it.</summary>
    public string? TimelineNote { get; init; }

    public PanelLinks TimelineLinks { get; init; } = new();
    public TablePanel? Health { get; init; }

    /// <summary>What the score is made of, a sentence each.</summary>
    public IReadOnlyList<string> HealthFacts { get; init; } = [];

    /// <summary>How likely within 30, 60 and 90 days, by what.</summary>
    public string? Risk { get; init; }

    public IReadOnlyList<RiskReason> Reasons { get; init; } = [];
    public PicturePanel? Usage { get; init; }
    public required TablePanel Payments { get; init; }
    public required TablePanel Tickets { get; init; }
    public required TablePanel Nps { get; init; }

    public IEnumerable<DataTable> Tables => new[] { Movements, Health?.Table, Usage?.Picture.Table, Payments.Table, Tickets.Table, Nps.Table }.OfType<DataTable>();
}
