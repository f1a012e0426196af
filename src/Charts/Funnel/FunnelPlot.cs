using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Funnel;

/// <summary>Draws one bar a step on a track as long as the first one, and between the bars what was lost.</summary>
internal sealed class FunnelPlot(Page page, FunnelTable funnel)
{
    private const double Top = 170, Bottom = 606, Gap = 20, LeastLeft = 290, MostLeft = 420, MostLeftSlim = 230, FarthestRight = 910;
    private const double TallestPitch = 110, LeastGap = 34, BarShare = 0.61, ThinnestBar = 3, Radius = 4;

    private readonly Canvas _canvas = page.Canvas;
    private readonly Theme _theme = page.Theme;
    private readonly TextStyle _name = new(24, page.Theme.Text, 600);
    private readonly TextStyle _count = new(30, page.Theme.Text, 700);
    private readonly TextStyle _share = new(24, page.Theme.Muted);

    private double Pitch => Math.Min((Bottom - Top) / (funnel.Steps.Count - 1 + BarShare), TallestPitch);

    private double BarHeight => Math.Min(Pitch * BarShare, Pitch - LeastGap);

    private double Left => Math.Clamp(page.Margin + Gap + funnel.Steps.Max(s => Fonts.Width(SafeText.Clean(s.Name), _name)) * Fit.Spare, page.IsSlim ? 0 : LeastLeft, page.IsSlim ? MostLeftSlim : MostLeft);

    private double Right
    {
        get
        {
            var counts = Fonts.Width(Counts.Digits(funnel.Started), _count);
            var shares = Fonts.Width(Percent.One(1), _share);
            return Math.Min(FarthestRight, page.Right - (counts + shares) * Fit.Spare - 2 * Gap);
        }
    }

    public void Draw()
    {
        _canvas.Text(new(page.Right, 152), "of all trials", page.Small.End);
        for (var i = 0; i < funnel.Steps.Count; i++)
        {
            Step(i, Top + Pitch * i);
            if (i > 0) Loss(i, Top + Pitch * i);
        }
    }

    private void Step(int i, double top)
    {
        var middle = top + BarHeight / 2;
        var (left, right) = (Left, Right);
        _canvas.Text(new(left - Gap, middle + 9), Fit.Cut(SafeText.Clean(funnel.Steps[i].Name), _name, left - Gap - page.Margin), _name.End);
        _canvas.Rect(new Box(left, top, right, top + BarHeight), new Paint(_theme.Grid), Radius);
        if (funnel.Steps[i].Count > 0)
        {
            var length = Math.Max(ThinnestBar, (right - left) * (double)funnel.ShareOfAll(i));
            var colour = i == funnel.Steps.Count - 1 ? _theme.New : _theme.Total;
            _canvas.Rect(new Box(left, top, left + length, top + BarHeight), new Paint(colour), Math.Min(Radius, length / 2));
        }

        _canvas.Text(new(right + Gap, middle + 10), Counts.Digits(funnel.Steps[i].Count), _count);
        _canvas.Text(new(page.Right, middle + 10), Percent.One(funnel.ShareOfAll(i)), _share.End);
    }

    private void Loss(int i, double top)
    {
        var style = i == funnel.Worst ? new TextStyle(22, _theme.Bad, 600) : page.Small;
        var gap = Pitch - BarHeight;
        var text = funnel.Lost(i) == 0 ? "none lost" : "▼ " + funnel.Loss(i);
        _canvas.Text(new(Left + 2, top - gap / 2 + 8), text, style);
    }
}
