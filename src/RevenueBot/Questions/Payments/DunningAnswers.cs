using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Facts;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Payments;

/// <summary><c>/dunning</c>: whose payment failed and is still open, with what it owes and why, the largest MRR first.</summary>
internal sealed class DunningAnswers(DunningDesk desk) : IMetricAnswers
{
    private const int MostRows = 12;

    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Dunning];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        var view = await desk.ReadAsync(asked, cancel);
        return Write(view) with { Unnamed = () => Write(view.Unnamed()) with { NamesCustomers = false, Suggestions = [] } };
    }

    /// <summary>Everybody, and what makes them so.</summary>
    public async Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel)
    {
        var view = await desk.ReadAsync(asked, cancel);
        return Receipt(view) with { Unnamed = () => Receipt(view.Unnamed()) with { NamesCustomers = false } };
    }

    /// <summary>The answer about what was read, with names.</summary>
    public static Answer Write(DunningView view) => Around(view) with
    {
        Headline = Headline(view),
        Sentences = [.. Until(view), .. FactQualifiers.Of(view.Asked, "payments")],
        Figures = Figures(view),
        Table = view.Debtors.Count == 0 ? null : Table(view, MostRows),
        Suggestions = [.. view.Debtors.Take(2).Select(debtor => new Suggestion(debtor.Name, $"/customer {Literal.Write(debtor.CustomerId)}")), new("Payments", "/payments")],
        NamesCustomers = true,
    };

    private static Answer Receipt(DunningView view) => Around(view) with
    {
        Headline = Headline(view),
        Sentences =
        [
            $"In dunning is whose payment failed within {PaymentReader.DunningDays} days, where no later try of the same subscription succeeded and the subscription still counts in MRR.",
            "MRR is all that the customer pays; owed is what the first try of each open payment asked for, with tax.", .. Until(view), .. FactQualifiers.Of(view.Asked, "payments"),
        ],
        Figures = Figures(view),
        Table = view.Debtors.Count == 0 ? null : Table(view, int.MaxValue),
        NamesCustomers = true,
    };

    private static Answer Around(DunningView view) => Provenance.Around(view.Asked, view.Snapshot.Sources, view.Snapshot.ProfileName);

    /// <summary>"4 customers with $573 MRR have payments open on 22 Nov."</summary>
    private static string Headline(DunningView view)
    {
        var (count, day) = (view.Debtors.Count, view.Asked.Days.Day(view.Asked.Day));
        var of = view.Asked.Question.Only is { } only ? $" for {KeyLabel.Phrase(only, view.Asked.OnlyName ?? only.Key)}" : "";
        return count == 0 ? $"Nobody is in dunning{of} on {day}." : $"{Format.Counted(count, "customer")} with {Format.Money(view.Mrr, view.Asked.Currency)} MRR {(count == 1 ? "has a payment" : "have payments")}{of} open on {day}.";
    }

    /// <summary>How long what is past due goes on counting.</summary>
    private static IEnumerable<string> Until(DunningView view)
    {
        if (view.Debtors.Count > 0)
            yield return view.PastDueDays == 0 ? "Past-due MRR counts until the subscription ends." : $"Past-due MRR counts for {view.PastDueDays} days, then it is involuntary churn.";
    }

    private static IReadOnlyList<Figure> Figures(DunningView view) =>
    [
        new("dunning_customers", "In dunning", Format.Counted(view.Debtors.Count, "customer"), Number: view.Debtors.Count), new("dunning_mrr", "MRR at stake", Format.Money(view.Mrr, view.Asked.Currency), Micros: view.Mrr),
    ];

    private static AnswerTable Table(DunningView view, int most)
    {
        var (asked, money) = (view.Asked, MoneyFormat.For(view.Asked.Currency, view.Mrr));
        var shown = view.Debtors.Count <= most ? view.Debtors : [.. view.Debtors.Take(most)];
        List<IReadOnlyList<string>> rows = [.. shown.Select(debtor => (IReadOnlyList<string>)
            [debtor.Name, money.Cell(debtor.Mrr), debtor.Owed(asked.Currency), asked.Days.Day(asked.Calendar.DayOf(debtor.Since)), Format.Count(debtor.Tries), debtor.Reason])];
        if (view.Debtors.Count > most) rows.Add([Format.Counted(view.Debtors.Count - most, "other"), money.Cell(money.Round(view.Mrr) - shown.Sum(debtor => debtor.Mrr)), "", "", "", ""]);
        return new([$"Customer, {asked.Currency.Code}", "MRR", "Owed", "Since", "Tries", "Reason"], [.. rows, ["All", money.Cell(view.Mrr), "", "", "", ""]]);
    }
}
