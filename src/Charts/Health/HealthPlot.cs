using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Health;

/// <summary>Draws one row a band: shape and word, how many, two tracks as long as everything, and the change in a week.</summary>
internal sealed class HealthPlot(Page page, HealthTable table)
{
    private const double Head = 158, Top = 176, RowHeight = 104, NameLeft = 84, CountLeft = 330, TrackWidth = 200, TrackHeight = 20;
    private const double CustomerTrack = 530, MrrTrack = 772, Least = 3, Radius = 4;

    private readonly Canvas _canvas = page.Canvas;
    private readonly Theme _theme = page.Theme;
    private readonly HealthBandWords _words = new(table);

    public void Draw()
    {
        _canvas.Text(new(page.Margin, Head), "Health", page.Small);
        _canvas.Text(new(CountLeft, Head), "Customers", page.Small);
        _canvas.Text(new(CustomerTrack, Head), "% of customers", page.Small);
        _canvas.Text(new(MrrTrack, Head), "% of MRR", page.Small);
        if (table.Data.Bands.Any(band => band.CustomersBefore is not null)) _canvas.Text(new(page.Right, Head), $"since {Days.Day(table.Data.Before)}", page.Small.End);
        for (var i = 0; i < table.Data.Bands.Count; i++) Row(i, Top + (RowHeight * i));
    }

    private void Row(int i, double top)
    {
        var band = table.Data.Bands[i];
        var mark = Mark(band.Level);
        _canvas.Line(new(page.Margin, top), new(page.Right, top), new Stroke(_theme.Grid, 2));
        mark.Draw(page, new Point(page.Margin + 12, top + 36));
        _canvas.Text(new(NameLeft, top + 44), HealthBandWords.Name(band), new TextStyle(24, _theme.Text, 600));
        _canvas.Text(new(NameLeft, top + 80), HealthBandWords.Scores(band), page.Small);
        _canvas.Text(new(CountLeft, top + 46), Counts.Digits(band.Customers), Fitting(Counts.Digits(band.Customers), new TextStyle(34, _theme.Text, 700), CustomerTrack - CountLeft - 16));
        _canvas.Text(new(CountLeft, top + 80), Fit.Cut(_words.Mrr(band), page.Small, CustomerTrack - CountLeft - 16), page.Small);
        Track(CustomerTrack, top + 26, table.CustomerShares[i], mark);
        Track(MrrTrack, top + 26, table.MrrShares[i], mark);
        Change(band, top);
    }

    private void Track(double left, double top, decimal share, HealthMark mark)
    {
        _canvas.Rect(new Box(left, top, left + TrackWidth, top + TrackHeight), new Paint(_theme.Grid), Radius);
        var length = Math.Max(Least, TrackWidth * (double)share / 100);
        if (share > 0) _canvas.Rect(new Box(left, top, left + length, top + TrackHeight), new Paint(mark.Colour(_theme)), Math.Min(Radius, length / 2));
        _canvas.Text(new(left, top + 54), $"{share:0}%", page.SmallText);
    }

    private void Change(HealthBand band, double top)
    {
        if (band.CustomersBefore is not { } before) return;
        var verdict = HealthBandWords.Verdict(band);
        var colour = verdict switch { "worse" => _theme.Bad, "better" => _theme.Good, _ => _theme.Muted };
        var change = band.Customers == before ? "no change" : $"{(band.Customers > before ? "▲" : "▼")} {Counts.Digits(Math.Abs(band.Customers - before))}";
        _canvas.Text(new(page.Right, top + 46), change, (band.Customers == before ? page.Small : Fitting(change, new TextStyle(28, colour, 700), page.Right - MrrTrack - TrackWidth - 16)).End);
        if (verdict is not null) _canvas.Text(new(page.Right, top + 80), verdict, page.Small.End);
    }

    /// <summary>The style, smaller where its text would not fit.</summary>
    private static TextStyle Fitting(string text, TextStyle style, double room) =>
        new[] { style, style with { Size = 26 }, style with { Size = 22 } } is var styles && styles.FirstOrDefault(s => Fit.Fits(text, s, room)) is { } fits ? fits : styles[^1];

    private static HealthMark Mark(HealthLevel level) => level switch
    {
        HealthLevel.HighRisk => HealthMark.High,
        HealthLevel.Medium => HealthMark.Medium,
        HealthLevel.Healthy => HealthMark.Healthy,
        HealthLevel.TooLittleData => HealthMark.NoData,
    };
}
