using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>
/// The tables of every fact but subscription events. A fact that is known already changes nothing; where later words about
/// the same thing are expected (a plan's price, a ticket's end) the last one stands, a null never erases a value, and the same
/// word again writes nothing.
/// </summary>
internal static class FactTables
{
    private const string Ignored = "ON CONFLICT DO NOTHING";

    private static Columns<Customer> CustomerColumns { get; } = new Columns<Customer>()
        .Text("customer_id", c => c.CustomerId).Text("name", c => c.Name).Text("email", c => c.Email).Text("country", c => c.Country)
        .Text("segment", c => c.Segment).Text("owner", c => c.Owner).TimeOrNull("created_at", c => c.CreatedAt).Json("attributes", c => c.AttributesJson);

    public static Table<Customer> Customer { get; } = new("customer", CustomerColumns) { Conflict = Completing("customer") };

    /// <summary>Customers of an import, until it has all of them.</summary>
    public static Table<Customer> StagedCustomer { get; } = new("stage_customer", CustomerColumns) { Conflict = Completing("stage_customer") };

    public static Table<AppUser> User { get; } = new("app_user", new Columns<AppUser>()
        .Text("customer_id", u => u.CustomerId).Text("user_id", u => u.UserId).Text("email", u => u.Email)
        .Time("created_at", u => u.CreatedAt).Flag("is_bot", u => u.IsBot))
    {
        Key = "customer_id, user_id",
        ResolvesCustomer = true,
        Unwritten = "is_placeholder",
        Conflict =
            """
            ON CONFLICT (customer_id, user_id) DO UPDATE SET email = COALESCE(excluded.email, app_user.email), created_at = excluded.created_at,
              is_bot = excluded.is_bot, is_placeholder = false
            WHERE app_user.is_placeholder OR (app_user.email, app_user.created_at, app_user.is_bot)
              IS DISTINCT FROM (COALESCE(excluded.email, app_user.email), excluded.created_at, excluded.is_bot)
            """,
    };

    public static Table<Plan> Plan { get; } = new("plan", new Columns<Plan>()
        .Text("plan_id", p => p.PlanId).Text("name", p => p.Name).IntOrNull("tier", p => p.Tier).Text("currency", p => p.Currency?.Code)
        .NumberOrNull("unit_amount_minor", p => p.UnitAmountMinor).ShortOrNull("billing_interval", p => (short?)p.Interval)
        .IntOrNull("interval_count", p => p.IntervalCount).Json("limits", p => p.LimitsJson).Json("features", p => p.FeaturesJson))
    {
        Key = "plan_id",
        Conflict =
            """
            ON CONFLICT (plan_id) DO UPDATE SET name = COALESCE(excluded.name, plan.name), tier = COALESCE(excluded.tier, plan.tier),
              currency = COALESCE(excluded.currency, plan.currency), unit_amount_minor = COALESCE(excluded.unit_amount_minor, plan.unit_amount_minor),
              billing_interval = COALESCE(excluded.billing_interval, plan.billing_interval), interval_count = COALESCE(excluded.interval_count, plan.interval_count),
              limits = COALESCE(excluded.limits, plan.limits), features = COALESCE(excluded.features, plan.features), is_placeholder = false
            WHERE plan.is_placeholder
              OR (plan.name, plan.tier, plan.currency, plan.unit_amount_minor, plan.billing_interval, plan.interval_count, plan.limits, plan.features)
              IS DISTINCT FROM (COALESCE(excluded.name, plan.name), COALESCE(excluded.tier, plan.tier), COALESCE(excluded.currency, plan.currency),
                COALESCE(excluded.unit_amount_minor, plan.unit_amount_minor), COALESCE(excluded.billing_interval, plan.billing_interval),
                COALESCE(excluded.interval_count, plan.interval_count), COALESCE(excluded.limits, plan.limits), COALESCE(excluded.features, plan.features))
            """,
    };

    public static Table<Payment> Payment { get; } = new("payment", new Columns<Payment>()
        .Text("customer_id", p => p.CustomerId).Short("source", p => (short)p.Source).Text("payment_id", p => p.PaymentId)
        .Text("subscription_id", p => p.SubscriptionId).Long("amount_minor", p => p.AmountMinor).LongOrNull("tax_minor", p => p.TaxMinor)
        .Text("currency", p => p.Currency.Code).Short("status", p => (short)p.Status).Text("failure_reason", p => p.FailureReason)
        .Text("plan_id", p => p.PlanId).Time("occurred_at", p => p.OccurredAt))
    {
        ResolvesCustomer = true,
        Conflict = Ignored,
    };

    public static Table<UsageRecord> Usage { get; } = new("usage_record", new Columns<UsageRecord>()
        .Text("customer_id", u => u.CustomerId).Text("user_id", u => u.UserId).Text("metric", u => u.Metric).Number("quantity", u => u.Quantity)
        .Time("recorded_at", u => u.RecordedAt).Text("usage_id", UsageId))
    {
        ResolvesCustomer = true,
        Conflict = Ignored,
    };

