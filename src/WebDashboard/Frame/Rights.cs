namespace RevenueBot.WebDashboard.Frame;

/// <summary>What a viewer may be shown or do, class by class: the same classes as in chat, with the same names and values.</summary>
[Flags]
public enum Rights
{
    None = 0,

    /// <summary>Revenue as a whole, by plan, currency, country and segment.</summary>
    Totals = 1,

    /// <summary>Figures of single customers.</summary>
    Customers = 2,

    /// <summary>Who they are.</summary>
    Names = 4,

    /// <summary>Rows as a file, which leaves the dashboard.</summary>
    Exports = 8,

    /// <summary>Adding annotations, which everybody then sees in charts.</summary>
    Annotate = 16,

    /// <summary>Saying who may see what.</summary>
    Administer = 32,
}

/// <summary>Whoever looks at a page.</summary>
/// <param name="Id">Who that is for the audit log and for acts: <c>slack/T1/U2</c>, <c>terminal</c>.</param>
/// <param name="Name">As the page calls them.</param>
/// <param name="Role">The name of their role.</param>
public sealed record Viewer(string Id, string Name, string Role, Rights Rights)
{
    public bool Has(Rights rights) => (Rights & rights) == rights;
}
