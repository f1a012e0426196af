using Npgsql;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>What somebody who looks at figures is told of.</summary>
public enum NoticeKind : short
{
    /// <summary>Movements changed, or the rates they are converted by.</summary>
    Ledger = 1,

    /// <summary>A customer that was not known before, of yesterday or today.</summary>
    SignUp = 2,

    /// <summary>A subscription's state of yesterday or later.</summary>
    Subscription = 3,

    /// <summary>A payment of yesterday or today that succeeded.</summary>
    Payment = 4,
}

/// <summary>A row of <c>change_notice</c>.</summary>
/// <param name="Reference">The subscription or payment.</param>
/// <param name="Amount">Micro-units of <paramref name="Currency"/>.</param>
internal sealed record ChangeNotice(NoticeKind Kind, DateTimeOffset At, string? CustomerId = null, string? Reference = null, long? Amount = null, string? Currency = null);

/// <summary>Collects what a small batch is to tell: the last of each kind. What happened before yesterday is the past being read in, and no news.</summary>
/// <param name="at">When it is recorded.</param>
internal sealed class ChangeNotices(CompanyCalendar calendar, DateTimeOffset at)
{
    // Before the payments themselves: one that is there already is no news.
    internal const string AddPayment =
        """
        INSERT INTO change_notice (kind, at, customer_id, reference, amount, currency)
        SELECT 4, $1, COALESCE(a.customer_id, n.customer_id), n.payment_id, n.amount, n.currency
        FROM unnest($2::text[], $3::smallint[], $4::text[], $5::bigint[], $6::text[]) WITH ORDINALITY AS n (customer_id, source, payment_id, amount, currency, ordinal)
        LEFT JOIN customer_alias a ON a.alias_id = n.customer_id
        WHERE NOT EXISTS (SELECT FROM payment p WHERE p.customer_id = COALESCE(a.customer_id, n.customer_id) AND p.source = n.source AND p.payment_id = n.payment_id AND p.status = 1)
        ORDER BY n.ordinal DESC LIMIT 1
        """;

    private readonly Dictionary<NoticeKind, ChangeNotice> _last = [];

    internal static Table<ChangeNotice> Table { get; } = new("change_notice", new Columns<ChangeNotice>()
        .Short("kind", row => (short)row.Kind).Time("at", row => row.At).Text("customer_id", row => row.CustomerId).Text("reference", row => row.Reference)
        .LongOrNull("amount", row => row.Amount).Text("currency", row => row.Currency));

    public IReadOnlyList<ChangeNotice> Rows => [.. _last.Values.OrderBy(row => row.Kind)];

    /// <summary>From when on something is news.</summary>
    public DateTimeOffset Since { get; } = calendar.StartOf(calendar.DayOf(at).AddDays(-1)).ToUniversalTime();

    public void AddRates() => _last.TryAdd(NoticeKind.Ledger, new(NoticeKind.Ledger, at));

    public void AddSubscription(string customerId, SubscriptionEvent fact)
    {
        if (fact.EffectiveAt >= Since) _last[NoticeKind.Subscription] = new(NoticeKind.Subscription, at, customerId, fact.SubscriptionId);
    }

    /// <param name="since">When it became a customer; null: now.</param>
    public void AddSignUp(string customerId, DateTimeOffset? since)
    {
        if (since is null || since >= Since) _last[NoticeKind.SignUp] = new(NoticeKind.SignUp, at, customerId);
    }

    /// <summary>Adds what changed in the ledger of one customer.</summary>
    public void Add(string customerId, LedgerChange change)
    {
        if (change.IsNothing) return;
        _last[NoticeKind.Ledger] = new(NoticeKind.Ledger, at, customerId);
        if (!_last.TryGetValue(NoticeKind.Subscription, out var told) || told.CustomerId != customerId) return;
        var currencies = change.Added.Concat(change.Superseded).Select(row => row.Currency).Distinct().ToList();
        if (currencies.Count == 1) _last[NoticeKind.Subscription] = told with { Amount = change.Added.Sum(row => row.Amount) - change.Superseded.Sum(row => row.Amount), Currency = currencies[0].Code };
    }

    /// <summary>The statement that tells of the last payment that is new; null where none can be.</summary>
    public NpgsqlBatchCommand? Payment(IReadOnlyList<Payment> payments)
    {
        var news = payments.Where(payment => payment.Status == PaymentStatus.Succeeded && payment.OccurredAt >= Since).ToList();
        return news.Count == 0 ? null : new NpgsqlBatchCommand(AddPayment).With(
            Parameter.Time(at), Parameter.Texts([.. news.Select(row => row.CustomerId)]), Parameter.Shorts([.. news.Select(row => (short)row.Source)]), Parameter.Texts([.. news.Select(row => row.PaymentId)]),
            new NpgsqlParameter<long[]> { TypedValue = [.. news.Select(row => row.AmountMinor * row.Currency.MicrosPerMinor)] }, Parameter.Texts([.. news.Select(row => row.Currency.Code)]));
    }
}
