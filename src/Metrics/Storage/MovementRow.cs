using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>A row of movement: one row of one customer's ledger.</summary>
/// <param name="SupersededAt">Null: it is current (stored as infinity, so that a span is two comparisons).</param>
public readonly record struct MovementRow(string CustomerId, Movement Movement, DateTimeOffset RecordedAt, DateTimeOffset? SupersededAt = null)
{
    internal const string ColumnNames =
        """
        customer_id, day, seq, at, subscription_id, plan_id, currency, kind, reason, amount, gross, committed, trial, customers, plan_customers,
        currency_customers, cancels, trials, gap_days, recorded_at, superseded_at
        """;

    internal static Columns<MovementRow> Columns { get; } = new Columns<MovementRow>()
        .Text("customer_id", row => row.CustomerId)
        .Day("day", row => row.Movement.Day)
        .Short("seq", row => row.Movement.Seq)
        .Time("at", row => row.Movement.At)
        .Text("subscription_id", row => row.Movement.SubscriptionId)
        .Text("plan_id", row => row.Movement.PlanId)
        .Text("currency", row => row.Movement.Currency.Code)
        .Short("kind", row => (short)row.Movement.Kind)
        .Short("reason", row => (short)row.Movement.Reason)
        .Long("amount", row => row.Movement.Amount)
        .Long("gross", row => row.Movement.Gross)
        .Long("committed", row => row.Movement.Committed)
        .Long("trial", row => row.Movement.Trial)
        .Short("customers", row => row.Movement.Customers)
        .Short("plan_customers", row => row.Movement.PlanCustomers)
        .Short("currency_customers", row => row.Movement.CurrencyCustomers)
        .Short("cancels", row => row.Movement.Cancels)
        .Short("trials", row => row.Movement.Trials)
        .IntOrNull("gap_days", row => row.Movement.GapDays)
        .Time("recorded_at", row => row.RecordedAt)
        .Time("superseded_at", row => row.SupersededAt ?? DateTimeOffset.MaxValue);

    internal static Table<MovementRow> Table { get; } = new("movement", Columns);

    /// <summary>Reads the row under a reader that selects <see cref="ColumnNames"/>.</summary>
    internal static MovementRow Read(NpgsqlDataReader row)
    {
        var movement = new Movement
        {
            Day = row.GetFieldValue<DateOnly>(1), Seq = row.GetInt16(2), At = row.GetFieldValue<DateTimeOffset>(3),
            SubscriptionId = row.GetString(4), PlanId = row.GetString(5), Currency = Currency.Parse(row.GetString(6)),
            Kind = (MovementKind)row.GetInt16(7), Reason = (MovementReason)row.GetInt16(8), Amount = row.GetInt64(9), Gross = row.GetInt64(10),
            Committed = row.GetInt64(11), Trial = row.GetInt64(12), Customers = row.GetInt16(13), PlanCustomers = row.GetInt16(14),
            CurrencyCustomers = row.GetInt16(15), Cancels = row.GetInt16(16), Trials = row.GetInt16(17),
            GapDays = row.IsDBNull(18) ? null : row.GetInt32(18),
        };
        var superseded = row.GetFieldValue<DateTimeOffset>(20);
        return new MovementRow(row.GetString(0), movement, row.GetFieldValue<DateTimeOffset>(19), superseded == DateTimeOffset.MaxValue ? null : superseded);
    }
}
