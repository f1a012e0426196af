namespace RevenueBot.Charts.Svg;

/// <summary>Puts a plot into the frame that all charts share.</summary>
internal static class Framed
{
    /// <summary>Draws title, subtitle and footer, then the plot.</summary>
    /// <param name="chart">Two digits that begin every element id of this kind of chart.</param>
    /// <param name="frame">The caller's colours and words; they win over the chart's own.</param>
    /// <param name="words">What the chart says.</param>
    /// <param name="plot">Draws between the subtitle and the rule; on a narrower page, where only its width is given.</param>
    /// <param name="isWideOnly">It cannot be drawn narrower: nothing but chat and print shows it.</param>
    public static Chart Draw(string chart, ChartFrame frame, ChartWords words, Action<Page> plot, bool isWideOnly = false)
    {
        var page = new Page(chart, frame);
        var title = frame.TitleOr(words.Title);
        page.Head(title, frame.SubtitlesOr(words.Subtitles));
        page.Foot(words.Footers(frame.Footer));
        var inside = Plotted(page, plot);
        return new Chart(page.Svg(title, words.Description), title, words.AltText)
        {
            Plot = words.Plot, Inside = inside, Half = Narrower(Page.HalfWidth), Slim = Narrower(Page.SlimWidth), Subtitle = frame.SubtitlesOr(words.Subtitles)[0],
            Caveat = words.Caveats is [{ Length: > 0 } caveat, ..] ? char.ToUpperInvariant(caveat[0]) + caveat[1..] : null,
        };

        Lazy<ChartInside>? Narrower(int width) => isWideOnly ? null : new(() => Plotted(new Page(chart, frame, width), plot));
    }

    private static ChartInside Plotted(Page page, Action<Page> plot)
    {
        var from = page.Canvas.Mark();
        plot(page);
        return new(page.Canvas.Since(from), page.Canvas.Lowest, page.Columns);
    }
}
