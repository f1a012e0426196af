namespace RevenueBot.Ingest.Stripe;

/// <summary>A kind of object that is kept.</summary>
/// <param name="Name">Its <c>object</c> value.</param>
/// <param name="List">Where all of them are listed.</param>
/// <param name="Fields">The only fields kept: no cards, addresses of payers or receipts.</param>
internal sealed record StripeKind(string Name, StripeList List, IReadOnlySet<string> Fields)
{
    public static StripeKind Coupon { get; } = Of("coupon", "v1/coupons", ["data.applies_to", "data.currency_options"],
        "percent_off amount_off currency currency_options duration duration_in_months applies_to");

    public static StripeKind Product { get; } = Of("product", "v1/products", [], "name active deleted");

    public static StripeKind Price { get; } = Of("price", "v1/prices", ["data.tiers", "data.currency_options"],
        "currency currency_options product nickname recurring billing_scheme tiers tiers_mode transform_quantity tax_behavior unit_amount unit_amount_decimal type "
        + "interval interval_count usage_type amount amount_decimal");

    public static StripeKind Customer { get; } = Of("customer", "v1/customers", [], "name email address metadata discount currency deleted");

    // Stripe expands four levels at most, so coupons of item discounts are looked up in the list of coupons.
    public static StripeKind Subscription { get; } = Of("subscription", "v1/subscriptions", ["data.discounts.source.coupon", "data.items.data.discounts"],
        "customer currency status start_date items discounts discount cancel_at_period_end cancel_at canceled_at ended_at trial_start trial_end pause_collection "
        + "current_period_end default_tax_rates", ("status", "all"));

    public static StripeKind Invoice { get; } = Of("invoice", "v1/invoices", ["data.discounts.source.coupon", "data.payments"],
        "customer subscription parent status billing_reason status_transitions attempt_count auto_advance collection_method due_date total total_taxes tax lines "
        + "discounts discount payments payment_intent charge currency");

    public static StripeKind Charge { get; } = Of("charge", "v1/charges", [],
        "customer amount amount_captured currency status failure_code payment_intent invoice");

    public static StripeKind Refund { get; } = Of("refund", "v1/refunds", [], "amount currency status charge payment_intent");

    public static StripeKind CreditNote { get; } = Of("credit_note", "v1/credit_notes", [], "customer invoice type status total currency");

    public static StripeKind Dispute { get; } = Of("dispute", "v1/disputes", [], "amount currency status charge payment_intent");

    /// <summary>In the order in which they are read: what others point to comes first.</summary>
    public static IReadOnlyList<StripeKind> All { get; } =
        [Coupon, Product, Price, Customer, Subscription, Invoice, Charge, Refund, CreditNote, Dispute];

    /// <summary>True for what belongs to no customer.</summary>
    public bool IsCatalogue => this == Coupon || this == Product || this == Price;

    private static StripeKind Of(string name, string path, IReadOnlyList<string> expand, string fields, params IReadOnlyList<(string Name, string Value)> filters) => new(
        name, new StripeList(path, [.. expand.Select(field => ("expand[]", field)), .. filters]), new HashSet<string>([.. fields.Split(' '), "id", "object", "created"]));
}
