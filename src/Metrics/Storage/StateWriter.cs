using Npgsql;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>Second round trip of a small batch: store what changed and commit.</summary>
internal static class StateWriter
{
    internal const string Withdraw =
        """
        UPDATE subscription_event e SET withdrawn_at = $1
        FROM unnest($2::text[], $3::smallint[], $4::text[]) AS w (customer_id, source, event_id)
        WHERE e.customer_id = w.customer_id AND e.source = w.source AND e.event_id = w.event_id AND e.withdrawn_at IS NULL
        """;
    internal const string Supersede =
        """
        UPDATE movement m SET superseded_at = $1
        FROM unnest($2::text[], $3::date[], $4::smallint[]) AS s (customer_id, day, seq)
        WHERE m.customer_id = s.customer_id AND m.day = s.day AND m.seq = s.seq AND m.superseded_at = 'infinity'
        """;
    internal const string SetRules = "UPDATE ledger_meta SET profile_name = $1, rules = $2, rules_hash = $3 WHERE rules_hash = ''";
    internal const string SetDataThrough =
        """
        INSERT INTO source_state (source, data_through) VALUES ($1, $2)
        ON CONFLICT (source) DO UPDATE SET data_through = GREATEST(source_state.data_through, excluded.data_through)
        """;
    // Only the id is needed from here on, to know a repeated delivery; the body is personal data.
    internal const string InboxDone = "UPDATE inbox SET status = 1, error = NULL, body = '' WHERE source = $1 AND event_id = $2";
    internal const string Notify = "SELECT pg_notify('metrics_changed', '')";
    internal const string Commit = "COMMIT";

    /// <returns>The number of facts besides subscription events and customers that were new or changed something.</returns>
    /// <param name="rest">Further commands: placeholders, and what commits with the facts.</param>
    public static async Task<int> WriteAsync(NpgsqlConnection connection, FactBatch facts, StateChange change, IEnumerable<NpgsqlBatchCommand> rest, CancellationToken ct)
    {
        await using NpgsqlBatch batch = new(connection);
        foreach (var command in Ledger(change)) batch.BatchCommands.Add(command);
        foreach (var command in Versions.Keep(facts, change.Customers, change.RecordedAt)) batch.BatchCommands.Add(command);
        if (change.Customers.Count > 0) batch.BatchCommands.Add(FactTables.Customer.Insert(change.Customers));
        if (change.Notices.Payment(facts.Payments) is { } payment) batch.BatchCommands.Add(payment);
        var side = SideFacts.For(facts).ToList();
        foreach (var command in side.Concat(rest)) batch.BatchCommands.Add(command);
        batch.With(Commit);
        await batch.PrepareAsync(ct);
        await batch.ExecuteNonQueryAsync(ct);
        return side.Where(command => command.CommandText != SideFacts.RaiseFxVersion).Sum(command => (int)command.RecordsAffected);
    }

    public static IEnumerable<NpgsqlBatchCommand> Options(FactOptions options)
    {
        if (options.Inbox is { } inbox) yield return new NpgsqlBatchCommand(InboxDone).With(Parameter.Text(inbox.Source), Parameter.Text(inbox.EventId));
        if (options.DataThrough is { } state) yield return new NpgsqlBatchCommand(SetDataThrough).With(Parameter.Text(state.Source), Parameter.Time(state.DataThrough.ToUniversalTime()));
    }

    public static NpgsqlBatchCommand Rules(LedgerRules rules)
    {
        var text = LedgerRulesText.Of(rules);
        return new NpgsqlBatchCommand(SetRules).With(Parameter.Text(rules.Profile.Name), Parameter.Text(text.Json), Parameter.Text(text.Hash));
    }

    private static List<NpgsqlBatchCommand> Ledger(StateChange change)
    {
        List<NpgsqlBatchCommand> commands = [];
        if (change.Withdrawn.Count > 0) commands.Add(WithdrawCommand(change));
        commands.AddRange(EventRow.Table.InsertNew(change.NewEvents));
        if (change.Superseded.Count > 0) commands.Add(SupersedeCommand(change.Superseded, change.RecordedAt));
        commands.AddRange(MovementRow.Table.InsertNew(change.NewMovements));
        commands.AddRange(RollupDelta.Table.InsertNew(change.Deltas.Rows));
        commands.AddRange(LateChanges.Table.InsertNew(change.Late.Rows));
        commands.AddRange(ChangeNotices.Table.InsertNew(change.Notices.Rows));
        return commands;
    }

    private static NpgsqlBatchCommand WithdrawCommand(StateChange change) => new NpgsqlBatchCommand(Withdraw).With(
        Parameter.Time(change.RecordedAt), Parameter.Texts([.. change.Withdrawn.Select(row => row.CustomerId)]),
        Parameter.Shorts([.. change.Withdrawn.Select(row => (short)row.Event.Source)]), Parameter.Texts([.. change.Withdrawn.Select(row => row.Event.EventId)]));

    public static NpgsqlBatchCommand SupersedeCommand(List<MovementRow> rows, DateTimeOffset at) => new NpgsqlBatchCommand(Supersede).With(
        Parameter.Time(at), Parameter.Texts([.. rows.Select(row => row.CustomerId)]), Parameter.Days([.. rows.Select(row => row.Movement.Day)]),
        Parameter.Shorts([.. rows.Select(row => row.Movement.Seq)]));
}
