using System.Globalization;
using RevenueBot.Metrics.Forecasting.Mrr;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Forecasting;

/// <summary>A forecast in words: never a figure without its range.</summary>
internal static class ForecastWords
{
    public const string TooFew = "too few closed months";

    public static string Headline(ForecastView view)
    {
        var range = view.Last.High80 is null ? "range unknown" : $"80% range {view.Range80(view.Last)}";
        var likely = $"likely {view.Money.Text(view.Last.Mean)} on {view.Day(view.Last)}, {range}";
        if (view.Supposed.IsNothing) return $"MRR is {likely}.";
        var change = view.Money.Change(view.Base[^1].Mean, view.Last.Mean);
        var versus = change == 0 ? "as without it" : $"{view.Money.Text(Math.Abs(change))} {(change < 0 ? "below" : "above")} the forecast without it";
        return $"With {Supposed(view.Supposed)}, MRR is {likely}; {versus}.";
    }

    public static IEnumerable<string> Sentences(ForecastView view)
    {
        if (view.IsShort) yield return Short(view);
        if (Target(view) is { } target) yield return target;
        foreach (var meaning in Meanings(view)) yield return meaning;
        if (Width(view) is { } width) yield return width;
        yield return string.Join(' ', Known(view));
        if (BackTest(view.Outlook.BackTest) is { } test) yield return test;
        if (view.Asked.Question.By != Metrics.Dimension.Total || view.Asked.Question.Only is not null) yield return "The forecast is of all MRR: it is not split.";
    }

    /// <summary>"churn +1 point a month, new MRR +10% and prices +5%"</summary>
    public static string Supposed(Suppositions supposed)
    {
        List<string> said = [];
        if (supposed.ChurnPoints != 0) said.Add($"churn {Signed(supposed.ChurnPoints)} {(Math.Abs(supposed.ChurnPoints) == 1 ? "point" : "points")} a month");
        if (supposed.SalesPercent != 0) said.Add($"new MRR {Signed(supposed.SalesPercent)}%");
        if (supposed.PricePercent != 0) said.Add($"prices {Signed(supposed.PricePercent)}%");
        return Format.And(said);
    }

    /// <summary>What exactly is supposed of sales and of prices.</summary>
    public static IEnumerable<string> Meanings(ForecastView view)
    {
        if (view.Supposed.SalesPercent != 0) yield return "New MRR is all that is gained from now on: new, reactivated and resumed, trials included; expansion stays as expected.";
        if (view.Supposed.PricePercent == 0) yield break;
        var reaction = view.Supposed.ChurnPoints == 0 ? "nobody is supposed to leave because of it" : "that more or fewer leave is only what is supposed of churn";
        yield return view.PricesFrom is { } from
            ? $"Prices: from {view.Asked.Days.Day(from)} for monthly contracts and whoever is new, for longer contracts when they renew{(view.Waiting == 0 ? "" : $" ({view.Money.Text(view.Waiting)} still waits on {view.Day(view.Last)})")}; {reaction}."
            : $"Prices change with the first whole month, after {view.Day(view.Last)}; {reaction}.";
    }

    /// <summary>"The 80% range is $1,400 wide, vs $1,500 without it: noise goes with the root of MRR." Null without a supposition or a range.</summary>
    private static string? Width(ForecastView view) =>
        view.Supposed.IsNothing || view.Last is not { Low80: { } low, High80: { } high } || view.Base[^1] is not { Low80: { } from, High80: { } to } || to == from ? null
            : $"The 80% range is {view.Money.Text(high - low)} wide, vs {view.Money.Text(to - from)} without it: noise goes with {Noise(view.Supposed)}.";

    private static string Noise(Suppositions supposed) =>
        supposed.PricePercent == 0 ? "the root of MRR" : supposed is { ChurnPoints: 0, SalesPercent: 0 } ? "prices" : "prices, and else with the root of MRR";

    /// <summary>"Chance to reach the target of $60,000 on 31 May 2027: 41%."</summary>
    public static string? Target(ForecastView view) => view.TargetMonth is not { } month ? null
        : $"Chance to reach the target of {view.Money.Text(view.TargetMicros)} on {view.Day(month)}: {Chance(month.ChanceOf(view.TargetMicros))}.";

    /// <summary>"41%", "under 1%", "over 99%"; "–" with the reason where there is no range.</summary>
    public static string Chance(double? chance) => chance switch
    {
        null => $"{Format.Undefined} ({TooFew})",
        < 0.01 => "under 1%",
        > 0.99 => "over 99%",
        { } share => Math.Round(share * 100, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture) + "%",
    };

    /// <summary>What is scheduled, and what is expected of it.</summary>
    public static IEnumerable<string> Known(ForecastView view)
    {
        var known = view.Outlook.Known ?? KnownAhead.Nothing;
        yield return known.CancelCount == 0 ? "No cancel is scheduled."
            : $"Counted first: {Format.Counted(known.CancelCount, "scheduled cancel")}, {view.Money.Signed(-view.CancelsWithin)} by {view.Day(view.Last)}"
                + (known.CancelsLater > 0 ? $" and {view.Money.Signed(-known.CancelsLater)} later or on a day not known." : ".");
        if (known.TermCount > 0)
            yield return $"{Format.Counted(known.TermCount, "contract")} of {view.Money.Text(known.Terms)} {(known.TermCount == 1 ? "is" : "are")} longer than a month and can leave only when their term ends: {view.Money.Text(view.RenewingWithin)} of it by {view.Day(view.Last)}.";
        if (known.TrialCount == 0) yield break;
        yield return known.Conversion is { } conversion
            ? $"{Format.Counted(known.TrialCount, "running trial")} of {view.Money.Text(view.TrialsWithin)} at the measured conversion of {Format.Percent((decimal)conversion)}."
            : $"{Format.Counted(known.TrialCount, "running trial")} of {view.Money.Text(view.TrialsWithin)}: none has ended yet, so nothing is expected of them beyond the past.";
    }

    /// <summary>"Back-test on 12 past month ends: 41 of 57 within the 80% range (71.9%), 53 within the 95% range (93%)."</summary>
    public static string? BackTest(BackTest test) => test.Checks == 0 ? null
        : $"Back-test from {Format.Counted(test.Origins, "past month end")}: {test.Within80} of {test.Checks} within the 80% range ({Format.Percent((decimal)test.Within80 / test.Checks)}), "
            + $"{test.Within95} within the 95% range ({Format.Percent((decimal)test.Within95 / test.Checks)}).";

    private static string Short(ForecastView view) => view.Outlook.Model.Months switch
    {
        0 => "No closed month began with MRR yet: the balance of now is carried on, and its range is not known.",
        1 => "Only one closed month began with MRR: it is carried on, and its range is not known.",
        var months => $"Only {Format.CountWord(months)} closed months began with MRR, fewer than {Format.CountWord(MrrModel.FewestMonths)}: their mean is carried on, with the wide range of so short a past.",
    };

    /// <summary>"+1", "−0.5"</summary>
    private static string Signed(decimal amount) => amount.ToString("+0.##########;−0.##########", CultureInfo.InvariantCulture);
}
