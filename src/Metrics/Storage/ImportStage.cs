using Npgsql;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>Temporary tables that hold an import until all of it has been read. They vanish with the transaction.</summary>
internal sealed class ImportStage(NpgsqlConnection connection)
{
    private const int Flush = 20_000;

    /// <summary>
    /// Nothing is written to a real table before the import has the ledger: a row it held uncommitted would make a small batch
    /// wait for it while it waits for the small batch.
    /// </summary>
    public static string Create { get; } = string.Join(";\n", [
        "CREATE TEMP TABLE stage_event (LIKE subscription_event) ON COMMIT DROP",
        "CREATE TEMP TABLE stage_customer (LIKE customer INCLUDING ALL) ON COMMIT DROP",
        """CREATE TEMP TABLE stage_withdrawal (source smallint NOT NULL, event_id text COLLATE "C" NOT NULL) ON COMMIT DROP""",
        """CREATE TEMP TABLE stage_affected (customer_id text COLLATE "C" PRIMARY KEY) ON COMMIT DROP""",
        """CREATE TEMP TABLE stage_refold (customer_id text COLLATE "C" PRIMARY KEY, country text NOT NULL, segment text NOT NULL) ON COMMIT DROP""",
        .. FactTables.Side.Select(table => table.CreateStageSql),
    ]);

    private static readonly Table<EventRow> Events = new("stage_event", EventRow.Columns);
    private static readonly Table<Withdrawal> Withdrawals =
        new("stage_withdrawal", new Columns<Withdrawal>().Short("source", w => (short)w.Source).Text("event_id", w => w.EventId));

    private readonly List<SubscriptionEvent> _events = [];

    public List<CustomerAlias> Aliases { get; } = [];
    public long Facts { get; private set; }

    public int FxRates { get; private set; }

    public async Task AddAsync(FactBatch batch, CancellationToken ct)
    {
        _events.AddRange(batch.SubscriptionEvents);
        if (_events.Count >= Flush) await FlushAsync(ct);
        Aliases.AddRange(batch.Aliases);
        if (batch.Withdrawals.Count > 0) await Withdrawals.CopyAsync(connection, batch.Withdrawals, ct);
        if (batch.Customers.Count > 0) await AddCustomersAsync(batch.Customers, ct);
        await SideFacts.StageAsync(connection, batch, ct);
        FxRates += batch.FxRates.Count;
        Facts += batch.SubscriptionEvents.Count + batch.Withdrawals.Count + batch.Customers.Count + batch.Aliases.Count + SideFacts.CountOf(batch);
    }

    public async Task FlushAsync(CancellationToken ct)
    {
        if (_events.Count == 0) return;
        await Events.CopyAsync(connection, FactTimes.Normalise(_events).Select(fact => new EventRow(fact.CustomerId, new KnownEvent(fact, default))), ct);
        _events.Clear();
    }

    private async Task AddCustomersAsync(IReadOnlyList<Customer> customers, CancellationToken ct)
    {
        await using NpgsqlBatch batch = new(connection) { Timeout = 0 };
        batch.BatchCommands.Add(FactTables.StagedCustomer.Insert([.. CustomerMerge.ById(customers)]));
        await batch.ExecuteNonQueryAsync(ct);
    }
}
