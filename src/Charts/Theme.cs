namespace RevenueBot.Charts;

/// <summary>
/// The colours of one theme, as #RRGGBB. One colour per meaning on every chart. Text colours reach a WCAG contrast
/// of 4.5 on <see cref="Surface"/>, marks that carry data reach 3; grid, bands and the cohort ramp are below that on purpose.
/// </summary>
public sealed record Theme
{
    /// <summary>Dark marks on white. Colours that differ in the dark theme differ here too, if by a hair: a page turns one into the other.</summary>
    public static Theme Light { get; } = new()
    {
        Name = "light",
        Background = "#F4F6F8",
        Surface = "#FFFFFF",
        Text = "#131A24",
        Muted = "#556171",
        Grid = "#E3E7EC",
        Axis = "#7A8594",
        Total = "#14233F",
        New = "#12784A",
        Expansion = "#3D8BF2",
        Reactivation = "#5B2A8C",
        Contraction = "#CF720A",
        Churn = "#A11530",
        Other = "#7A8595",
        Projection = "#5B6F94",
        Band80 = "#C3CEE2",
        Band95 = "#E2E8F2",
        Accent = "#1D5FC4",
        Good = "#0E6E43",
        Bad = "#A11531",
        High = "#A11532",
        Medium = "#CC740A",
        Healthy = "#0E7A88",
        NoData = "#7A8593",
        Plans = ["#14233F", "#8A3413", "#2E74A2", "#C8790A"],
        Ramp = ["#EAF1FA", "#C9DDF2", "#9CC2E7", "#659FD6", "#3579BD", "#1D569A", "#0F3569"],
    };

    /// <summary>Light marks on a near-black blue.</summary>
    public static Theme Dark { get; } = new()
    {
        Name = "dark",
        Background = "#0B0F14",
        Surface = "#141A22",
        Text = "#F1F4F8",
        Muted = "#A6B1C0",
        Grid = "#29323E",
        Axis = "#758295",
        Total = "#F1F4F8",
        New = "#46B97A",
        Expansion = "#B5D0FB",
        Reactivation = "#9558E8",
        Contraction = "#F7C66B",
        Churn = "#DB4A62",
        Other = "#7F8B9B",
        Projection = "#A9B8D3",
        Band80 = "#3A4A66",
        Band95 = "#243044",
        Accent = "#6BA4F5",
        Good = "#5FD49A",
        Bad = "#FF8093",
        High = "#E8536B",
        Medium = "#F7BD62",
        Healthy = "#3FB6C4",
        NoData = "#7F8B9B",
        Plans = ["#F1F4F8", "#B8603A", "#6FA8DC", "#F7C66B"],
        Ramp = ["#1C2836", "#21405F", "#255A8C", "#2C70AE", "#5A9BD8", "#93C2EC", "#CFE4F8"],
    };

    private Theme()
    {
    }

    /// <summary>"light" or "dark".</summary>
    public required string Name { get; init; }

    /// <summary>Page and tile behind charts.</summary>
    public required string Background { get; init; }

    /// <summary>The ground of a chart.</summary>
    public required string Surface { get; init; }

    /// <summary>Titles, values, the zero line.</summary>
    public required string Text { get; init; }

    /// <summary>Subtitle, ticks, footer.</summary>
    public required string Muted { get; init; }

    /// <summary>Hairlines, decoration only.</summary>
    public required string Grid { get; init; }

    /// <summary>Baselines, tick marks, connectors.</summary>
    public required string Axis { get; init; }

    /// <summary>Total MRR, opening and closing.</summary>
    public required string Total { get; init; }

    /// <summary>New MRR.</summary>
    public required string New { get; init; }

    /// <summary>Expansion MRR.</summary>
    public required string Expansion { get; init; }

    /// <summary>Reactivation MRR.</summary>
    public required string Reactivation { get; init; }

    /// <summary>Contraction MRR.</summary>
    public required string Contraction { get; init; }

    /// <summary>Churned MRR.</summary>
    public required string Churn { get; init; }

    /// <summary>Resumed, paused and currency; drawn as an outline.</summary>
    public required string Other { get; init; }

    /// <summary>Projected values and context series.</summary>
    public required string Projection { get; init; }

    /// <summary>The 80% band.</summary>
    public required string Band80 { get; init; }

    /// <summary>The 95% band.</summary>
    public required string Band95 { get; init; }

    /// <summary>The one highlighted thing.</summary>
    public required string Accent { get; init; }

    /// <summary>Text of a change for the better.</summary>
    public required string Good { get; init; }

    /// <summary>Text of a change for the worse.</summary>
    public required string Bad { get; init; }

    /// <summary>Health below 30.</summary>
    public required string High { get; init; }

    /// <summary>Health from 30 to 60.</summary>
    public required string Medium { get; init; }

    /// <summary>Health above 60.</summary>
    public required string Healthy { get; init; }

    /// <summary>Health that cannot be told.</summary>
    public required string NoData { get; init; }

    /// <summary>Four plan lines, in order of value.</summary>
    public required IReadOnlyList<string> Plans { get; init; }

    /// <summary>Seven equal steps of retention, from 60% or less to 100%.</summary>
    public required IReadOnlyList<string> Ramp { get; init; }
}
