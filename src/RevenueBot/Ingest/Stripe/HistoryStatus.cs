using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Stripe;

/// <summary>The status of a subscription through its past, as far as its dates and invoices tell.</summary>
internal sealed class HistoryStatus
{
    /// <summary>An invoice that a pause left unpaid is closed at once; a person needs longer.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromHours(2);

    // In order of precedence.
    private readonly List<(Span Span, SubscriptionStatus Status)> _spans = [];

    private HistoryStatus()
    {
    }

    public IEnumerable<DateTimeOffset> Edges => _spans.SelectMany(s => s.Span.Until is { } until ? new[] { s.Span.From, until } : [s.Span.From]);

    public SubscriptionStatus At(DateTimeOffset instant)
    {
        foreach (var (span, status) in _spans)
            if (span.Contains(instant)) return status;
        return SubscriptionStatus.Active;
    }

    public static HistoryStatus Read(HistoryInput input, IEnumerable<HistoryAnchor> anchors)
    {
        StripeInvoice[] invoices = [.. input.Invoices.Where(i => i.SubscriptionId == input.Subscription.Id).OrderBy(i => i.Created)];
        var status = new HistoryStatus();
        status.AddTrials(input.Subscription, anchors);
        status.AddIncomplete(input.Subscription, invoices);
        status.AddUnpaid(input, invoices);
        status.AddPauses(input, invoices);
        foreach (var invoice in invoices) status.AddPastDue(invoice, input);
        return status;
    }

    private void AddTrials(StripeSubscription subscription, IEnumerable<HistoryAnchor> anchors)
    {
        if (subscription.TrialEnd is { } end && (subscription.TrialStart ?? subscription.FirstDay) is var start && start < end)
            _spans.Add((new Span(start, end), SubscriptionStatus.Trialing));
        // Stripe remembers only the latest trial; a period billed at nothing shows the earlier ones.
        foreach (var free in anchors.Where(anchor => anchor.IsFreePeriod && !(subscription.TrialStart <= anchor.At && anchor.At < subscription.TrialEnd)))
            _spans.Add((new Span(free.At, free.Until), SubscriptionStatus.Trialing));
    }

    /// <summary>The first payment may come up to 23 hours late; until then the subscription is not a customer's.</summary>
    private void AddIncomplete(StripeSubscription subscription, IReadOnlyList<StripeInvoice> invoices)
    {
        var first = invoices.FirstOrDefault(invoice => invoice.BillingReason == "subscription_create");
        if (first is { ChargesAutomatically: true, AttemptCount: > 1, PaidAt: { } paid } && paid - first.Created < TimeSpan.FromHours(24) && paid > subscription.FirstDay)
            _spans.Add((new Span(subscription.FirstDay, paid), SubscriptionStatus.Incomplete));
    }

    /// <summary>A pause shows at the first invoice that it leaves unpaid, and ends at the next normal one.</summary>
    private void AddPauses(HistoryInput input, IReadOnlyList<StripeInvoice> invoices)
    {
        DateTimeOffset? since = null;
        foreach (var invoice in invoices.Where(invoice => invoice.BillingReason is "subscription_cycle" or "subscription"))
        {
            if (IsLeftUnpaid(invoice, input.ObservedAt)) since ??= StartOf(invoice);
            else if (since is { } from)
            {
                _spans.Add((new Span(from, StartOf(invoice)), SubscriptionStatus.Paused));
                since = null;
            }
        }

        if (since is { } open) _spans.Add((new Span(open, null), SubscriptionStatus.Paused));
    }

    private static bool IsLeftUnpaid(StripeInvoice invoice, DateTimeOffset now) => invoice.AttemptCount == 0 && invoice.Status switch
    {
        InvoiceStatus.Void or InvoiceStatus.Uncollectible => invoice.AbandonedAt - (invoice.FinalizedAt ?? invoice.Created) <= AtOnce,
        InvoiceStatus.Draft => !invoice.AutoAdvances && now - invoice.Created > AtOnce,
        _ => false,
    };

    /// <summary>Stripe does not say when retries ended: it was at the last payment that failed.</summary>
    private void AddUnpaid(HistoryInput input, IReadOnlyList<StripeInvoice> invoices)
    {
        if (input.Subscription.Status != SubscriptionStatus.Unpaid) return;
        if (invoices.FirstOrDefault(invoice => invoice.Status is InvoiceStatus.Open or InvoiceStatus.Uncollectible) is not { } owed) return;
        DateTimeOffset[] failures = [.. input.FailedPayments.Where(at => at >= Billed(owed) && at < input.ObservedAt)];
        if (failures.Length > 0) _spans.Add((new Span(failures.Max(), null), SubscriptionStatus.Unpaid));
    }

    private void AddPastDue(StripeInvoice invoice, HistoryInput input)
    {
        if (invoice.BillingReason == "subscription_create" || invoice.Status == InvoiceStatus.Draft) return;
        if (DueSince(invoice, input) is not { } since) return;
        var until = invoice.PaidAt ?? invoice.AbandonedAt;
        if (!(until <= since)) _spans.Add((new Span(since, until), SubscriptionStatus.PastDue));
    }

    /// <summary>When the invoice fell behind; null: it never did.</summary>
    private static DateTimeOffset? DueSince(StripeInvoice invoice, HistoryInput input)
    {
        if (!invoice.ChargesAutomatically) return invoice.DueDate < input.End ? invoice.DueDate : null;
        var paidAtOnce = invoice.Status == InvoiceStatus.Paid && invoice.AttemptCount <= 1;
        if (invoice.AttemptCount == 0 || paidAtOnce) return null;
        DateTimeOffset[] failures = [.. input.FailedPayments.Where(at => at >= Billed(invoice) && !(at > invoice.PaidAt))];
        return failures.Length > 0 ? failures.Min() : Billed(invoice);
    }

    private static DateTimeOffset Billed(StripeInvoice invoice) => invoice.FinalizedAt ?? invoice.Created;

    private static DateTimeOffset StartOf(StripeInvoice invoice) =>
        invoice.Lines.Where(line => !line.IsProration).Select(line => line.PeriodStart).DefaultIfEmpty(invoice.Created).Max();
}
