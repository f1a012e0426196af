using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace RevenueBot.Charts;

/// <summary>A chart as it stands in a web page: in both themes at once, without the frame that the page has around it, and again for where it has less room.</summary>
public static partial class PageChart
{
    /// <summary>Where a plot begins below the frame's title, and what it has to admit ends.</summary>
    private const int Top = 126, Bottom = 614, Room = 8;

    /// <summary>What is left out at both sides of the full width, where a page has margins of its own.</summary>
    private const int Cut = 36;

    private static readonly FrozenDictionary<string, string> _dark = Pairs().DistinctBy(pair => pair.Light).ToFrozenDictionary(pair => pair.Light, pair => pair.Dark);

    /// <summary>Made once for a chart, however many pages show it, and for as long as the chart is kept.</summary>
    private static readonly ConditionalWeakTable<Chart, ConcurrentDictionary<string, string>> _made = [];

    /// <summary>
    /// The drawings of a chart that was drawn in <see cref="Theme.Light"/>, of classes <c>wide</c>, <c>half</c> and <c>slim</c>: the page shows one of them. Their colours follow
    /// the page's <c>color-scheme</c>, their size the width they are given; <c>data-x</c> says where their points stand. The page says the title and how fresh it is.
    /// </summary>
    /// <param name="name">No other picture of the page has it.</param>
    public static string Inline(Chart chart, string name) => _made.GetOrCreateValue(chart).GetOrAdd(name, static (name, chart) => Make(chart, name), chart);

    /// <summary>Each colour of the light theme with its counterpart: <c>light-dark(#FFFFFF,#141A22)</c> (https://www.w3.org/TR/css-color-5/#light-dark).</summary>
    public static string BothThemes(string svg) =>
        Colour().Replace(svg, match => _dark.TryGetValue(match.Groups[1].Value, out var dark) ? $"=\"light-dark({match.Groups[1].Value},{dark})\"" : match.Value);

    private static string Make(Chart chart, string name)
    {
        var wide = chart.Inside is { } inside ? Document(chart, inside, $"{name}-wide", ("wide", Cut, Svg.Page.Width - 2 * Cut, Math.Min(Bottom, inside.Bottom + Room))) : chart.Svg;
        return BothThemes(wide + Narrower(chart.Half, "half", Svg.Page.HalfWidth) + Narrower(chart.Slim, "slim", Svg.Page.SlimWidth));

        string Narrower(Lazy<ChartInside>? drawing, string kind, int width) => drawing?.Value is { } inside ? Document(chart, inside, $"{name}-{kind}", (kind, 0, width, inside.Bottom + Room)) : "";
    }

    private static string Document(Chart chart, ChartInside inside, string name, (string Class, int Left, int Width, double Bottom) size)
    {
        var columns = inside.Columns.Count == 0 ? "" : $" data-x=\"{string.Join(',', inside.Columns.Select(x => (x - size.Left).ToString("0.#", CultureInfo.InvariantCulture)))}\"";
        var content = Id().Replace(inside.Content, $"$1{name}-").Replace(Trend.Notes.Elsewhere, Trend.Notes.Below, StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"<svg class=\"{size.Class}\" viewBox=\"{size.Left} {Top} {size.Width} {size.Bottom - Top:0.#}\" role=\"img\" aria-label=\"{Svg.Page.Escaped(chart.Title)}\"{columns}>\n{content}</svg>\n");
    }

    private static IEnumerable<(string Light, string Dark)> Pairs() => Colours(Theme.Light).Zip(Colours(Theme.Dark));

    private static string[] Colours(Theme t) =>
    [
        t.Background, t.Surface, t.Text, t.Muted, t.Grid, t.Axis, t.Total, t.New, t.Expansion, t.Reactivation, t.Contraction, t.Churn, t.Other, t.Projection,
        t.Band80, t.Band95, t.Accent, t.Good, t.Bad, t.High, t.Medium, t.Healthy, t.NoData, .. t.Plans, .. t.Ramp,
    ];

    /// <summary>Where a pattern is named and where it is used.</summary>
    [GeneratedRegex("""(id="|url\(#)c\d\d[ld]\d*-""")]
    private static partial Regex Id();

    [GeneratedRegex("=\"(#[0-9A-F]{6})\"")]
    private static partial Regex Colour();
}
