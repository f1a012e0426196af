using RevenueBot.Charts;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Cohorts;
using RevenueBot.Metrics.Retention;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Retention;

/// <summary>"/churn", "/nrr", "/grr", "/retention": what became of the customers who paid at the start.</summary>
internal sealed class RetentionAnswers(RetentionDesk desk, RetentionProof proof) : IMetricAnswers
{
    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Churn, Metric.Nrr, Metric.Grr, Metric.Retention];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        var view = await desk.ReadAsync(asked, cancel);
        var rates = Rate.For(asked.Question);
        var row = view.Total(view.Main.Now);
        var picture = Picture(view, rates[0]);
        var cohorts = picture is null || asked.Question.Metric == Metric.Retention ? await CohortsAsync(view, cancel) : null;
        var curve = cohorts is null || asked.Question.Metric != Metric.Retention ? null : FittedRetention.Of(cohorts);
        return view.Around with
        {
            Headline = Headline(view, rates[0]),
            Sentences = [.. Sentences(view, row, rates, curve)],
            Figures = [.. rates.Select(rate => Figure(view, rate)), .. row.OpeningCustomers == 0 ? [] : (Figure[])[Left(view)]],
            Table = view.Span.Periods.All(period => view.Total(period).OpeningCustomers == 0) ? null : Table(view, rates),
            Chart = picture ?? (cohorts is null ? null : CohortPicture.Curves(cohorts, curve, view)),
            Suggestions = row.OpeningCustomers > 0 ? Follow(asked.Question) : Shorter(asked.Question),
        };
    }

    public async Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel)
    {
        var view = await desk.ReadAsync(asked, cancel);
        return RetentionReceipt.Write(view) with { Proof = ct => proof.CustomersAsync(view, ct) };
    }

    /// <summary>The rate month by month where the question names several months.</summary>
    private static Lazy<Chart>? Picture(RetentionView view, Rate rate) => new LinePicture(rate.Name + RetentionWords.Of(view), Measure.Percentage) { Definition = "of those who paid at the start of the month" }
        .DrawSteps(view.Span.Steps, view.Asked, step => rate.Of(view.Total(step)), view.Around.Footer);

    /// <summary>How long customers and their MRR stay, where cohorts were computed ahead; else null.</summary>
    private async Task<IReadOnlyList<Cohort>?> CohortsAsync(RetentionView view, CancellationToken cancel) =>
        view.Asked.Question is { Metric: not Metric.Churn, By: Dimension.Total, Only: null } && await desk.FindCohortsAsync(view.Asked, cancel) is { Count: > 0 } cohorts ? cohorts : null;

    /// <summary>"Logo churn was 2.1% in October (12 of 570 customers left), down 0.4 points vs September."</summary>
    private static string Headline(RetentionView view, Rate rate)
    {
        var (days, row, before) = (view.Asked.Days, view.Total(view.Main.Now), view.Total(view.Main.Before));
        var name = rate.Name + RetentionWords.Of(view);
        if (rate.Of(row) is not { } value) return $"{name} {RetentionWords.In(row.Period, days)}: {Format.Undefined} ({RetentionWords.Reason(rate, row, days)}).";
        var count = rate == Rate.LogoChurn ? $" ({Format.Count(row.LeftCustomers)} of {Format.Counted(row.OpeningCustomers, "customer")} left)" : "";
        var change = RetentionWords.Change(value, rate.Of(before), $"vs {RetentionWords.Name(before.Period, days)}");
        var rest = $"{count}{(change.Length == 0 ? "" : $", {change}")}.";
        return RetentionSpan.IsPart(view.Asked, row.Period) && Month.Of(row.Period.Start).Contains(row.Period.LastDay)
            ? $"{days.MonthName(Month.Of(row.Period.Start))} so far ({RetentionWords.Name(row.Period, days)}): {Format.Lower(name)} is {Format.Percent(value)}{rest}"
            : $"{name} was {Format.Percent(value)} {RetentionWords.In(row.Period, days)}{rest}";
    }

    private static IEnumerable<string> Sentences(RetentionView view, RetentionPeriod row, IReadOnlyList<Rate> rates, FittedRetention? curve)
    {
        if (row.OpeningCustomers > 0) yield return Money(view, row, rates);
        if (row.PausedCustomers > 0) yield return $"{Format.Count(row.PausedCustomers)} of the {Format.Counted(row.LeftCustomers, "customer")} who left {(row.PausedCustomers == 1 ? "is" : "are")} paused and may resume.";
        if (view.Span.SoFar is { } soFar && SoFar(view, view.Total(soFar.Now), view.Total(soFar.Before), rates[0]) is { } sentence) yield return sentence;
        if (WholeMonth(view) is { } whole) yield return whole;
        if (Widest(view, rates[0]) is { } widest) yield return widest;
        if (curve?.Left(12) is { } year) yield return $"By the curve of all cohorts {year} and {curve.Left(24)} are left.";
        foreach (var qualifier in RetentionWords.Qualifiers(view, row)) yield return qualifier;
    }

    /// <summary>"Customers of 30 Sep paid $36,000 then and $35,600 on 31 Oct: churn −$900, contraction −$334, expansion +$834."</summary>
    private static string Money(RetentionView view, RetentionPeriod row, IReadOnlyList<Rate> rates)
    {
        var days = view.Asked.Days;
        var money = MoneyFormat.For(view.Asked.Currency, row.OpeningMrr, row.EndMrr);
        var shown = RetentionTables.Shown(row, money);
        var bridge = $"Customers of {days.Day(row.Period.Start.AddDays(-1))} paid {money.Text(row.OpeningMrr)} then and {money.Text(row.EndMrr)} on {days.Day(row.Period.LastDay)}: "
            + $"churn {money.Signed(shown[0])}, contraction {money.Signed(shown[1])}, expansion {money.Signed(shown[2])}.";
        return Others(row, rates) is { } others ? $"{others} {bridge}" : bridge;
    }

    /// <summary>The rates of churn that the finding does not tell: "Gross MRR churn 2.1%, net 0.8%."</summary>
    private static string? Others(RetentionPeriod row, IReadOnlyList<Rate> rates)
    {
        if (rates[0] == Rate.LogoChurn) return $"Gross MRR churn {RetentionWords.Percent(row.GrossMrrChurn)}, net {RetentionWords.Percent(row.NetMrrChurn)}.";
        return rates[^1] != Rate.LogoChurn ? null
            : $"{rates[1].Name} {RetentionWords.Percent(rates[1].Of(row))}, logo churn {RetentionWords.Percent(row.LogoChurn)} ({Format.Count(row.LeftCustomers)} of {Format.Counted(row.OpeningCustomers, "customer")} left).";
    }

    /// <summary>"November so far (1–10 Nov): 0.8%, vs 0.6% in 1–10 Oct."</summary>
    private static string? SoFar(RetentionView view, RetentionPeriod now, RetentionPeriod before, Rate rate)
    {
        var days = view.Asked.Days;
        if (rate.Of(now) is not { } value) return null;
        var versus = rate.Of(before) is { } then ? $", vs {Format.Percent(then)} {days.Within(before.Period.Start, before.Period.LastDay)}" : "";
        return $"{days.MonthName(Month.Of(now.Period.Start))} so far ({days.Span(now.Period.Start, now.Period.LastDay)}): {Format.Percent(value)}{versus}.";
    }

    /// <summary>Of a past day within a month: "On 3 Feb the last whole month was January." Null where the answer tells of the running month too.</summary>
    private static string? WholeMonth(RetentionView view)
    {
        var (asked, last) = (view.Asked, view.Span.Main.Now.LastDay);
        return asked.Question is not { AsOf: not null, Window: null } || !asked.DayIsOver || view.Span.SoFar is not null || last == asked.Day ? null
            : $"On {asked.Days.Day(asked.Day)} the last whole month was {asked.Days.MonthName(Month.Of(last))}.";
    }

    /// <summary>The key that lost most: "Solo lost most: logo churn 4.0% (8 of 200)." Null where the answer is not split, or nothing was lost.</summary>
    private static string? Widest(RetentionView view, Rate rate)
    {
        var keys = view.Keys(view.Main.Now);
        if (keys.Count < 2 || keys.MinBy(row => row.Churn + row.Contraction) is not { } worst || worst.Churn + worst.Contraction == 0) return null;
        var lost = Format.Money(-(worst.Churn + worst.Contraction), view.Asked.Currency);
        return $"{view.NameOf(worst.Key)} accounts for the largest losses: {lost}, {Format.Lower(rate.Name)} {RetentionWords.Percent(rate.Of(worst))}.";
    }

    private static Figure Figure(RetentionView view, Rate rate)
    {
        var (days, row, before) = (view.Asked.Days, view.Total(view.Main.Now), view.Total(view.Main.Before));
        if (rate.Of(row) is not { } value) return new(rate.Key, rate.Name, Format.Undefined, RetentionWords.Reason(rate, row, days));
        return new(rate.Key, rate.Name, Format.Percent(value), $"vs {RetentionWords.Percent(rate.Of(before))} {RetentionWords.In(before.Period, days)}", Number: value);
    }

    private static Figure Left(RetentionView view)
    {
        var (row, before) = (view.Total(view.Main.Now), view.Total(view.Main.Before));
        return new("left_customers", "Customers who left", Format.Count(row.LeftCustomers), $"vs {Format.Count(before.LeftCustomers)} {RetentionWords.In(before.Period, view.Asked.Days)}", Number: row.LeftCustomers);
    }

    private static AnswerTable Table(RetentionView view, IReadOnlyList<Rate> rates)
    {
        if (view.Keys(view.Main.Now).Count > 0) return RetentionTables.Keys(view, rates);
        if (view.Span.Windows.Count > 0) return RetentionTables.Series(view, [.. view.Span.Windows.Select(window => window.Periods.Now)], rates);
        return view.Span.Steps.Count > 0 ? RetentionTables.Series(view, view.Span.Steps, rates) : RetentionTables.Bridge(view, rates);
    }

    /// <summary>A young company has no customers of a year ago.</summary>
    private static IReadOnlyList<Suggestion> Shorter(Question question) =>
        [.. RetentionWindows.Months.Where(months => months < (question.Months ?? 12)).Select(months => question with { Months = months }).Select(shorter => new Suggestion(shorter.Label, shorter.ToString())), new("Cohorts", "/cohorts")];

    private static IReadOnlyList<Suggestion> Follow(Question question)
    {
        var split = question with { By = Dimension.Plan, Only = null, Why = false };
        Suggestion other = question.Metric == Metric.Churn ? new("Retention", "/retention") : new("Churn", "/churn");
        return [.. question.By == Dimension.Total && question.Only is null ? (Suggestion[])[new("By plan", split.ToString())] : [], other, new("Cohorts", "/cohorts")];
    }
}
