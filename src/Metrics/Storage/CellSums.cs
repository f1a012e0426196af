using System.Runtime.InteropServices;

namespace RevenueBot.Metrics.Storage;

/// <summary>
/// Puts what was read into the cells of a query. A currency with daily rates is given day by day, so that every movement converts
/// at the rate of its day.
/// </summary>
internal sealed class CellSums(IReadOnlyList<Segment> segments, FxRateCache rates)
{
    private readonly Dictionary<(DateOnly LastDay, string Key, Currency Currency, MovementKind Kind), RollupFigures> _cells = [];
    private readonly DateOnly _opening = segments.Where(segment => segment.Opens).Select(segment => segment.LastDay).DefaultIfEmpty().Max();

    public List<LedgerCell> Cells =>
        [.. _cells.Where(pair => !pair.Value.IsNothing).Select(pair => pair.Value.ToCell(pair.Key.LastDay, new RollupLine(pair.Key.Key, pair.Key.Currency, pair.Key.Kind, default)))];

    public void AddMonth(DateOnly first, List<RollupLine> lines)
    {
        var segment = Find(first);
        foreach (var line in lines)
            if (segment.Opens || !rates.IsDaily(line.Currency)) Add(segment, first, line);
    }

    /// <summary>Of a month that is read whole only what the month's own row leaves out.</summary>
    public void AddPartOfMonth(DateOnly day, List<RollupLine> lines)
    {
        var segment = Find(day);
        foreach (var line in lines)
            if (!segment.WholeMonths || (!segment.Opens && rates.IsDaily(line.Currency))) Add(segment, day, line);
    }

    public void AddDay(DateOnly day, RollupLine line) => Add(Find(day), day, line);

    private void Add(Segment segment, DateOnly day, RollupLine line)
    {
        var (lastDay, kind) = segment.Opens ? (_opening, MovementKind.Memo) : (rates.IsDaily(line.Currency) ? day : segment.LastDay, line.Kind);
        CollectionsMarshal.GetValueRefOrAddDefault(_cells, (lastDay, line.Key, line.Currency, kind), out _) += line.Figures;
    }

    private Segment Find(DateOnly day)
    {
        var (low, high) = (0, segments.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (day >= segments[middle].End) low = middle + 1;
            else high = middle;
        }

        return segments[low];
    }
}
