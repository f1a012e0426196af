using RevenueBot.Charts.Figures;

namespace RevenueBot.Charts.Trend;

/// <summary>One row of figures: the kind, its name and its rounded amount.</summary>
internal sealed record KeyFigure(Kind Kind, string Label, decimal Amount);

/// <summary>The movements of the last whole month, or of the running one when there is no other, rounded so that they add up.</summary>
internal sealed class KeyFigures
{
    private static readonly (Kind Kind, string Label)[] Named =
    [
        (Kind.New, "New"), (Kind.Expansion, "Expansion"), (Kind.Reactivation, "Reactivation"), (Kind.Contraction, "Contraction"), (Kind.Churn, "Churn"),
    ];

    public KeyFigures(Series trend)
    {
        var month = trend.MovementsAt(Math.Max(trend.Last, 0));
        Head = trend.Last >= 0 ? Days.LongMonth(trend.MonthAt(trend.Last)) : Days.Span(trend.First, trend.Part!.Through);
        (Kind Kind, string Label, decimal Amount)[] rows = [.. Shown(trend, month).Select(r => (r.Kind, r.Label, r.Of(month)))];
        decimal[] ends = trend.Last > 0 && trend.Months[^2].Total + month.Net == trend.Months[^1].Total ? [trend.Months[^2].Total, trend.Months[^1].Total] : [];
        Decimals = trend.Currency.DecimalsFor([month.Net, .. ends, .. rows.Select(r => r.Amount)]);
        Balance = ends is [var before, var after] ? (Currency.Round(before, Decimals), Currency.Round(after, Decimals)) : null;
        Net = Balance is { } shown ? shown.After - shown.Before : Currency.Round(month.Net, Decimals);
        Rows = [.. rows.Zip(Parts.Round([.. rows.Select(r => r.Amount)], Net, Decimals), (r, a) => new KeyFigure(r.Kind, r.Label, a))];
    }

    /// <summary>The two month ends around the movements, if the movements explain their difference; else null.</summary>
    public (decimal Before, decimal After)? Balance { get; }

    /// <summary>"November" or "1–10 Dec".</summary>
    public string Head { get; }

    public int Decimals { get; }

    /// <summary>The difference of the month ends as they are shown, which the same month's table says too; without them the rounded net.</summary>
    public decimal Net { get; }

    /// <summary>In stacking order from the zero line outwards, gains first; kinds that no month shown has are left out.</summary>
    public IReadOnlyList<KeyFigure> Rows { get; }

    private static IEnumerable<(Kind Kind, string Label, Func<MonthMovements, decimal> Of)> Shown(Series trend, MonthMovements month)
    {
        var months = Enumerable.Range(0, trend.Bars).Select(trend.MovementsAt).ToArray();
        foreach (var (kind, label) in Named.Where(n => months.Any(m => n.Kind.Of(m) != 0))) yield return (kind, label, kind.Of);
        if (months.Any(m => m.OtherGains != 0 || m.OtherLosses != 0)) yield return (Kind.Losses[^1], OtherLabel(month), m => m.OtherGains + m.OtherLosses);
    }

    private static string OtherLabel(MonthMovements month) => (month.OtherGains != 0, month.OtherLosses != 0) switch
    {
        (true, true) => "Resumed, paused, FX",
        (true, false) => "Resumed, FX",
        _ => "Paused, FX",
    };
}
