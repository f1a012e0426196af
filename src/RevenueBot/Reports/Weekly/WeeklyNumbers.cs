using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Questions.Forecasting;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Ratios;
using RevenueBot.Questions.Wording;
using Ratio = RevenueBot.Questions.Ratios.Ratio;

namespace RevenueBot.Reports.Weekly;

/// <summary>The four figures beside the finding: who pays, whether gains outrun losses, and where the month leads.</summary>
internal static class WeeklyNumbers
{
    private const decimal MicrosPerUnit = 1_000_000m;

    public static IEnumerable<Figure> Of(WeeklyFigures figures)
    {
        yield return Customers(figures.Customers);
        yield return QuickRatio(figures);
        yield return Forecast(figures.Forecast);
        yield return Target(figures);
    }

    /// <summary>"30 Nov: $59,900 expected, the target is $60,000." Null without a forecast.</summary>
    public static string? ForecastTeaser(WeeklyFigures figures)
    {
        if (figures.Forecast.IsEmpty) return null;
        var month = figures.Forecast.Months[0];
        return $"{figures.Forecast.Day(month)}: {figures.Forecast.Money.Text(month.Mean)} expected{(figures.Target is { } target ? $", the target is {Goal(figures, target)}" : "")}.";
    }

    /// <summary>Where the target lies to the range of the forecast, as the sign of target less range; null without a range.</summary>
    public static int? Place(WeeklyFigures figures) => figures.Target is { } target && figures.Forecast.Months[0] is { Low80: { } low, High80: { } high }
        ? Micros(target.Value) > high ? 1 : Micros(target.Value) < low ? -1 : 0 : null;

    public static string Goal(WeeklyFigures figures, Metrics.Facts.Target target) => new TargetLine(figures.Current).Goal(target, TargetMetric.Find(target.Metric));

    private static Figure Customers(PeriodMrr counts)
    {
        var lines = CustomerLine.All.Where(line => line.Of(counts) != 0).Select(line => $"{Format.Count(Math.Abs(line.Of(counts)))} {line.Said}").ToList();
        return new("customers", "Paying customers", $"{Format.Count(counts.Customers)}, {Format.SignedCount(counts.Customers - counts.OpeningCustomers)}", lines.Count == 0 ? "nobody came or left" : string.Join(", ", lines), Number: counts.Customers);
    }

    private static Figure QuickRatio(WeeklyFigures figures)
    {
        var ratio = Ratio.For(Metric.QuickRatio);
        var (now, before) = (ratio.Of(figures.Now), ratio.Of(figures.Before.Row));
        var then = before.Value is null ? null : $"{ratio.Text(before, figures.Money)} the week before";
        string?[] notes = [now.Why is { } why ? RatioWords.Why(why) : null, then];
        return new("quick_ratio", "Quick ratio", ratio.Text(now, figures.Money), string.Join("; ", notes.OfType<string>()) is { Length: > 0 } text ? text : null, Number: now.Value);
    }

    private static Figure Forecast(ForecastView view)
    {
        if (view.IsEmpty) return new("forecast", "Forecast", Format.Undefined, "no customer has paid in a month that is over");
        var month = view.Months[0];
        return new("forecast", $"Forecast {view.Day(month)}", view.Money.Text(month.Mean), month.High80 is null ? $"range unknown: {ForecastWords.TooFew}" : $"80% range {view.Range80(month)}", month.Mean);
    }

    private static Figure Target(WeeklyFigures figures)
    {
        if (figures.Forecast.IsEmpty) return new("target", "Target", Format.Undefined, "no forecast yet to hold it against");
        var label = $"Target {figures.Forecast.Day(figures.Forecast.Months[0])}";
        if (figures.Target is not { } target) return new("target", label, Format.Undefined, "no target is set");
        return new("target", label, Goal(figures, target), Place(figures) switch { 0 => "inside the 80% range", 1 => "above the 80% range", -1 => "below the 80% range", _ => null }, Micros(target.Value));
    }

    private static long Micros(decimal units) => decimal.ToInt64(Math.Round(units * MicrosPerUnit, MidpointRounding.AwayFromZero));
}
