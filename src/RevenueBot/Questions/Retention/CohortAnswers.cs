using RevenueBot.Metrics;
using RevenueBot.Metrics.Cohorts;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Facts;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Retention;

/// <summary>"/cohorts": who still pays, by the month of the first payment.</summary>
internal sealed class CohortAnswers(CohortDesk desk, RetentionProof proof) : IMetricAnswers
{
    private static readonly int[] Ages = [1, 3, 6, 12];

    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Cohorts];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        var view = await desk.ReadAsync(asked, cancel);
        if (view.Shown.Count == 0) return view.Around with { Headline = $"No customer first paid in {SpanOf(view)}.", Suggestions = Follow };
        return view.Around with
        {
            Headline = Headline(view),
            Sentences = [.. Sentences(view)],
            Figures = [.. Figures(view)],
            Table = Table(view),
            Chart = CohortPicture.Heatmap(view),
            Suggestions = Follow,
        };
    }

    public async Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel)
    {
        var view = await desk.ReadAsync(asked, cancel);
        var now = view.Shown.Sum(cohort => cohort.Cells[^1].Active);
        return view.Around with
        {
            Headline = $"How {Format.Counted(now, "paying customer")} of {Format.Counted(view.Shown.Count, "cohort")} add up",
            Sentences = [.. Ages.Where(age => view.LogoRetention(age) is not null).Select(age => Formula(view, age)), .. Qualifiers(view)],
            Table = Sums(view, now),
            Proof = ct => proof.CohortsAsync(view, ct),
        };
    }

    /// <summary>"After 3 months 87.2% of new customers still pay, after 12 months 71.0%."</summary>
    private static string Headline(CohortView view)
    {
        var known = Ages.Where(age => view.LogoRetention(age) is not null).ToList();
        if (known.Count == 0) return $"{Format.Counted(view.Shown.Sum(cohort => cohort.Size), "customer")} first paid in {SpanOf(view)}; no cohort is a whole month old yet.";
        var first = known.Count > 1 ? known[^2] : known[0];
        var last = known.Count > 1 ? $", after {Months(known[^1])} {Format.Percent(view.LogoRetention(known[^1])!.Value)}" : "";
        return $"After {Months(first)} {Format.Percent(view.LogoRetention(first)!.Value)} of new customers still pay{last}.";
    }

    private static IEnumerable<string> Sentences(CohortView view)
    {
        yield return $"{Format.Counted(view.Shown.Sum(cohort => cohort.Size), "customer")} first paid in {SpanOf(view)}.";
        if (Ages.LastOrDefault(age => view.RevenueRetention(age) is not null) is > 0 and var age)
            yield return $"After {Months(age)} {Format.Percent(view.RevenueRetention(age)!.Value)} of their MRR is left, expansion included.";
        if (Revenue(view) is { } revenue) yield return revenue;
        yield return Curve(view);
        foreach (var qualifier in Qualifiers(view)) yield return qualifier;
    }

    /// <summary>"They have paid $12,340 so far, net of refunds and without tax."</summary>
    private static string? Revenue(CohortView view) => view.Shown.All(cohort => cohort.Cells[^1].Revenue is null) ? null
        : $"They have paid {Format.Money(view.Shown.Sum(cohort => cohort.Cells[^1].Revenue ?? 0), view.Asked.Currency)} so far, net of refunds and without tax.";

    private static string Curve(CohortView view) => view.Curve.Fit switch
    {
        CurveFit.Fitted { Curve: var curve } => $"The curve of all cohorts, also those not shown, where who pauses or returns has not left, leads to {view.Curve.Left(12)} and {Share(curve.Survival(24))} after 24 ({view.Curve.Range(24)}).{Projected(view, curve)}",
        CurveFit.NotFitted { Problem: var problem } => $"Projection: {Format.Undefined} ({Reason(problem)}).",
        _ => throw new NotSupportedException(),
    };

    /// <summary>The oldest cohort shown, a year on.</summary>
    private static string Projected(CohortView view, RetentionCurve curve)
    {
        if (view.Shown.FirstOrDefault(cohort => CohortCurve.Project(cohort, curve, 12) is not null) is not { } oldest) return $" Cohorts are projected from {CohortCurve.FewestMonths} whole months on.";
        var (days, expected) = (view.Asked.Days, CohortCurve.Project(oldest, curve, 12)![^1]);
        var (low, high) = view.Curve.Range80!.Project(oldest.Cells[oldest.WholeMonths - 1].Active, oldest.WholeMonths - 1, 12, expected);
        return $" Of the {Format.Counted(oldest.Size, "customer")} of {days.MonthName(oldest.Month)} about {Whole(expected)} (80% range {Whole(low)}–{Whole(high)}) are left at the end of {days.MonthName(oldest.Month.Plus(oldest.WholeMonths + 11))}, {Months(oldest.WholeMonths + 11)} after their own.";
    }

    /// <summary>Why there is no curve.</summary>
    public static string Reason(CurveProblem problem) => problem switch
    {
        CurveProblem.TooFewPeriods => "no cohort is two whole months old yet",
        CurveProblem.TooFewLeft => $"fewer than {CohortCurve.FewestLeft} customers have left",
        CurveProblem.NobodyLeft => "no customer has left",
        CurveProblem.AllLeftAtOnce => "all left in their first month",
        CurveProblem.NotFalling => "the fit is not reliable: older customers leave no less often than new ones",
    };

    private static IEnumerable<Figure> Figures(CohortView view)
    {
        foreach (var age in Ages)
        {
            if (view.LogoRetention(age) is not { } share) continue;
            var older = view.Older(age);
            yield return new($"logo_retention_{age}", $"Still pay after {Months(age)}", Format.Percent(share),
                $"{Format.Count(older.Sum(cohort => cohort.Cells[age].Active))} of {Format.Counted(older.Sum(cohort => cohort.Size), "customer")}", Number: share);
        }
    }

    private static AnswerTable Table(CohortView view)
    {
        var ages = Ages.Where(age => age == 1 || view.Shown.Any(cohort => cohort.Cell(age) is not null)).ToList();
        var part = view.Shown.Any(cohort => ages.Any(cohort.IsPart));
        return new(
            ["% paying", "Size", .. ages.Select(age => $"M{age}")],
            [.. view.Shown.Reverse().Select(cohort => (IReadOnlyList<string>)[Label(cohort.Month), Format.Count(cohort.Size), .. ages.Select(age => Cell(cohort, age))])],
            "M1: customers who pay at the end of the first month after their own, in percent of the cohort." + (part ? $" † {view.Asked.Days.Day(view.Asked.Day)}: the month is not over." : ""));
    }

    private static AnswerTable Sums(CohortView view, int now)
    {
        var money = MoneyFormat.For(view.Asked.Currency, view.Shown.Select(cohort => cohort.Cells[^1].Mrr));
        var amounts = view.Shown.Select(cohort => cohort.Cells[^1].Mrr).ToList();
        var shown = Rounding.ShownParts(amounts, money.Unit);
        return new(
            [$"On {view.Asked.Days.Day(view.Asked.Day)}, {view.Asked.Currency.Code}", "size", "paying", "MRR"],
            [
                .. view.Shown.Select((cohort, i) => (IReadOnlyList<string>)[Label(cohort.Month), Format.Count(cohort.Size), Format.Count(cohort.Cells[^1].Active), money.Cell(shown[i])]),
                ["Total", Format.Count(view.Shown.Sum(cohort => cohort.Size)), Format.Count(now), money.Cell(shown.Sum())],
            ],
            "MRR: each customer at the exchange rates of the day it first paid.");
    }

    private static string Formula(CohortView view, int age)
    {
        var older = view.Older(age);
        return $"After {Months(age)}: Σ paying ÷ Σ size of the {Format.Counted(older.Count, "cohort")} old enough = {Format.Count(older.Sum(cohort => cohort.Cells[age].Active))} ÷ {Format.Count(older.Sum(cohort => cohort.Size))} = {Format.Percent(view.LogoRetention(age)!.Value)}.";
    }

    private static IEnumerable<string> Qualifiers(CohortView view)
    {
        var asked = view.Asked;
        if (WholeMonths.Sentence(asked, "Cohorts are") is { } whole) yield return whole;
        if (asked.Question.By != Dimension.Total || asked.Question.Only is not null) yield return "Cohorts are of all customers: they are not split.";
        var unconverted = view.Shown.SelectMany(cohort => cohort.Unconverted).GroupBy(amount => amount.Currency).Select(group => Format.ByCode(group.Sum(amount => amount.Amount), group.Key)).ToList();
        if (unconverted.Count > 0) yield return $"Not in the money: {string.Join(" and ", unconverted)} (no rate on the day of the first payment).";
        foreach (var sentence in Provenance.KnownAt(asked)) yield return sentence;
        if (view.Shown.Any(cohort => cohort.Cells[^1].Revenue is not null))
            foreach (var sentence in FactQualifiers.Of(asked, "payments")) yield return sentence;
    }

    private static string Cell(Cohort cohort, int age) =>
        cohort.LogoRetention(age) is { } share ? Format.Percent(share)[..^1] + (cohort.IsPart(age) ? "†" : "") : "";

    private static string Label(Month month) => month.FirstDay.ToString("MMM yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private static string Months(int count) => Format.Counted(count, "month");

    private static string Whole(double customers) => Format.Count((long)Math.Round(customers, MidpointRounding.AwayFromZero));

    private static string Share(double share) => Format.Percent((decimal)share);

    private static string SpanOf(CohortView view) => WholeMonths.Span(view.Asked, view.Asked.Question.Window ?? new Window.Last(12, CalendarUnit.Month));

    private static IReadOnlyList<Suggestion> Follow { get; } = [new("Retention", "/retention"), new("Churn", "/churn")];
}
