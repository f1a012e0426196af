using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Waterfall;

/// <summary>Rows and the common scale of all bars.</summary>
internal sealed record WaterfallLayout(double Left, double RowHeight, bool IsCut, Scale X)
{
    public const double Top = Page.PlotTop, LabelGap = 14;
    private const double LeastLeft = 232, LabelToBar = 20, Bottom = 600, ShortestRow = 46, TallestRow = 84, TallestBar = 44;

    /// <summary>Px of the shortest total when totals are cut: enough for the zigzag and for a bar on both sides of it.</summary>
    private const double CutStub = 155, SlimStub = 70;

    /// <summary>Totals are cut when the movements would else fill less than this share of the width.</summary>
    private const double LeastShare = 0.5;

    public double BarHeight => Math.Min(RowHeight - 16, TallestBar);

    /// <summary>
    /// Movements always share one true scale. Totals start at zero where that leaves the movements legible; else both are cut.
    /// </summary>
    public static WaterfallLayout Of(Statement statement, Page page)
    {
        var words = new WaterfallWords(statement);
        var labels = new[] { Fonts.Width(words.OpeningLabel, TotalName(page)), Fonts.Width(words.ClosingLabel, TotalName(page)) };
        var left = Math.Max(page.IsSlim ? 0 : LeastLeft, page.Margin + labels.Max() + LabelToBar);
        var height = Math.Clamp((Bottom - Top) / (statement.Movements.Count + 2), ShortestRow, TallestRow);
        var widest = Values(statement).Max(v => Fonts.Width(v.Text, v.IsTotal ? TotalValue(page) : MovementValue(page)));
        var right = page.Right - LabelGap - widest * Fit.Spare;
        var (low, high) = ((double)statement.Running.Min(), (double)statement.Running.Max());
        var cut = Cuts(statement);
        return new WaterfallLayout(left, height, cut, ScaleFor((low, high), (left, right), cut, page.IsSlim ? SlimStub : CutStub));
    }

    /// <summary>True when both totals are drawn shorter than to scale.</summary>
    public static bool Cuts(Statement statement)
    {
        var (low, high) = ((double)statement.Running.Min(), (double)statement.Running.Max());
        return low > 0 && high > low && (high - low) / high < LeastShare;
    }

    public static TextStyle TotalName(Page page) => new(24, page.Theme.Text, 700);

    public static TextStyle TotalValue(Page page) => new TextStyle(26, page.Theme.Text, 700).OverLines;

    public static TextStyle MovementValue(Page page) => new TextStyle(24, page.Theme.Text, 600).OverLines;

    private static Scale ScaleFor((double Low, double High) values, (double Left, double Right) x, bool cut, double stub)
    {
        if (cut) return new Scale(values.Low, values.High, x.Left + stub, x.Right);
        var (low, high) = (Math.Min(0, values.Low), Math.Max(0, values.High));
        return new Scale(low, high > low ? high : low + 1, x.Left, x.Right);
    }

    private static IEnumerable<(string Text, bool IsTotal)> Values(Statement s) =>
    [
        (s.Currency.Exact(s.Opening, s.Decimals), true), (s.Currency.Exact(s.Closing, s.Decimals), true),
        .. s.Movements.Select(m => (s.Currency.Signed(m.Amount, s.Decimals), false)),
    ];
}
