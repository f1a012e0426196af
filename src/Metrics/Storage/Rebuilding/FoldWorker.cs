namespace RevenueBot.Metrics.Storage.Rebuilding;

/// <summary>
/// Folds a chunk at a time and holds what came of it until it has been written. Its memory is used again for the next chunk.
/// </summary>
internal sealed class FoldWorker(LedgerRules rules)
{
    private readonly FactParser _parser = new();
    private readonly List<Movement> _current = [];

    /// <summary>Rows of movement, ready to be copied in.</summary>
    public CopyWriter Rows { get; } = new();

    /// <summary>What they add to the roll-ups.</summary>
    public List<(RollupKey Key, RollupSums Sums)> Sums { get; } = [];

    public RowChecksum Checksum { get; private set; }
    public long Facts { get; private set; }
    public long Customers { get; private set; }

    /// <param name="keys">What <see cref="KeyRows.Through"/> gave for the chunk.</param>
    public void Fold(FactChunk chunk, byte[] keys)
    {
        Rows.Clear();
        Sums.Clear();
        (Checksum, Facts, Customers) = (default, 0, 0);
        _parser.Read(chunk.Rows, keys, Fold);
    }

    private void Fold(CustomerFacts customer)
    {
        Customers++;
        Facts += customer.Facts.Count;
        _current.Clear();
        foreach (var row in Ledger.Build(customer.Facts, rules))
        {
            var start = Rows.Length;
            Write(Rows, customer.CustomerId, row);
            Checksum = Checksum.With(Rows.Written.Span[start..]);
            if (row.SupersededAt is null) _current.Add(row.Movement);
        }

        _current.Sort(static (a, b) => a.Day != b.Day ? a.Day.CompareTo(b.Day) : a.Seq.CompareTo(b.Seq));
        for (var i = 0; i < _current.Count; i++) Sums.Add((RollupKey.Of(_current[i], customer.Keys), RollupSums.Of(_current, i)));
    }

    /// <summary>The columns of <see cref="MovementRow.ColumnNames"/>.</summary>
    private static void Write(CopyWriter writer, string customerId, LedgerRow row)
    {
        var movement = row.Movement;
        writer.Fields(21);
        writer.Text(customerId);
        writer.Day(movement.Day);
        writer.Short(movement.Seq);
        writer.Time(movement.At);
        writer.Text(movement.SubscriptionId);
        writer.Text(movement.PlanId);
        writer.Text(movement.Currency.Code);
        writer.Short((short)movement.Kind);
        writer.Short((short)movement.Reason);
        writer.Long(movement.Amount);
        writer.Long(movement.Gross);
        writer.Long(movement.Committed);
        writer.Long(movement.Trial);
        writer.Short(movement.Customers);
        writer.Short(movement.PlanCustomers);
        writer.Short(movement.CurrencyCustomers);
        writer.Short(movement.Cancels);
        writer.Short(movement.Trials);
        writer.Int(movement.GapDays);
        writer.Time(row.RecordedAt);
        writer.Time(row.SupersededAt);
    }
}
