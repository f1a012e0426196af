using System.Runtime.InteropServices;
using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>Reads sums by day from ledger rows and puts them into the cells of a query.</summary>
internal sealed class CellSums(IReadOnlyList<Segment> segments, FxRateCache rates)
{
    private readonly Dictionary<(DateOnly LastDay, string Key, Currency Currency, MovementKind Kind), LedgerCell> _cells = [];

    public List<LedgerCell> Cells => [.. _cells.Values.Where(IsSomething)];

    /// <summary>Reads a row of day, key, currency, kind and the eight figures of a cell.</summary>
    public static LedgerCell Read(NpgsqlDataReader row) => new(
        row.GetFieldValue<DateOnly>(0), row.GetString(1), Currency.Parse(row.GetString(2)), (MovementKind)row.GetInt16(3), row.GetInt64(4), row.GetInt64(5),
        row.GetInt64(6), row.GetInt64(7), row.GetInt32(8), row.GetInt32(9), row.GetInt32(10), row.GetInt32(11));

    public static bool IsSomething(LedgerCell cell) => cell is not
        { Amount: 0, Gross: 0, Committed: 0, Trial: 0, Customers: 0, Movements: 0, Cancels: 0, Trials: 0 };

    /// <param name="day">Sums of one day; its last day is that day.</param>
    public void Add(LedgerCell day)
    {
        foreach (var segment in segments)
        {
            if (day.LastDay >= segment.End) continue;
            if (segment.Opens) Sum(day with { LastDay = segments.Last(s => s.Opens).LastDay, Kind = MovementKind.Memo });
            else Sum(day with { LastDay = rates.IsDaily(day.Currency) ? day.LastDay : segment.LastDay });
            return;
        }
    }

    private void Sum(LedgerCell cell)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_cells, (cell.LastDay, cell.Key, cell.Currency, cell.Kind), out _);
        sum = cell with
        {
            Amount = sum.Amount + cell.Amount, Gross = sum.Gross + cell.Gross, Committed = sum.Committed + cell.Committed, Trial = sum.Trial + cell.Trial,
            Customers = sum.Customers + cell.Customers, Movements = sum.Movements + cell.Movements, Cancels = sum.Cancels + cell.Cancels, Trials = sum.Trials + cell.Trials,
        };
    }
}
