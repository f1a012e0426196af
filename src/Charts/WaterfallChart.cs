using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Waterfall;

namespace RevenueBot.Charts;

/// <summary>From opening to closing MRR, one bar a movement, in the order of the identity.</summary>
public static class WaterfallChart
{
    /// <summary>Draws the chart for any state: first month, everything gone, no movements, movements larger than the opening value.</summary>
    /// <exception cref="ArgumentException">The currency is no code, or the period ends before it starts.</exception>
    public static Chart Draw(RevenueWaterfall data, ChartFrame frame)
    {
        var statement = Statement.Of(data);
        var words = new WaterfallWords(statement);
        var page = new Page("02", frame);
        var title = frame.TitleOr(words.Title);
        var layout = WaterfallLayout.Of(statement, page);
        page.Head(title, frame.SubtitlesOr(words.Subtitles));
        page.Foot(WaterfallWords.Footers(frame.Footer, layout.IsCut));
        new WaterfallPlot(page, statement, layout).Draw();
        return new Chart(page.Svg(title, words.AltText), title, words.AltText);
    }
}
