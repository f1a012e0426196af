using RevenueBot.Charts;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Forecasting;

/// <summary>"/forecast": MRR month by month ahead, with its ranges, what they rest on and how such ranges did before.</summary>
internal sealed class ForecastAnswers(ForecastSource source, LedgerReader ledger) : IMetricAnswers
{
    private const decimal MicrosPerUnit = 1_000_000m;

    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Forecast];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        var computed = await source.GetAsync(asked, cancel);
        var trend = TrendPicture.Of(asked.Day, asked.Day, asked.DayIsOver);
        var seen = await ViewAsync(asked, trend, cancel);
        var around = Ahead.Around(asked, seen.Snapshot, computed.AsOf, source.Cadence);
        var view = new ForecastView(asked, computed.Value, seen.Snapshot.Targets);
        if (view.IsEmpty) return around with { Headline = "No forecast yet: no customer has paid in a month that is over." };
        return around with
        {
            Headline = ForecastWords.Headline(view),
            Sentences = [.. ForecastWords.Sentences(view), $"Seen from {asked.Days.Day(around.AsOf ?? asked.Day)}."],
            Figures = [.. Figures(view)],
            Table = Table(view),
            Chart = trend.Draw(seen, asked, around.Footer, Projection(view)),
            Suggestions = Follow(asked),
        };
    }

    public async Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel)
    {
        var computed = await source.GetAsync(asked, cancel);
        var snapshot = await ledger.ContextAsync(Dimension.Total, asked.Day, asked.Question.KnownAt, cancel);
        var view = new ForecastView(asked, computed.Value, snapshot.Targets);
        var around = Ahead.Around(asked, snapshot, computed.AsOf, source.Cadence);
        return view.IsEmpty ? around with { Headline = "No forecast yet: no customer has paid in a month that is over." } : ForecastReceipt.Of(around, view);
    }

    private async Task<LedgerView> ViewAsync(Asked asked, TrendPicture trend, CancellationToken cancel)
    {
        var total = asked with { Question = asked.Question with { By = Dimension.Total, Only = null } };
        var snapshot = await ledger.ReadAsync(new LedgerQuery(Dimension.Total, AnswerPlan.Boundaries(trend.Periods), asked.Question.KnownAt), cancel);
        return new LedgerView(snapshot, total, trend.Periods);
    }

    private static IEnumerable<Figure> Figures(ForecastView view)
    {
        var (last, test) = (view.Last, view.Outlook.BackTest);
        yield return new("forecast", $"MRR on {view.Day(last)}", view.Money.Text(last.Mean), $"vs {view.Money.Text(view.Outlook.Start)} now", last.Mean);
        yield return last.High80 is null ? new("range_80", "80% range", Format.Undefined, ForecastWords.TooFew) : new("range_80", "80% range", view.Range80(last));
        yield return last.High95 is null ? new("range_95", "95% range", Format.Undefined, ForecastWords.TooFew) : new("range_95", "95% range", view.Range95(last));
        if (view.TargetMonth is { } month)
            yield return month.ChanceOf(view.TargetMicros) is { } chance
                ? new("target_chance", "Chance of the target", ForecastWords.Chance(chance), $"{view.Money.Text(view.TargetMicros)} on {view.Day(month)}", Number: (decimal)chance)
                : new("target_chance", "Chance of the target", Format.Undefined, ForecastWords.TooFew);
        yield return test.Checks == 0 ? new("back_test_80", "80% range held", Format.Undefined, "no past forecast to check yet")
            : new("back_test_80", "80% range held", Format.Percent((decimal)test.Within80 / test.Checks), $"of {Format.Counted(test.Checks, "past forecast")}", Number: (decimal)test.Within80 / test.Checks);
    }

    private static AnswerTable Table(ForecastView view) => new(
        ["Month end", view.Asked.Currency.Code, "80% range", "95% range"],
        [
            .. view.Months.Select(month => (IReadOnlyList<string>)
            [
                view.Row(month), view.Money.Cell(month.Mean), ForecastView.Range(month.Low80, month.High80, view.Money.Cell), ForecastView.Range(month.Low95, month.High95, view.Money.Cell),
            ]),
        ]);

    /// <summary>None without a range: a line alone would pretend.</summary>
    private static IReadOnlyList<ProjectedMonth> Projection(ForecastView view) => view.Last.High95 is null ? []
        : [.. view.Months.Select(month => new ProjectedMonth(month.Month.FirstDay, Units(month.Mean), Interval(month.Low80, month.High80), Interval(month.Low95, month.High95)))];

    private static Interval Interval(long? low, long? high) => new(Units(low!.Value), Units(high!.Value));

    private static decimal Units(long micros) => micros / MicrosPerUnit;

    private static IReadOnlyList<Suggestion> Follow(Asked asked) => asked.Question.Supposed.IsNothing
        ? [new("What if churn rises?", (asked.Question with { Supposed = new(ChurnPoints: 1) }).ToString()), new("What if prices rise?", (asked.Question with { Supposed = new(PricePercent: 5) }).ToString()), new("What moved MRR?", "/mrr why")]
        : [new("Without it", (asked.Question with { Supposed = default }).ToString()), new("Churn", "/churn")];
}