    public static Table<Ticket> Ticket { get; } = new("ticket", new Columns<Ticket>()
        .Text("customer_id", t => t.CustomerId).Text("ticket_id", t => t.TicketId).Short("severity", t => (short)t.Severity)
        .Time("opened_at", t => t.OpenedAt).TimeOrNull("closed_at", t => t.ClosedAt).IntOrNull("satisfaction", t => t.Satisfaction))
    {
        Key = "customer_id, ticket_id",
        ResolvesCustomer = true,
        Conflict =
            """
            ON CONFLICT (customer_id, ticket_id) DO UPDATE SET severity = excluded.severity, opened_at = excluded.opened_at,
              closed_at = COALESCE(excluded.closed_at, ticket.closed_at), satisfaction = COALESCE(excluded.satisfaction, ticket.satisfaction)
            WHERE (ticket.severity, ticket.opened_at, ticket.closed_at, ticket.satisfaction) IS DISTINCT FROM (excluded.severity, excluded.opened_at,
              COALESCE(excluded.closed_at, ticket.closed_at), COALESCE(excluded.satisfaction, ticket.satisfaction))
            """,
    };

    public static Table<NpsResponse> Nps { get; } = new("nps_response", new Columns<NpsResponse>()
        .Text("customer_id", n => n.CustomerId).Text("user_id", n => n.UserId ?? "").Int("score", n => n.Score).Text("comment", n => n.Comment)
        .Time("responded_at", n => n.RespondedAt))
    {
        ResolvesCustomer = true,
        Conflict = Ignored,
    };

    public static Table<FxRate> FxRate { get; } = new("fx_rate", new Columns<FxRate>()
        .Text("currency", r => r.Currency.Code).Day("day", FirstDay).Flag("whole_month", r => r.WholeMonth).Number("rate", r => r.Rate))
    {
        Key = "currency, day, whole_month",
        Conflict = "ON CONFLICT (currency, day, whole_month) DO UPDATE SET rate = excluded.rate WHERE fx_rate.rate <> excluded.rate",
    };

    public static Table<Annotation> Annotation { get; } = new("annotation", new Columns<Annotation>()
        .Day("day", a => a.Date).Short("kind", a => (short)a.Kind).Text("text", a => a.Text))
    { Conflict = Ignored };

    public static Table<Target> Target { get; } = new("target", new Columns<Target>()
        .Text("metric", t => t.Metric).Day("month", t => t.Month.FirstDay).Short("kind", t => (short)t.Kind).Number("value", t => t.Value)
        .NumberOrNull("upper", t => t.Upper))
    {
        Key = "metric, month",
        Conflict =
            """
            ON CONFLICT (metric, month) DO UPDATE SET kind = excluded.kind, value = excluded.value, upper = excluded.upper
            WHERE (target.kind, target.value, target.upper) IS DISTINCT FROM (excluded.kind, excluded.value, excluded.upper)
            """,
    };

    /// <summary>Tables that an import fills from stages of their own.</summary>
    public static IReadOnlyList<Table> Side { get; } = [User, Plan, Payment, Usage, Ticket, Nps, FxRate, Annotation, Target];

    /// <summary>What a later word about a customer does to the row in <paramref name="table"/>.</summary>
    public static string Completing(string table) =>
        $"""
        ON CONFLICT (customer_id) DO UPDATE SET
          name = COALESCE(excluded.name, {table}.name), email = COALESCE(excluded.email, {table}.email),
          country = COALESCE(excluded.country, {table}.country), segment = COALESCE(excluded.segment, {table}.segment),
          owner = COALESCE(excluded.owner, {table}.owner), created_at = COALESCE(excluded.created_at, {table}.created_at),
          attributes = COALESCE(excluded.attributes, {table}.attributes), is_placeholder = false
        WHERE {table}.is_placeholder
          OR ({table}.name, {table}.email, {table}.country, {table}.segment, {table}.owner, {table}.created_at, {table}.attributes)
          IS DISTINCT FROM (COALESCE(excluded.name, {table}.name), COALESCE(excluded.email, {table}.email), COALESCE(excluded.country, {table}.country),
            COALESCE(excluded.segment, {table}.segment), COALESCE(excluded.owner, {table}.owner), COALESCE(excluded.created_at, {table}.created_at),
            COALESCE(excluded.attributes, {table}.attributes))
        """;

    /// <summary>A month's rate stands on the first of it, whichever day the source named.</summary>
    public static DateOnly FirstDay(FxRate rate) => rate.WholeMonth ? Month.Of(rate.Day).FirstDay : rate.Day;

    /// <summary>Usage without an id of its own is known by what it says.</summary>
    public static string UsageId(UsageRecord usage)
    {
        if (usage.Id is { } id) return id;
        var text = string.Create(CultureInfo.InvariantCulture, $"{usage.UserId}\n{usage.Metric}\n{usage.Quantity / 1.0000000000000000000000000000m}\n{usage.RecordedAt.UtcTicks / 10}");
        return "of:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
