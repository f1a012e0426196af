using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Lifetime;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Facts;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Lifetime;

/// <summary>"/clv": what customers have brought so far, by the plan they began with.</summary>
internal sealed class LifetimeAnswers(LifetimeSource source, LedgerReader ledger) : IMetricAnswers
{
    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Clv];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        var (around, view) = await ReadAsync(asked, cancel);
        if (view.Subject.Mean is not { } mean) return around with { Headline = view.Nothing };
        return around with
        {
            Headline = $"{Format.Capital(view.Name)} is {view.Money.Text(mean)} a customer on {view.Day}, over {Format.Counted(view.Subject.Customers, "customer")} who ever paid.",
            Sentences = [.. Sentences(asked, view)],
            Figures = Figures(view),
            Table = view.Only is null ? Table(view) : null,
            Suggestions = [new("LTV, expected", "/ltv"), new("MRR by plan", "/mrr by plan last 6 months")],
        };
    }

    public async Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel)
    {
        var (around, view) = await ReadAsync(asked, cancel);
        if (view.Subject.Mean is not { } mean) return around with { Headline = view.Nothing };
        var whole = MoneyFormat.For(asked.Currency, view.Subject.Revenue, 1_000_000_000);
        return around with
        {
            Headline = $"How {view.Name} of {view.Money.Text(mean)} on {view.Day} adds up",
            Sentences =
            [
                $"CLV = revenue / customers who ever paid = {whole.Text(view.Subject.Revenue)} / {Format.Count(view.Subject.Customers)} = {view.Money.Text(mean)}.",
                .. view.Subject.MonthlyValue is { } monthly
                    ? (string[])[$"A month = revenue / months of service = {whole.Text(view.Subject.Revenue)} / {Months(view.Subject.Months)} = {view.Money.Text(monthly)}."] : [],
                Rule, .. view.LeftOut, .. FactQualifiers.Of(asked, "payments"),
            ],
            Table = Receipt(view, whole),
            Proof = async ct => [.. (await source.CustomersAsync(around.AsOf!.Value, around.KnownAt, ct))
                .Where(customer => view.Only is null || customer.Lifetime.PlanId == view.Only).Select(customer => CustomerLifetimeRow.Of(customer, asked.Currency))],
        };
    }

    private const string Rule = "Revenue is payments less refunds and disputes, without tax, at the rate of the day of each; months of service are those of the subscriptions.";

    private async Task<(Answer Around, LifetimeView View)> ReadAsync(Asked asked, CancellationToken cancel)
    {
        var computed = await source.GetAsync(asked, cancel);
        var snapshot = await ledger.ContextAsync(Dimension.Plan, asked.Day, asked.Question.KnownAt, cancel);
        var around = Ahead.Around(asked, snapshot, computed.AsOf, source.Cadence);
        return (around, new LifetimeView(asked, computed.Value, asked.Days.Day(around.AsOf!.Value), snapshot.KeyNames));
    }

    private static IEnumerable<string> Sentences(Asked asked, LifetimeView view)
    {
        var (subject, money) = (view.Subject, view.Money);
        var monthly = subject.MonthlyValue is { } value ? $", {money.Text(value)} a month" : "";
        yield return $"Half of them brought less than {money.Text(subject.Median)}; they were served {Months(subject.MeanMonths!.Value)} months{monthly}.";
        if (view.Only is null && view.Shown is [var most, .., var least])
            yield return $"{view.Label(most)} brought the most, {money.Text(most.Mean!.Value)} a customer; {view.Label(least)} the least, {money.Text(least.Mean!.Value)}.";
        yield return "The plan is the one a customer first paid for. " + Rule;
        foreach (var sentence in view.LeftOut) yield return sentence;
        if (asked.Question.Window is not null) yield return "Realised CLV covers all of the time so far: a span does not narrow it.";
        if (asked.Question.By is not (Dimension.Total or Dimension.Plan) || asked.Question.Only is { By: not Dimension.Plan })
            yield return "Realised CLV is kept by plan at acquisition, and by nothing else.";
        foreach (var sentence in FactQualifiers.Of(asked, "payments")) yield return sentence;
    }

    private static IReadOnlyList<Figure> Figures(LifetimeView view)
    {
        var (subject, money) = (view.Subject, view.Money);
        return
        [
            new("clv", "Realised CLV", money.Text(subject.Mean!.Value), $"{Format.Counted(subject.Customers, "customer")}", subject.Mean),
            new("clv_median", "Median", money.Text(subject.Median), Micros: subject.Median),
            new("service_months", "Months of service", Months(subject.MeanMonths!.Value), "mean of a customer", Number: subject.MeanMonths),
            subject.MonthlyValue is { } monthly
                ? new("monthly_value", "Value of a month", money.Text(monthly), "revenue by months of service", monthly)
                : new("monthly_value", "Value of a month", Format.Undefined, "no months of service"),
        ];
    }

    private static AnswerTable Table(LifetimeView view) => new(
        ["First plan", "n", "Mean", "Median", "Months", "A month"],
        [.. view.Shown.Select(plan => Row(view, view.Label(plan), plan)), Row(view, "All", view.Value.Total)],
        $"n: customers who ever paid. Unit: {view.Money.Currency.Code}, on {view.Day}.");

    private static IReadOnlyList<string> Row(LifetimeView view, string label, PlanLifetime plan) =>
    [
        label, Format.Count(plan.Customers), view.Money.Cell(plan.Mean!.Value), view.Money.Cell(plan.Median), Months(plan.MeanMonths!.Value),
        plan.MonthlyValue is { } monthly ? view.Money.Cell(monthly) : Format.Undefined,
    ];

    private static AnswerTable Receipt(LifetimeView view, MoneyFormat whole)
    {
        IReadOnlyList<PlanLifetime> plans = view.Only is null ? view.Shown : [view.Subject];
        var revenue = Rounding.ShownParts([.. plans.Select(plan => plan.Revenue)], whole.Unit);
        return new(
            [$"First plan, {whole.Currency.Code}", "Revenue", "rows", "n", "Months"],
            [
                .. plans.Select((plan, i) => (IReadOnlyList<string>)[view.Label(plan), whole.Cell(revenue[i]), Format.Count(plan.Rows), Format.Count(plan.Customers), Months(plan.Months)]),
                ["Total", whole.Cell(view.Subject.Revenue), Format.Count(view.Subject.Rows), Format.Count(view.Subject.Customers), Months(view.Subject.Months)],
            ]);
    }

    private static string Months(decimal months) => Math.Round(months, 1, MidpointRounding.AwayFromZero).ToString("#,0.0", CultureInfo.InvariantCulture);
}
