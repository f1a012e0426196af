using RevenueBot.Metrics;
using RevenueBot.Metrics.Payments;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Customers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Payments;

/// <summary>A customer with payments that are open.</summary>
/// <param name="Mrr">All that it pays, micro-units of the reporting currency, as it is shown beside the others.</param>
/// <param name="Payments">Those that are open, the oldest first.</param>
internal sealed record Debtor(string CustomerId, string? RawName, string? Owner, long Mrr, IReadOnlyList<FailedPayment> Payments)
{
    public string Name => CustomerWords.Name(CustomerId, RawName);

    public DateTimeOffset Since => Payments[0].Since;

    public int Tries => Payments.Sum(payment => payment.Tries);

    /// <summary>Why the last try failed.</summary>
    public string Reason => PaymentWords.ReasonOf(Payments.MaxBy(payment => payment.LastTry)!.Reason);

    /// <summary>With tax, in the currency it was asked for: "$149", "$149 and EUR 90".</summary>
    public string Owed(Currency reporting) => string.Join(" and ", Payments.GroupBy(payment => payment.Currency).Select(group => (group.Key, group.Sum(payment => payment.OwedMicros)))
        .Select(sum => sum.Key == reporting ? Format.Money(sum.Item2, reporting) : Format.ByCode(sum.Item2, sum.Key)));
}

/// <summary>Everybody in dunning, the largest MRR first.</summary>
/// <param name="Mrr">Of all of them.</param>
internal sealed record DunningView(Asked Asked, LedgerSnapshot Snapshot, long Mrr, IReadOnlyList<Debtor> Debtors)
{
    /// <summary>How long what is past due goes on counting in MRR; 0: until it ends.</summary>
    public required int PastDueDays { get; init; }

    /// <summary>The same customers by their ids.</summary>
    public DunningView Unnamed() => this with { Debtors = [.. Debtors.Select(debtor => debtor with { RawName = null, Owner = null })] };
}

/// <summary>Reads who is in dunning: a payment failed, no later try succeeded, and the subscription still counts in MRR.</summary>
internal sealed class DunningDesk(PaymentReader payments, LedgerReader ledger, CustomerList customers, LedgerRules rules)
{
    public async Task<DunningView> ReadAsync(Asked asked, CancellationToken cancel)
    {
        var (knownAt, cut) = (asked.Question.KnownAt, asked.Moment.AddTicks(TimeSpan.TicksPerMicrosecond));
        var failed = await payments.FailedLatelyAsync(PaymentFigures.LimitOf(asked.Question.Only), (cut, asked.Day, knownAt), cancel);
        var open = failed.Where(payment => payment.State == FailedState.Open).GroupBy(payment => payment.CustomerId).ToDictionary(group => group.Key, group => group.OrderBy(payment => payment.Since).ToList());
        var snapshot = await ledger.ContextAsync(Dimension.Plan, asked.Day, knownAt, cancel);
        FxRates rates = new(asked.Currency, snapshot.FxRates);
        var listed = (await customers.ReadAsync([.. open.Keys], asked.Day, cancel)).Select(one => (one.Customer, CustomerEntry.Converted(one.Plans.Select(plan => (plan.Currency, plan.Amount)), rates, asked.Day).Mrr))
            .OrderByDescending(one => one.Mrr).ThenBy(one => one.Customer.CustomerId, StringComparer.Ordinal).ToList();
        var shown = Rounding.ShownParts([.. listed.Select(one => one.Mrr)], MoneyFormat.For(asked.Currency, listed.Sum(one => one.Mrr)).Unit);
        return new(asked.Named(snapshot), snapshot, listed.Sum(one => one.Mrr), [.. listed.Select((one, i) => new Debtor(one.Customer.CustomerId, one.Customer.Name, one.Customer.Owner, shown[i], open[one.Customer.CustomerId]))]) { PastDueDays = rules.Profile.PastDueDays };
    }
}
