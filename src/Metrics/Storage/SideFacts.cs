using Npgsql;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>The statements that store every fact of a batch that moves no MRR.</summary>
internal static class SideFacts
{
    /// <summary>A step in the number by which readers know that rates have changed.</summary>
    internal const string RaiseFxVersion = "UPDATE ledger_meta SET fx_version = fx_version + 1";

    public static int CountOf(FactBatch batch) =>
        batch.Users.Count + batch.Plans.Count + batch.Payments.Count + batch.Usage.Count + batch.Tickets.Count + batch.Nps.Count
        + batch.FxRates.Count + batch.Annotations.Count + batch.Targets.Count;

    public static IEnumerable<NpgsqlBatchCommand> For(FactBatch batch)
    {
        if (batch.Users.Count > 0) yield return FactTables.User.Insert(LastOf(batch.Users, u => (u.CustomerId, u.UserId)));
        if (batch.Plans.Count > 0) yield return FactTables.Plan.Insert(LastOf(batch.Plans, p => p.PlanId));
        if (batch.Payments.Count > 0) yield return FactTables.Payment.Insert(batch.Payments);
        if (batch.Usage.Count > 0) yield return FactTables.Usage.Insert(batch.Usage);
        if (batch.Tickets.Count > 0) yield return FactTables.Ticket.Insert(LastOf(batch.Tickets, t => t.TicketId));
        if (batch.Nps.Count > 0) yield return FactTables.Nps.Insert(batch.Nps);
        if (batch.Annotations.Count > 0) yield return FactTables.Annotation.Insert(batch.Annotations);
        if (batch.Targets.Count > 0) yield return FactTables.Target.Insert(Last(batch.Targets));
        if (batch.FxRates.Count == 0) yield break;
        yield return FactTables.FxRate.Insert(Last(batch.FxRates));
        yield return new NpgsqlBatchCommand(RaiseFxVersion);
    }

    /// <summary>Copies them to the temporary tables of an import.</summary>
    public static async Task StageAsync(NpgsqlConnection connection, FactBatch batch, CancellationToken ct)
    {
        await FactTables.User.StageAsync(connection, batch.Users, ct);
        await FactTables.Plan.StageAsync(connection, batch.Plans, ct);
        await FactTables.Payment.StageAsync(connection, batch.Payments, ct);
        await FactTables.Usage.StageAsync(connection, batch.Usage, ct);
        await FactTables.Ticket.StageAsync(connection, batch.Tickets, ct);
        await FactTables.Nps.StageAsync(connection, batch.Nps, ct);
        await FactTables.FxRate.StageAsync(connection, batch.FxRates, ct);
        await FactTables.Annotation.StageAsync(connection, batch.Annotations, ct);
        await FactTables.Target.StageAsync(connection, batch.Targets, ct);
    }

    public static IReadOnlyList<Target> Last(IReadOnlyList<Target> targets) => LastOf(targets, target => (target.Metric, target.Month));

    public static IReadOnlyList<FxRate> Last(IReadOnlyList<FxRate> rates) => LastOf(rates, rate => (rate.Currency, FactTables.FirstDay(rate), rate.WholeMonth));

    /// <summary>One statement may not write the same row twice: the last word stands.</summary>
    private static List<T> LastOf<T, TKey>(IReadOnlyList<T> rows, Func<T, TKey> key) => [.. rows.Reverse().DistinctBy(key).Reverse()];
}
