using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Questions;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Monthly;

/// <summary>The months ahead with their ranges, the target, and what earlier forecasts came to.</summary>
internal static class ForecastSection
{
    private const decimal MicrosPerUnit = 1_000_000m;

    public static DigestSection? Of(MonthlyFigures figures)
    {
        var answer = figures.Answers.Forecast;
        if (figures.Forecast.IsEmpty || Next(figures) is not { } next) return null;
        return new("forecast", "Forecast")
        {
            Headline = next, Sentences = [answer.Headline, .. answer.Sentences, .. figures.PastForecasts.Count > 0 ? Array.Empty<string>() : [$"No forecast was kept at an earlier month's end yet{(figures.Forecast.Outlook.BackTest.Checks > 0 ? ": the back-test stands for it" : "")}."]],
            Figures = [.. answer.Figures.Where(figure => figure.Key is not "range_95")], Charts = BoardSections.Charts("forecast", answer),
            Tables = [.. BoardSections.Tables("Month by month", answer.Table), .. BoardSections.Tables("Earlier forecasts and what came", Past(figures))],
        };
    }

    /// <summary>"30 Nov is forecast at $59,900, 80% range $59,200–$60,600; the target is $60,000". Null where there is nothing to go on.</summary>
    public static string? Next(MonthlyFigures figures)
    {
        if (figures.Forecast is not { IsEmpty: false, Months: [var first, ..] } view) return null;
        var range = first.Low80 is null ? "range not known" : $"80% range {view.Range80(first)}";
        var target = figures.Context.Targets.FirstOrDefault(target => target.Month == first.Month && target.Kind is TargetKind.Level or TargetKind.Minimum && target.Metric.Equals("MRR", StringComparison.OrdinalIgnoreCase));
        return $"{view.Day(first)} is forecast at {view.Money.Text(first.Mean)}, {range}{(target is null ? "" : $"; the target is {view.Money.Text(decimal.ToInt64(target.Value * MicrosPerUnit))}")}";
    }

    private static AnswerTable? Past(MonthlyFigures figures)
    {
        List<KeptForecast> past = [.. figures.PastForecasts.Where(month => month.Actual is not null).Take(6)];
        if (past.Count == 0) return null;
        var money = MoneyFormat.For(figures.Asked.Currency, past.SelectMany(month => new[] { month.Mean, month.Actual!.Value }));
        return new(
            [$"Month end, {money.Currency.Code}", "Made on", "Forecast", "80% range", "Actual", "Miss", "Within"],
            [.. past.Select(month => (IReadOnlyList<string>)
            [
                figures.Days.Day(Month.Of(month.Month).LastDay), figures.Days.Day(month.MadeOn), money.Cell(month.Mean), month is ({ Low80: { } low, High80: { } high }) ? $"{money.Cell(low)}–{money.Cell(high)}" : Format.Undefined,
                money.Cell(month.Actual!.Value), money.SignedCell(money.Change(month.Mean, month.Actual.Value)), Within(month),
            ])],
            "Miss: actual less forecast. Within: whether the actual lay in the 80% range.");
    }

    private static string Within(KeptForecast month) => month is { Low80: { } low, High80: { } high, Actual: { } actual } ? actual >= low && actual <= high ? "yes" : "no" : Format.Undefined;
}
