using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Trend;

/// <summary>The key of the stacks, in stacking order, with one month's exact figures: they add up to its net.</summary>
internal sealed class MovementKey
{
    /// <summary>The first line below the months, where the key has no room beside them.</summary>
    public const double FirstBelow = 622;

    private const double LowestGain = 443, HighestLoss = 481, RowHeight = 29, LabelIndent = 28, Gap = 24, Narrowest = 342, WithoutKey = 150;

    private readonly Page _page;
    private readonly string _head;
    private readonly string _net;
    private readonly IReadOnlyList<Row> _rows;
    private readonly IReadOnlyList<(string Label, string Value)> _balance = [];

    public MovementKey(Page page, Series trend)
    {
        _page = page;
        var figures = new KeyFigures(trend);
        _head = trend.Part is not null && trend.Last >= 0 ? $"All of {figures.Head}, net" : figures.Head + " net"; // beside it stands the month that is not over
        _net = trend.Currency.Signed(figures.Net, figures.Decimals);
        if (trend.Projection.Count == 0 && figures.Balance is { } balance)
        {
            _balance =
            [
                ("End of " + Days.LongMonth(trend.MonthAt(trend.Last - 1)), trend.Currency.Exact(balance.Before, figures.Decimals)),
                ("End of " + figures.Head, trend.Currency.Exact(balance.After, figures.Decimals)),
            ];
        }

        _rows = [.. figures.Rows.Select(r => new Row(r.Kind, r.Label, trend.Currency.Signed(r.Amount, figures.Decimals)))];
    }

    private TextStyle Bold => _page.SmallText with { Weight = 600 };

    private TextStyle HeadStyle => _page.Small with { Weight = 600 };

    /// <summary>Px that the key needs; without movements the room for a label at the line's end.</summary>
    public static double Width(Series trend, Page page) => trend.HasMovements ? new MovementKey(page, trend).Needed() : WithoutKey;

    public void Draw(double left)
    {
        if (_page.IsSlim) Below(left);
        else Beside(left);
    }

    /// <summary>Px that the key takes below the months of a slim page.</summary>
    public static double HeightBelow(Series trend, Page page) => trend.HasMovements ? RowHeight * (new MovementKey(page, trend)._rows.Count + 1) : 0;

    private void Below(double left)
    {
        _page.Canvas.Text(new(left, FirstBelow), _head, HeadStyle);
        _page.Canvas.Text(new(_page.Right, FirstBelow), _net, HeadStyle.End);
        for (var i = 0; i < _rows.Count; i++) Draw(_rows[i], left, FirstBelow + RowHeight * (i + 1));
    }

    private void Beside(double left)
    {
        var gains = _rows.Where(r => r.IsAbove).ToArray();
        var top = gains.Length == 0 ? HighestLoss : LowestGain - RowHeight * (gains.Length - 1);
        _page.Canvas.Text(new(left, top - 32), _head, HeadStyle);
        _page.Canvas.Text(new(_page.Right, top - 32), _net, HeadStyle.End);
        Balance(left, top - 32 - RowHeight - 9);
        for (var i = 0; i < gains.Length; i++) Draw(gains[i], left, LowestGain - RowHeight * i);
        foreach (var (row, i) in _rows.Where(r => !r.IsAbove).Select((r, i) => (r, i))) Draw(row, left, HighestLoss + RowHeight * i);
    }

    /// <summary>Without a projection there is room above the key for what the movements explain.</summary>
    private void Balance(double left, double baseline)
    {
        foreach (var (row, i) in _balance.Select((b, i) => (b, i)))
        {
            var y = baseline - RowHeight * (_balance.Count - 1 - i);
            _page.Canvas.Text(new(left, y), row.Label, _page.SmallText);
            _page.Canvas.Text(new(_page.Right, y), row.Value, Bold.End);
        }
    }

    private double Needed()
    {
        var labels = _rows.Max(r => LabelIndent + Fonts.Width(r.Label, _page.SmallText));
        var values = _rows.Max(r => Fonts.Width(r.Value, Bold));
        var head = Fonts.Width(_head, HeadStyle) + Gap + Fonts.Width(_net, HeadStyle);
        var balance = _balance.Select(b => Fonts.Width(b.Label, _page.SmallText) + Gap + Fonts.Width(b.Value, Bold)).DefaultIfEmpty().Max();
        return new[] { Narrowest, labels + Gap + values, head, balance }.Max();
    }

    private void Draw(Row row, double left, double baseline)
    {
        var box = new Box(left, baseline - 16.5, left + 18, baseline + 1.5);
        var colour = row.Kind.Colour(_page.Theme);
        if (row.Kind.IsOther) _page.Canvas.Rect(box.Inset(1.5), new Paint(_page.Theme.Surface) { Outline = new Stroke(colour, 2.5) }, 3);
        else _page.Canvas.Rect(box, new Paint(colour), 3);
        _page.Canvas.Text(new(left + LabelIndent, baseline), row.Label, _page.SmallText);
        _page.Canvas.Text(new(_page.Right, baseline), row.Value, Bold.End);
    }

    private sealed record Row(Kind Kind, string Label, string Value)
    {
        public bool IsAbove => !Kind.IsLoss;
    }
}
