using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace RevenueBot.Charts;

/// <summary>A chart as it stands in a web page: in both themes at once, and without the frame that the page has around it.</summary>
public static partial class PageChart
{
    /// <summary>What is left of the frame's height without title and footer, in px.</summary>
    private const int Top = 126, Height = 488;

    private static readonly FrozenDictionary<string, string> _dark = Pairs().DistinctBy(pair => pair.Light).ToFrozenDictionary(pair => pair.Light, pair => pair.Dark);

    /// <summary>
    /// A chart that was drawn in <see cref="Theme.Light"/>: its colours follow the page's <c>color-scheme</c>, its size the width it is given.
    /// The page says its title and how fresh it is.
    /// </summary>
    public static string Inline(Chart chart) => BothThemes(Frame().Replace(chart.Svg, $"viewBox=\"0 {Top} {Svg.Page.Width} {Height}\"", 1)).Replace(Trend.Notes.Elsewhere, Trend.Notes.Below, StringComparison.Ordinal);

    /// <summary>Each colour of the light theme with its counterpart: <c>light-dark(#FFFFFF,#141A22)</c> (https://www.w3.org/TR/css-color-5/#light-dark).</summary>
    public static string BothThemes(string svg) =>
        Colour().Replace(svg, match => _dark.TryGetValue(match.Groups[1].Value, out var dark) ? $"=\"light-dark({match.Groups[1].Value},{dark})\"" : match.Value);

    private static IEnumerable<(string Light, string Dark)> Pairs() => Colours(Theme.Light).Zip(Colours(Theme.Dark));

    private static string[] Colours(Theme t) =>
    [
        t.Background, t.Surface, t.Text, t.Muted, t.Grid, t.Axis, t.Total, t.New, t.Expansion, t.Reactivation, t.Contraction, t.Churn, t.Other, t.Projection,
        t.Band80, t.Band95, t.Accent, t.Good, t.Bad, t.High, t.Medium, t.Healthy, t.NoData, .. t.Plans, .. t.Ramp,
    ];

    [GeneratedRegex("""width="\d+" height="\d+" viewBox="[\d ]+""" + "\"")]
    private static partial Regex Frame();

    [GeneratedRegex("=\"(#[0-9A-F]{6})\"")]
    private static partial Regex Colour();
}
