using System.Globalization;
using RevenueBot.Metrics.Forecasting.Mrr;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Forecasting;

/// <summary>What a forecast rests on: where it starts, each month's flows, the method with its parameters, and what was known.</summary>
internal static class ForecastReceipt
{
    public static Answer Of(Answer around, ForecastView view) => around with
    {
        Headline = $"What the forecast of {view.Money.Text(view.Last.Mean)} on {view.Day(view.Last)} rests on",
        Sentences = [.. Sentences(view)],
        Table = Table(view),
        Proof = _ => Task.FromResult<IReadOnlyList<object>>([.. view.Months.Select(month => ForecastRow.Of(month, view.Asked.Currency))]),
    };

    private static IEnumerable<string> Sentences(ForecastView view)
    {
        var (outlook, model) = (view.Outlook, view.Outlook.Model);
        yield return $"Start: MRR of {view.Money.Text(outlook.Start)}, with {Format.Percent((decimal)outlook.Left)} of {view.Asked.Days.MonthName(Metrics.Month.Of(outlook.First))} to come; learned from {Format.Counted(model.Months, "closed month")}.";
        if (!view.Supposed.IsNothing) yield return $"Supposed: {ForecastWords.Supposed(view.Supposed)}.";
        foreach (var meaning in ForecastWords.Meanings(view)) yield return meaning;
        yield return "Flows: new, expansion, contraction and churn each by the mean of an exponential smoothing model and the Theta method; gains as amounts, the others as shares of MRR.";
        yield return $"Balances by the same: {model.LevelMethod}.";
        yield return model.IsExact ? "The balances follow a rule without noise: it is continued, and what is known is added."
            : "The forecast is the mean of both views of the past, and what is known beyond the usual is added.";
        yield return string.Create(CultureInfo.InvariantCulture, $"Usual at a month end: {Format.Percent((decimal)model.UsualCancels)} of MRR scheduled to end, trials of {Format.Percent((decimal)model.UsualTrials)} of MRR.");
        if (view.Supposed.PricePercent != 0) yield return $"All that is at today's prices; then prices are changed, of what does not wait for its renewal.";
        foreach (var sentence in ForecastWords.Known(view)) yield return sentence;
        if (ForecastWords.BackTest(outlook.BackTest) is { } test) yield return test + " It leaves out what was scheduled then.";
        if (outlook.BackTest.MeanMiss is { } miss) yield return $"Mean miss of those forecasts: {Format.Percent((decimal)miss)}.";
        if (view.Months.Count > 6) yield return "The ranges are measured to six months ahead; beyond that they are those of the same model.";
    }

    /// <summary>The flows are those of one view of the past, so that they do not add up to the mean of both.</summary>
    private static AnswerTable Table(ForecastView view) => new(
        [.. (string[])["Month", "Gains", "Expansion", "Contr.", "Churn", "of it sched."], .. view.Supposed.PricePercent == 0 ? (string[])[] : ["New prices"]],
        [.. view.Months.Select(month => Row(view, month, month.Flows))],
        $"Unit: {view.Asked.Currency.Code}. Flows as expected one by one; the forecast also averages in the trend of the balances.{(view.Supposed.PricePercent == 0 ? "" : " New prices: what they add to the balance of the month's end.")}");

    private static IReadOnlyList<string> Row(ForecastView view, MrrForecastMonth month, MrrMonthFlows flows) =>
    [
        view.Row(month), view.Money.SignedCell(flows.Gains), view.Money.SignedCell(flows.Expansion), view.Money.SignedCell(flows.Contraction),
        view.Money.SignedCell(flows.Churn), view.Money.SignedCell(flows.ScheduledCancels),
        .. view.Supposed.PricePercent == 0 ? (string[])[] : [view.Money.SignedCell((long)Math.Round(month.Parts.Price, MidpointRounding.AwayFromZero))],
    ];
}
