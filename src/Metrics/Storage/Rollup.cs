using System.Runtime.InteropServices;

namespace RevenueBot.Metrics.Storage;

/// <summary>A row of rollup_day or rollup_month.</summary>
internal readonly record struct RollupLine(Dimension By, DateOnly Day, string Key, Currency Currency, MovementKind Kind, RollupSums Sums)
{
    private (int Customers, int Movements) Counts => Sums.CountedBy(By);

    public static Table<RollupLine> TableOf(string name) => new(name, new Columns<RollupLine>()
        .Short("dim", row => (short)row.By)
        .Day("day", row => row.Day)
        .Text("key", row => row.Key)
        .Text("currency", row => row.Currency.Code)
        .Short("kind", row => (short)row.Kind)
        .Long("amount", row => row.Sums.Amount)
        .Long("gross", row => row.Sums.Gross)
        .Long("committed", row => row.Sums.Committed)
        .Long("trial", row => row.Sums.Trial)
        .Int("customers", row => row.Counts.Customers)
        .Int("movements", row => row.Counts.Movements)
        .Int("cancels", row => row.Sums.Cancels)
        .Int("trials", row => row.Sums.Trials));
}

/// <summary>
/// Ledger rows summed by day for every dimension. Its size depends on days and keys, not on customers, and its keys are packed
/// into one number: a rebuild adds every movement five times.
/// </summary>
internal sealed class Rollup
{
    private static readonly Dimension[] Dimensions = Enum.GetValues<Dimension>();

    private readonly Dictionary<UInt128, RollupSums> _sums = [];
    private readonly Dictionary<string, int> _ids = [];
    private readonly List<string> _texts = [];

    public void Replace(IReadOnlyList<Movement> old, CustomerKeys oldKeys, IReadOnlyList<Movement> now, CustomerKeys keys)
    {
        for (var i = 0; i < old.Count; i++) Add(KeyOf(old[i], oldKeys), -RollupSums.Of(old, i));
        for (var i = 0; i < now.Count; i++) Add(KeyOf(now[i], keys), RollupSums.Of(now, i));
    }

    public void Add(RollupKey key, RollupSums sums)
    {
        var currency = IdOf(key.Currency.Code);
        foreach (var dimension in Dimensions)
            CollectionsMarshal.GetValueRefOrAddDefault(_sums, Pack(dimension, key, currency, IdOf(TextOf(dimension, key))), out _) += sums;
    }

    public void Add(Rollup other)
    {
        foreach (var line in other.Days())
            CollectionsMarshal.GetValueRefOrAddDefault(_sums, Pack(line), out _) += line.Sums;
    }

    /// <summary>Lines that are not zero, in no order.</summary>
    public IEnumerable<RollupLine> Days() => _sums.Where(pair => !pair.Value.IsNothing).Select(pair => Unpack(pair.Key, pair.Value));

    /// <summary>The same summed by month; the day is the first of it.</summary>
    public IEnumerable<RollupLine> Months()
    {
        Dictionary<RollupLine, RollupSums> months = [];
        foreach (var line in Days())
            CollectionsMarshal.GetValueRefOrAddDefault(months, line with { Day = Month.Of(line.Day).FirstDay, Sums = default }, out _) += line.Sums;
        return months.Where(pair => !pair.Value.IsNothing).Select(pair => pair.Key with { Sums = pair.Value });
    }

    private static RollupKey KeyOf(Movement row, CustomerKeys keys) => new(row.Day, row.Kind, row.Currency, row.PlanId, keys);

    private static string TextOf(Dimension dimension, RollupKey key) => dimension switch
    {
        Dimension.Total => "",
        Dimension.Plan => key.PlanId,
        Dimension.Currency => key.Currency.Code,
        Dimension.Country => key.Customer.Country,
        Dimension.Segment => key.Customer.Segment,
    };

    private int IdOf(string text)
    {
        if (_ids.TryGetValue(text, out var id)) return id;
        _texts.Add(text);
        return _ids[text] = _texts.Count - 1;
    }

    private UInt128 Pack(RollupLine line) =>
        Pack(line.By, new RollupKey(line.Day, line.Kind, line.Currency, "", default), IdOf(line.Currency.Code), IdOf(line.Key));

    private static UInt128 Pack(Dimension dimension, RollupKey key, int currency, int text) =>
        new(((ulong)(uint)key.Day.DayNumber << 32) | ((ulong)dimension << 16) | (ulong)key.Kind, ((ulong)(uint)currency << 32) | (uint)text);

    private RollupLine Unpack(UInt128 packed, RollupSums sums)
    {
        var (upper, lower) = ((ulong)(packed >> 64), (ulong)(packed & ulong.MaxValue));
        return new RollupLine(
            (Dimension)(short)((upper >> 16) & 0xFFFF), DateOnly.FromDayNumber((int)(upper >> 32)), _texts[(int)(lower & 0xFFFF_FFFF)],
            Currency.Parse(_texts[(int)(lower >> 32)]), (MovementKind)(short)(upper & 0xFFFF), sums);
    }
}
