using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Payments;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Billing;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Billing;

/// <summary>The ledger against each biller, as the last comparison left it: the same that answers say in their last line.</summary>
internal static class Reconciliations
{
    private const string Stripe = "stripe";

    /// <param name="mrr">The balance of today.</param>
    public static ReconciliationPanel Of(PaymentView view, Answer? mrr)
    {
        var compared = view.Snapshot.Sources.Where(source => source.Reconciled is not null).Select(source => (Name: Provenance.Name(source.Source), Last: source.Reconciled!)).ToList();
        var finding = compared.Count == 0 ? "The ledger against the biller, customer by customer" : string.Join(' ', compared.Select(one => Finding(one.Name, one.Last)));
        return new(finding, compared.Count == 0 ? [] : [new Fact("Ledger MRR", mrr?.Series is [var now, ..] ? Format.Money(now.Closing, view.Asked.Currency) : Format.Undefined), .. compared.SelectMany(one => Facts(one.Name, one.Last, view.Asked))], new(AnswerParts.Receipt(mrr)), Nothing(view.Snapshot.Sources));
    }

    private static string Finding(string biller, ReconciliationState last) => last.Differing == 0
        ? $"The ledger and {biller} say the same of {Format.Counted(last.Customers, "customer")}." : $"{Format.Counted(last.Differing, "customer")} {(last.Differing == 1 ? "differs" : "differ")} between the ledger and {biller}: the command reconcile names them.";

    private static IEnumerable<Fact> Facts(string biller, ReconciliationState last, Asked asked) =>
    [
        new($"Compared with {biller}", Days.Moment(last.At, asked.Calendar)), new("Customers compared", Format.Count(last.Customers)), new("Customers that differ", Format.Count(last.Differing)),
    ];

    private static EmptyState Nothing(IReadOnlyList<SourceState> sources) => sources.Any(source => source.Source.Equals(Stripe, StringComparison.OrdinalIgnoreCase))
        ? new("Nothing was compared yet", "The ledger is compared with Stripe every night; the command reconcile does it at once.")
        : new("There is no biller to compare with", "Figures come from files or a database. With Stripe:ApiKey set, the ledger is compared with Stripe every night.");
}
