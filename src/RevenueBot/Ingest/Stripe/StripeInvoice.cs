using System.Text.Json;
using RevenueBot.Metrics;

namespace RevenueBot.Ingest.Stripe;

internal enum InvoiceStatus { Draft, Open, Paid, Uncollectible, Void }

/// <param name="Amount">Taken off this line, minor units.</param>
internal readonly record struct LineDiscount(string DiscountId, decimal Amount);

/// <summary>A line of an invoice that belongs to a subscription item.</summary>
internal sealed record StripeLine
{
    public required string SubscriptionId { get; init; }

    /// <summary>The subscription item; old invoices may not name it, then the price's id.</summary>
    public required string ItemId { get; init; }

    public required string PriceId { get; init; }

    /// <summary>The price, where the line carries it (older versions).</summary>
    public StripePrice? Price { get; init; }

    /// <summary>Before discounts, minor units; negative: credit for unused time.</summary>
    public decimal Amount { get; init; }

    public decimal Quantity { get; init; }
    public decimal? UnitAmount { get; init; }
    public bool IsProration { get; init; }
    public required DateTimeOffset PeriodStart { get; init; }
    public required DateTimeOffset PeriodEnd { get; init; }
    public IReadOnlyList<LineDiscount> Discounts { get; init; } = [];

    /// <summary>Tax contained in the amount, minor units.</summary>
    public decimal InclusiveTax { get; init; }

    /// <summary>Null for lines without a subscription, a price or a period: they are never MRR.</summary>
    public static StripeLine? Read(JsonElement json, string? invoiceSubscription)
    {
        var item = json.At("parent", "subscription_item_details") ?? json.At("parent", "invoice_item_details") ?? json;
        var subscription = item.Id("subscription") ?? invoiceSubscription;
        var price = json.At("price") is { ValueKind: JsonValueKind.Object } full ? full : json.At("plan");
        var priceId = json.Id("pricing", "price_details", "price") ?? price?.Text("id");
        if (subscription is null || priceId is null || json.Time("period", "start") is not { } start || json.Time("period", "end") is not { } end) return null;
        return new StripeLine
        {
            SubscriptionId = subscription,
            ItemId = item.Id("subscription_item") ?? priceId,
            PriceId = priceId,
            Price = price is { } p ? StripePrice.Read(p, []) : null,
            Amount = json.Decimal("amount") ?? 0,
            Quantity = json.Decimal("quantity_decimal") ?? json.Decimal("quantity") ?? 1,
            UnitAmount = json.Decimal("pricing", "unit_amount_decimal") ?? json.Decimal("unit_amount_excluding_tax"),
            IsProration = item.Flag("proration") || json.Flag("proration"),
            PeriodStart = start,
            PeriodEnd = end,
            Discounts = [.. json.List("discount_amounts").Select(d => new LineDiscount(d.Id("discount") ?? "", d.Decimal("amount") ?? 0))],
            InclusiveTax = json.List("taxes").Concat(json.List("tax_amounts")).Where(IsInclusive).Sum(tax => tax.Decimal("amount") ?? 0),
        };
    }

    private static bool IsInclusive(JsonElement tax) => tax.Text("tax_behavior") == "inclusive" || tax.Flag("inclusive");
}

/// <summary>An invoice of any API version, as far as the past of a subscription can be read from it.</summary>
internal sealed record StripeInvoice
{
    public required string Id { get; init; }
    public string? SubscriptionId { get; init; }
    public required InvoiceStatus Status { get; init; }
    public string? BillingReason { get; init; }
    public required DateTimeOffset Created { get; init; }
    public DateTimeOffset? FinalizedAt { get; init; }
    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>When it was voided or given up.</summary>
    public DateTimeOffset? AbandonedAt { get; init; }

    public long AttemptCount { get; init; }
    public bool ChargesAutomatically { get; init; }
    public bool AutoAdvances { get; init; }
    public DateTimeOffset? DueDate { get; init; }
    public long? Total { get; init; }
    public long? Tax { get; init; }
    public IReadOnlyList<StripeLine> Lines { get; init; } = [];
    public IReadOnlyList<StripeDiscount> Discounts { get; init; } = [];

    /// <summary>Payment intents and charges that paid it.</summary>
    public IReadOnlyList<string> PaymentIds { get; init; } = [];

    /// <summary>Null with a problem where the status is unknown.</summary>
    public static StripeInvoice? Read(JsonElement json, ICollection<StripeProblem> problems)
    {
        var id = json.Text("id") ?? "";
        if (StatusOf(json.Text("status")) is not { } status || json.Time("created") is not { } created)
        {
            problems.Add(new(id, "The invoice has a status that is not known here."));
            return null;
        }

        var subscription = json.Id("parent", "subscription_details", "subscription") ?? json.Id("subscription");
        return ReadDates(json, new StripeInvoice
        {
            Id = id, SubscriptionId = subscription, Status = status, Created = created, BillingReason = json.Text("billing_reason"),
            AttemptCount = json.Long("attempt_count") ?? 0, AutoAdvances = json.Flag("auto_advance"),
            ChargesAutomatically = json.Text("collection_method") != "send_invoice", DueDate = json.Time("due_date"),
            Total = json.Long("total"), Tax = TaxOf(json), PaymentIds = [.. ReadPayments(json)],
            Lines = [.. json.List("lines").Select(line => StripeLine.Read(line, subscription)).OfType<StripeLine>()],
            Discounts = StripeDiscount.ReadAll(json, problems),
        });
    }

    private static StripeInvoice ReadDates(JsonElement json, StripeInvoice invoice) => invoice with
    {
        FinalizedAt = json.Time("status_transitions", "finalized_at"),
        PaidAt = json.Time("status_transitions", "paid_at"),
        AbandonedAt = json.Time("status_transitions", "voided_at") ?? json.Time("status_transitions", "marked_uncollectible_at"),
    };

    private static long? TaxOf(JsonElement json) =>
        json.At("total_taxes") is { ValueKind: JsonValueKind.Array } taxes ? taxes.EnumerateArray().Sum(tax => tax.Long("amount") ?? 0) : json.Long("tax");

    private static IEnumerable<string> ReadPayments(JsonElement json) =>
        json.List("payments").Select(p => p.Id("payment", "payment_intent") ?? p.Id("payment", "charge"))
            .Append(json.Id("payment_intent")).Append(json.Id("charge")).OfType<string>();

    private static InvoiceStatus? StatusOf(string? status) => status switch
    {
        "draft" => InvoiceStatus.Draft,
        "open" => InvoiceStatus.Open,
        "paid" => InvoiceStatus.Paid,
        "uncollectible" => InvoiceStatus.Uncollectible,
        "void" => InvoiceStatus.Void,
        _ => null,
    };
}
