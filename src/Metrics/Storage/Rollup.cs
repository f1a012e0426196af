using System.Runtime.InteropServices;

namespace RevenueBot.Metrics.Storage;

/// <summary>
/// Ledger rows summed by day for every dimension. Its size depends on days and keys, not on customers, and within a day its keys
/// are packed into one number: a rebuild adds every movement five times.
/// </summary>
internal sealed class Rollup
{
    private static readonly Dimension[] Dimensions = Enum.GetValues<Dimension>();

    private readonly Dictionary<DateOnly, Dictionary<ulong, RollupFigures>[]> _days = []; // lines by dimension
    private readonly Dictionary<string, int> _ids = [];
    private readonly List<string> _texts = [];
    private readonly List<Currency> _currencies = [];

    /// <summary>The dimensions and days it has anything of, also where that has become zero.</summary>
    public IReadOnlyList<(Dimension By, DateOnly Day)> Places =>
        [.. _days.SelectMany(day => Dimensions.Where(by => day.Value[(int)by].Count > 0).Select(by => (by, day.Key)))];

    /// <summary>Takes a customer's old rows out and puts its new ones in.</summary>
    public void Replace(IReadOnlyList<Movement> old, CustomerKeys oldKeys, IReadOnlyList<Movement> now, CustomerKeys keys)
    {
        for (var i = 0; i < old.Count; i++) Add(RollupKey.Of(old[i], oldKeys), -RollupSums.Of(old, i));
        for (var i = 0; i < now.Count; i++) Add(RollupKey.Of(now[i], keys), RollupSums.Of(now, i));
    }

    /// <summary>Adds many day by day, in any order they came: the lines of one day stay in the processor's cache while they are needed.</summary>
    public void AddByDay(List<(RollupKey Key, RollupSums Sums)> changes)
    {
        int[] days = [.. changes.Select(change => change.Key.Day.DayNumber)], order = [.. Enumerable.Range(0, days.Length)];
        Array.Sort(days, order);
        foreach (var i in order) Add(changes[i].Key, changes[i].Sums);
    }

    public void Add(RollupKey key, RollupSums sums)
    {
        var (currency, lines) = (CurrencyId(key.Currency), LinesOf(key.Day));
        foreach (var by in Dimensions) Add(lines[(int)by], Pack(TextId(TextOf(by, key)), currency, key.Kind), sums.By(by));
    }

    public void Add(Dimension by, DateOnly day, RollupLine line) =>
        Add(LinesOf(day)[(int)by], Pack(TextId(line.Key), CurrencyId(line.Currency), line.Kind), line.Figures);

    /// <summary>The same by month; the day is the first of it.</summary>
    public Rollup ByMonth()
    {
        Rollup months = new();
        foreach (var (by, day) in Places)
            foreach (var (packed, figures) in _days[day][(int)by]) months.Add(by, Month.Of(day).FirstDay, Line(packed, figures));
        return months;
    }

    /// <summary>One row per place, by dimension and day, without lines that are zero.</summary>
    public IEnumerable<RollupRow> Rows() => Places.Order().Select(place => new RollupRow(place.By, place.Day, Write(_days[place.Day][(int)place.By])));

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

    private Dictionary<ulong, RollupFigures>[] LinesOf(DateOnly day)
    {
        ref var lines = ref CollectionsMarshal.GetValueRefOrAddDefault(_days, day, out _);
        return lines ??= [.. Dimensions.Select(_ => new Dictionary<ulong, RollupFigures>())];
    }

    private static void Add(Dictionary<ulong, RollupFigures> lines, ulong packed, RollupFigures figures) =>
        CollectionsMarshal.GetValueRefOrAddDefault(lines, packed, out _) += figures;

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

    // A key's hash is its upper and lower half together: all of these bits must stay apart in it.
    private static ulong Pack(int text, int currency, MovementKind kind) => ((ulong)(uint)text << 20) | ((ulong)(uint)currency << 8) | (ulong)kind;

    private RollupLine Line(ulong packed, RollupFigures figures) =>
        new(_texts[(int)(packed >> 20)], _currencies[(int)((packed >> 8) & 0xFFF)], (MovementKind)(short)(packed & 0xFF), figures);
}
