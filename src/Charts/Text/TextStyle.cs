namespace RevenueBot.Charts.Text;

internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>How a text looks. The smallest size on a chart is 22: that is 6.6 px when a chat shows it 360 wide.</summary>
/// <param name="Size">Font size in px.</param>
/// <param name="Fill">A colour of the theme.</param>
/// <param name="Weight">400, 600 or 700.</param>
internal sealed record TextStyle(double Size, string Fill, int Weight = 400)
{
    public const double Smallest = 22;

    public Anchor Anchor { get; init; }

    /// <summary>Letter spacing in em.</summary>
    public double Spacing { get; init; }

    /// <summary>An outline in the surface colour for text over lines.</summary>
    public bool Halo { get; init; }

    public TextStyle End => this with { Anchor = Anchor.End };

    public TextStyle Middle => this with { Anchor = Anchor.Middle };

    public TextStyle OverLines => this with { Halo = true };
}
