using Npgsql;
using NpgsqlTypes;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>
/// What was known of exchange rates, targets and customers: a table holds the last word, and what stood before it is kept until the
/// moment at which that word was recorded. Facts without such a history (payments, usage, surveys) are not here.
/// </summary>
internal static class Versions
{
    /// <summary>Rates as known at $1.</summary>
    internal const string FxRatesAt =
        """
        SELECT currency, day, whole_month, CASE WHEN v.known_until IS NULL THEN f.rate ELSE v.rate END
        FROM fx_rate f FULL JOIN (
          SELECT DISTINCT ON (currency, day, whole_month) currency, day, whole_month, rate, known_until FROM fx_rate_version
          WHERE known_until > $1 ORDER BY currency, day, whole_month, known_until) v USING (currency, day, whole_month)
        WHERE CASE WHEN v.known_until IS NULL THEN f.rate ELSE v.rate END IS NOT NULL
        ORDER BY currency, day, whole_month
        """;

    /// <summary>Targets as known at $1.</summary>
    internal const string TargetsAt =
        """
        SELECT metric, month, CASE WHEN v.known_until IS NULL THEN t.kind ELSE v.kind END AS kind, CASE WHEN v.known_until IS NULL THEN t.value ELSE v.value END AS value,
          CASE WHEN v.known_until IS NULL THEN t.upper ELSE v.upper END AS upper
        FROM target t FULL JOIN (
          SELECT DISTINCT ON (metric, month) metric, month, kind, value, upper, known_until FROM target_version
          WHERE known_until > $1 ORDER BY metric, month, known_until) v USING (metric, month)
        WHERE CASE WHEN v.known_until IS NULL THEN t.kind ELSE v.kind END IS NOT NULL
        ORDER BY month, metric
        """;

    /// <summary>For a join over many customers: those of whom something else was known at $1.</summary>
    internal const string CustomersThen =
        "(SELECT DISTINCT ON (customer_id) customer_id, name, country, segment FROM customer_version WHERE known_until > $1 ORDER BY customer_id, known_until)";

    /// <summary>The key of dimension $4 or of another number, of customer <c>m.customer_id</c> as known at $1: for a few rows.</summary>
    internal const string CountryThen =
        "COALESCE((SELECT v.country FROM customer_version v WHERE v.customer_id = m.customer_id AND v.known_until > $1 ORDER BY v.known_until LIMIT 1), (SELECT c.country FROM customer c WHERE c.customer_id = m.customer_id), '')";

    /// <inheritdoc cref="CountryThen"/>
    internal const string SegmentThen =
        "COALESCE((SELECT v.segment FROM customer_version v WHERE v.customer_id = m.customer_id AND v.known_until > $1 ORDER BY v.known_until LIMIT 1), (SELECT c.segment FROM customer c WHERE c.customer_id = m.customer_id), '')";

    /// <summary>Before two customers become one: the one that goes, and the one that takes over what it lacks.</summary>
    internal const string KeepMerged =
        """
        INSERT INTO customer_version (customer_id, name, country, segment, known_until)
        SELECT customer_id, COALESCE(name, ''), COALESCE(country, ''), COALESCE(segment, ''), @at FROM customer
        WHERE customer_id = ANY (@aliases::text[]) OR customer_id = ANY (@customers::text[])
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Before an import writes them.</summary>
    internal static readonly string KeepStagedFxRates = KeepFxRates(FactTables.FxRate.StagedSql, "@at");

    /// <inheritdoc cref="KeepStagedFxRates"/>
    internal static readonly string KeepStagedTargets = KeepTargets(FactTables.Target.StagedSql, "@at");

    /// <inheritdoc cref="KeepStagedFxRates"/>
    internal static readonly string KeepStagedCustomers = KeepCustomers("SELECT customer_id, name, country, segment FROM stage_customer", "@at");

    /// <summary>Keeps what a small batch is about to replace.</summary>
    /// <param name="customers">As they will be written, each once.</param>
    public static IEnumerable<NpgsqlBatchCommand> Keep(FactBatch facts, IReadOnlyList<Customer> customers, DateTimeOffset at)
    {
        if (customers.Count > 0) yield return FactTables.Customer.Over(customers, KeepCustomers, at);
        if (facts.FxRates.Count > 0) yield return FactTables.FxRate.Over(SideFacts.Last(facts.FxRates), KeepFxRates, at);
        if (facts.Targets.Count > 0) yield return FactTables.Target.Over(SideFacts.Last(facts.Targets), KeepTargets, at);
    }

    internal static string KeepFxRates(string rows, string at) =>
        $"""
        INSERT INTO fx_rate_version (currency, day, whole_month, rate, known_until)
        SELECT n.currency, n.day, n.whole_month, f.rate, {at} FROM ({rows}) n LEFT JOIN fx_rate f USING (currency, day, whole_month)
        WHERE f.rate IS DISTINCT FROM n.rate ON CONFLICT DO NOTHING
        """;

    internal static string KeepTargets(string rows, string at) =>
        $"""
        INSERT INTO target_version (metric, month, kind, value, upper, known_until)
        SELECT n.metric, n.month, t.kind, t.value, t.upper, {at} FROM ({rows}) n LEFT JOIN target t USING (metric, month)
        WHERE (t.kind, t.value, t.upper) IS DISTINCT FROM (n.kind, n.value, n.upper) ON CONFLICT DO NOTHING
        """;

    /// <summary>A customer that is new had no movement before, so nothing stood.</summary>
    internal static string KeepCustomers(string rows, string at) =>
        $"""
        INSERT INTO customer_version (customer_id, name, country, segment, known_until)
        SELECT c.customer_id, COALESCE(c.name, ''), COALESCE(c.country, ''), COALESCE(c.segment, ''), {at} FROM ({rows}) n JOIN customer c USING (customer_id)
        WHERE (c.name, c.country, c.segment) IS DISTINCT FROM (COALESCE(n.name, c.name), COALESCE(n.country, c.country), COALESCE(n.segment, c.segment)) ON CONFLICT DO NOTHING
        """;
}
