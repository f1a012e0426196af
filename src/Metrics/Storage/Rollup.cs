using System.Runtime.InteropServices;

namespace RevenueBot.Metrics.Storage;

/// <summary>
/// Ledger rows summed by day for every dimension. Its size depends on days and keys, not on customers, and within a day its keys
/// are packed into one number: a rebuild adds every movement five times.
/// </summary>
internal sealed class Rollup
{
    private static readonly Dimension[] Dimensions = Enum.GetValues<Dimension>();

    private readonly Dictionary<(Dimension By, DateOnly Day), Dictionary<ulong, RollupFigures>> _days = [];
    private readonly Dictionary<string, int> _ids = [];
    private readonly List<string> _texts = [];
    private readonly List<Currency> _currencies = [];

    /// <summary>The dimensions and days it has anything of, also where that has become zero.</summary>
    public IReadOnlyCollection<(Dimension By, DateOnly Day)> Places => _days.Keys;

    /// <summary>Takes a customer's old rows out and puts its new ones in.</summary>
    public void Replace(IReadOnlyList<Movement> old, CustomerKeys oldKeys, IReadOnlyList<Movement> now, CustomerKeys keys)
    {
        for (var i = 0; i < old.Count; i++) Add(RollupKey.Of(old[i], oldKeys), -RollupSums.Of(old, i));
        for (var i = 0; i < now.Count; i++) Add(RollupKey.Of(now[i], keys), RollupSums.Of(now, i));
    }

    public void Add(RollupKey key, RollupSums sums)
    {
        var currency = CurrencyId(key.Currency);
        foreach (var dimension in Dimensions) Add((dimension, key.Day), Pack(TextId(TextOf(dimension, key)), currency, key.Kind), sums.By(dimension));
    }

    public void Add(Dimension by, DateOnly day, RollupLine line) =>
        Add((by, day), Pack(TextId(line.Key), CurrencyId(line.Currency), line.Kind), line.Figures);

    /// <summary>The same by month; the day is the first of it.</summary>
    public Rollup ByMonth()
    {
        Rollup months = new();
        foreach (var ((by, day), lines) in _days)
            foreach (var (packed, figures) in lines) months.Add(by, Month.Of(day).FirstDay, Line(packed, figures));
        return months;
    }

    /// <summary>One row per place, by dimension and day, without lines that are zero.</summary>
    public IEnumerable<RollupRow> Rows() => _days.OrderBy(place => place.Key).Select(place => new RollupRow(place.Key.By, place.Key.Day, Write(place.Value)));

    private byte[] Write(Dictionary<ulong, RollupFigures> lines) =>
        RollupLines.Write([.. lines.Where(line => !line.Value.IsNothing).Select(line => Line(line.Key, line.Value))]);

    private static string TextOf(Dimension dimension, RollupKey key) => dimension switch
    {
        Dimension.Total => "",
        Dimension.Plan => key.PlanId,
        Dimension.Currency => key.Currency.Code,
        Dimension.Country => key.Customer.Country,
        Dimension.Segment => key.Customer.Segment,
    };

    private void Add((Dimension, DateOnly) place, ulong packed, RollupFigures figures)
    {
        ref var lines = ref CollectionsMarshal.GetValueRefOrAddDefault(_days, place, out _);
        CollectionsMarshal.GetValueRefOrAddDefault(lines ??= [], packed, out _) += figures;
    }

    private int TextId(string text)
    {
        if (_ids.TryGetValue(text, out var id)) return id;
        _texts.Add(text);
        return _ids[text] = _texts.Count - 1;
    }

    private int CurrencyId(Currency currency)
    {
        var id = _currencies.IndexOf(currency); // few
        if (id >= 0) return id;
        _currencies.Add(currency);
        return _currencies.Count - 1;
    }

    private static ulong Pack(int text, int currency, MovementKind kind) => ((ulong)(uint)text << 32) | ((ulong)(uint)currency << 8) | (ulong)kind;

    private RollupLine Line(ulong packed, RollupFigures figures) =>
        new(_texts[(int)(packed >> 32)], _currencies[(int)((packed >> 8) & 0xFF_FFFF)], (MovementKind)(short)(packed & 0xFF), figures);
}
