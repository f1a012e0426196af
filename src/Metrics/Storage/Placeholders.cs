using Npgsql;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>Customers, users and plans that a fact names before they are known: created empty, completed later.</summary>
internal static class Placeholders
{
    internal const string AddCustomers =
        """
        INSERT INTO customer (customer_id, is_placeholder)
        SELECT DISTINCT COALESCE(a.customer_id, n.id), true FROM unnest($1::text[]) AS n (id) LEFT JOIN customer_alias a ON a.alias_id = n.id
        ON CONFLICT DO NOTHING
        """;
    internal const string AddUsers =
        """
        INSERT INTO app_user (customer_id, user_id, is_placeholder)
        SELECT DISTINCT COALESCE(a.customer_id, n.customer_id), n.user_id, true
        FROM unnest($1::text[], $2::text[]) AS n (customer_id, user_id) LEFT JOIN customer_alias a ON a.alias_id = n.customer_id
        ON CONFLICT DO NOTHING
        """;
    internal const string AddPlans = "INSERT INTO plan (plan_id, is_placeholder) SELECT DISTINCT n.id, true FROM unnest($1::text[]) AS n (id) ON CONFLICT DO NOTHING";

    /// <param name="knows">Whether a customer or a plan is known to have a row; what is known needs no statement.</param>
    public static IEnumerable<NpgsqlBatchCommand> For(FactBatch batch, (Func<string, bool> Customer, Func<string, bool> Plan) knows)
    {
        if (Customers(batch).Distinct().Where(id => !knows.Customer(id)).ToArray() is { Length: > 0 } customers) yield return Command(AddCustomers, customers);
        if (Plans(batch).Distinct().Where(id => !knows.Plan(id)).ToArray() is { Length: > 0 } plans) yield return Command(AddPlans, plans);
        if (Users(batch).Distinct().ToArray() is { Length: > 0 } users)
            yield return Command(AddUsers, [.. users.Select(user => user.CustomerId)], [.. users.Select(user => user.UserId)]);
    }

    private static IEnumerable<string> Customers(FactBatch batch) =>
    [
        .. batch.SubscriptionEvents.Select(e => e.CustomerId), .. batch.Users.Select(u => u.CustomerId), .. batch.Payments.Select(p => p.CustomerId),
        .. batch.Usage.Select(u => u.CustomerId), .. batch.Tickets.Select(t => t.CustomerId), .. batch.Nps.Select(n => n.CustomerId),
    ];

    public static IEnumerable<string> Plans(FactBatch batch) =>
        batch.SubscriptionEvents.Select(e => e.PlanId).Concat(batch.Payments.Select(p => p.PlanId).OfType<string>());

    private static IEnumerable<(string CustomerId, string UserId)> Users(FactBatch batch) =>
        batch.Usage.Select(u => (u.CustomerId, u.UserId)).Concat(batch.Nps.Where(n => n.UserId is not null).Select(n => (n.CustomerId, n.UserId!)));

    private static NpgsqlBatchCommand Command(string sql, params string[][] arrays) =>
        new NpgsqlBatchCommand(sql).With([.. arrays.Select(Parameter.Texts)]);
}
