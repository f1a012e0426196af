namespace RevenueBot.Metrics.Storage.Rebuilding;

/// <summary>What a worker keeps from chunk to chunk.</summary>
internal sealed class FoldWorker(LedgerRules rules)
{
    private readonly FactParser _parser = new();
    private readonly List<Movement> _current = [];

    public Rollup Rollup { get; } = new();
    public RowChecksum Checksum { get; private set; }
    public long Facts { get; private set; }
    public long Customers { get; private set; }

    /// <summary>Folds the customers of a chunk into rows of movement, ready to be copied in.</summary>
    public CopyWriter Fold(FactChunk chunk)
    {
        CopyWriter writer = new();
        _parser.Read(chunk.Rows, customer => Fold(customer, writer));
        return writer;
    }

    private void Fold(CustomerFacts customer, CopyWriter writer)
    {
        Customers++;
        Facts += customer.Facts.Count;
        _current.Clear();
        foreach (var row in Ledger.Build(customer.Facts, rules))
        {
            var start = writer.Length;
            Write(writer, customer.CustomerId, row);
            Checksum = Checksum.With(writer.Written.Span[start..]);
            if (row.SupersededAt is null) _current.Add(row.Movement);
        }

        _current.Sort(static (a, b) => a.Day != b.Day ? a.Day.CompareTo(b.Day) : a.Seq.CompareTo(b.Seq));
        Rollup.Replace([], default, _current, customer.Keys);
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
