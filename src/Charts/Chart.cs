namespace RevenueBot.Charts;

/// <summary>One drawn chart.</summary>
/// <param name="Svg">A complete SVG document of 1200 × 675, safe to show inline: no style, script, link or image in it.</param>
/// <param name="Title">The finding in words, uncut. Also the picture's caption.</param>
/// <param name="AltText">The figures as plain sentences, at most 1,000 characters.</param>
public sealed record Chart(string Svg, string Title, string AltText)
{
    /// <summary>The longest alternative text that chat platforms take with an uploaded picture.</summary>
    public const int AltTextLimit = 1000;

    /// <summary>Its figures, for clients that draw by themselves; null where they are not one value a point.</summary>
    public ChartPlot? Plot { get; init; }

    /// <summary>What is drawn, its unit and what is special about it: the fullest wording.</summary>
    public string? Subtitle { get; init; }

    /// <summary>What the drawing has to admit ("Opening and closing are cut"); null: nothing.</summary>
    public string? Caveat { get; init; }

    /// <summary>The plot without title, subtitle and footer, for pages that have their own; where it stands on the canvas says <see cref="Print.PictureBlock"/>.</summary>
    internal ChartInside? Inside { get; init; }

    /// <summary>The plot again, for half of a web page; drawn when it is asked for. Null: there is none.</summary>
    internal Lazy<ChartInside>? Half { get; init; }

    /// <summary>The plot again, for a phone; drawn when it is asked for. Null: there is none.</summary>
    internal Lazy<ChartInside>? Slim { get; init; }
}

/// <summary>A plot without title, subtitle and footer.</summary>
/// <param name="Bottom">Where it ends on the canvas: a chart of few rows leaves room below.</param>
/// <param name="Columns">Where its points stand, from left to right; empty where every figure is written.</param>
internal sealed record ChartInside(string Content, double Bottom, IReadOnlyList<double> Columns);
