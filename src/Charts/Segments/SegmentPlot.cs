using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Segments;

/// <summary>Draws one row a segment: its name, two bars on one scale, its risk.</summary>
internal sealed class SegmentPlot(Page page, SegmentTable table)
{
    private const double Head = 158, Top = 176, Bottom = 608, TallestRow = 92, BarLeft = 440, BarRight = 880, NameRoom = BarLeft - 72;
    private const double RiskLeft = 1008, CustomerBar = 16, MrrBar = 24, Least = 3, LabelGap = 12, Swatch = 18;

    private readonly Canvas _canvas = page.Canvas;
    private readonly Theme _theme = page.Theme;
    private readonly SegmentWords _words = new(table);

    private double Pitch => Math.Min((Bottom - Top) / table.Rows.Count, TallestRow);

    /// <summary>The longest bar fills the room: 100% would leave most of it empty where there are many segments.</summary>
    private Scale X => new(0, (double)Math.Max(1, table.CustomerShares.Concat(table.MrrShares).Max()), BarLeft, BarRight);

    public void Draw()
    {
        _canvas.Text(new(page.Margin, Head), "Segment", page.Small);
        var next = Key(BarLeft, _theme.Projection, "% of customers");
        Key(next + 28, _theme.Total, "% of MRR");
        if (table.Rows.Any(r => r.Risk != SegmentRisk.None)) _canvas.Text(new(RiskLeft, Head), "Churn risk", page.Small);
        for (var i = 0; i < table.Rows.Count; i++) Row(i, Top + Pitch * i);
    }

    private double Key(double left, string colour, string text)
    {
        _canvas.Rect(new Box(left, Head - 16.5, left + Swatch, Head + 1.5), new Paint(colour), 3);
        _canvas.Text(new(left + 28, Head), text, page.Small);
        return left + 28 + Fonts.Width(text, page.Small);
    }

    private void Row(int i, double top)
    {
        var row = table.Rows[i];
        var name = new TextStyle(24, _theme.Text, 600);
        _canvas.Line(new(page.Margin, top), new(page.Right, top), new Stroke(_theme.Grid, 2));
        _canvas.Text(new(page.Margin, top + 30), Fit.Cut(SafeText.Clean(row.Name), name, NameRoom), name);
        _canvas.Text(new(page.Margin, top + 60), Fit.Cut(_words.Detail(row), page.Small, NameRoom), page.Small);
        Bar(new Box(BarLeft, top + 13, BarLeft, top + 13 + CustomerBar), table.CustomerShares[i], _theme.Projection, page.Small);
        Bar(new Box(BarLeft, top + 38, BarLeft, top + 38 + MrrBar), table.MrrShares[i], i == table.Main ? _theme.Accent : _theme.Total, new TextStyle(24, _theme.Text, 700));
        Risk(row, top + Pitch / 2);
    }

    /// <summary>A bar with its share behind it; no share draws no bar, a small one at least 3 px.</summary>
    private void Bar(Box at, decimal share, string colour, TextStyle style)
    {
        var right = share == 0 ? BarLeft : Math.Max(BarLeft + Least, X[share]);
        if (share > 0) _canvas.Rect(at with { Right = right }, new Paint(colour), Math.Min(4, (right - BarLeft) / 2));
        _canvas.Text(new(right + LabelGap, at.Centre.Y + 8), $"{share:0}%", style);
    }

    private void Risk(SegmentShare row, double middle)
    {
        if (SegmentWords.Risk(row) is not { } word)
        {
            if (table.Rows.Any(r => r.Risk != SegmentRisk.None)) _canvas.Text(new(RiskLeft, middle + 8), "–", page.Small);
            return;
        }

        var level = row.Risk switch { SegmentRisk.High => HealthMark.High, SegmentRisk.Medium => HealthMark.Medium, _ => HealthMark.Healthy };
        level.Draw(page, new Point(RiskLeft + 10, middle));
        _canvas.Text(new(RiskLeft + 30, middle + 8), word, page.SmallText with { Weight = row.Risk == SegmentRisk.High ? 600 : 400 });
    }
}
