using System.Runtime.InteropServices;

namespace RevenueBot.Metrics.Storage;

/// <summary>
/// Ledger rows summed by day for every dimension. Its size depends on days and keys, not on customers. What is added waits until there
/// is much of it and is then summed place by place, which stays in the processor's cache: a rebuild sums every movement five times.
/// </summary>
internal sealed class Rollup
{
    /// <summary>More additions than these never wait.</summary>
    public const int MaxWaiting = 1 << 19;

    private static readonly Dimension[] Dimensions = Enum.GetValues<Dimension>();

    private readonly List<Share> _waiting;
    private readonly Dictionary<(Dimension By, DateOnly Day), KeyValuePair<ulong, RollupFigures>[]> _places = [];
    private readonly Dictionary<ulong, RollupFigures> _sums = []; // of the place at hand
    private readonly Numbered<string> _texts;
    private readonly Numbered<Currency> _currencies;

    /// <param name="expected">How many additions to make room for at once.</param>
    public Rollup(int expected = 0)
        : this(new Numbered<string>(), new Numbered<Currency>()) => _waiting = new(expected);

    private Rollup(Numbered<string> texts, Numbered<Currency> currencies) => (_texts, _currencies, _waiting) = (texts, currencies, []);

    /// <summary>The dimensions and days it has anything of, also where that has become zero.</summary>
    public IReadOnlyCollection<(Dimension By, DateOnly Day)> Places
    {
        get
        {
            SumUp();
            return _places.Keys;
        }
    }

    /// <summary>Takes a customer's old rows out and puts its new ones in.</summary>
    public void Replace(IReadOnlyList<Movement> old, CustomerKeys oldKeys, IReadOnlyList<Movement> now, CustomerKeys keys)
    {
        for (var i = 0; i < old.Count; i++) Add(RollupKey.Of(old[i], oldKeys), -RollupSums.Of(old, i));
        for (var i = 0; i < now.Count; i++) Add(RollupKey.Of(now[i], keys), RollupSums.Of(now, i));
    }

    public void Add(RollupKey key, RollupSums sums)
    {
        _waiting.Add(new Share(
            key.Day, key.Kind, _currencies.Of(key.Currency), _texts.Of(key.PlanId), _texts.Of(key.Customer.Country), _texts.Of(key.Customer.Segment), sums));
        if (_waiting.Count == MaxWaiting) SumUp();
    }

    public void Add(Dimension by, DateOnly day, IEnumerable<RollupLine> lines)
    {
        SumUp();
        Open((by, day));
        foreach (var line in lines) Add(Pack(by, _texts.Of(line.Key), _currencies.Of(line.Currency), line.Kind), line.Figures);
        Close((by, day));
    }

    /// <summary>The same by month; the day is the first of it.</summary>
    public Rollup ByMonth()
    {
        SumUp();
        Rollup months = new(_texts, _currencies);
        foreach (var month in _places.GroupBy(place => (place.Key.By, Month.Of(place.Key.Day).FirstDay)))
        {
            months.Open(month.Key);
            foreach (var (_, lines) in month)
                foreach (var (packed, figures) in lines) months.Add(packed, figures);
            months.Close(month.Key);
        }

        return months;
    }

    /// <summary>One row per place, by dimension and day, without lines that are zero.</summary>
    public IEnumerable<RollupRow> Rows()
    {
        SumUp();
        var (texts, currencies) = (_texts.Ranks(text => text), _currencies.Ranks(currency => currency.Code));
        foreach (var place in _places.Keys.Order())
        {
            var lines = _places[place];
            Array.Sort([.. lines.Select(line => Pack(texts[TextOf(line.Key)], currencies[CurrencyOf(line.Key)], KindOf(line.Key)))], lines);
            yield return new RollupRow(place.By, place.Day, RollupLines.Write(lines.Where(line => !line.Value.IsNothing).Select(line => Line(place.By, line.Key, line.Value))));
        }
    }

    private void SumUp()
    {
        foreach (var day in Enumerable.Range(0, _waiting.Count).GroupBy(i => _waiting[i].Day))
            foreach (var by in Dimensions)
            {
                Open((by, day.Key));
                foreach (var i in day) Add(_waiting[i].Key(by), _waiting[i].Sums.By(by));
                Close((by, day.Key));
            }

        _waiting.Clear();
    }

    private void Open((Dimension, DateOnly) place)
    {
        if (!_places.TryGetValue(place, out var lines)) return;
        foreach (var (packed, figures) in lines) Add(packed, figures);
    }

    private void Add(ulong packed, RollupFigures figures) => CollectionsMarshal.GetValueRefOrAddDefault(_sums, packed, out _) += figures;

    private void Close((Dimension, DateOnly) place)
    {
        _places[place] = [.. _sums];
        _sums.Clear();
    }

    // Of the whole, and by currency, there is no key beside the currency.
    private static ulong Pack(Dimension by, int text, int currency, MovementKind kind) => Pack(by is Dimension.Total or Dimension.Currency ? 0 : text, currency, kind);

    // A key's hash is its upper and lower half together: all of these bits must stay apart in it.
    private static ulong Pack(int text, int currency, MovementKind kind) => ((ulong)(uint)text << 20) | ((ulong)(uint)currency << 8) | (ulong)kind;
    private static int TextOf(ulong packed) => (int)(packed >> 20);
    private static int CurrencyOf(ulong packed) => (int)((packed >> 8) & 0xFFF);
    private static MovementKind KindOf(ulong packed) => (MovementKind)(short)(packed & 0xFF);

    private RollupLine Line(Dimension by, ulong packed, RollupFigures figures)
    {
        var currency = _currencies[CurrencyOf(packed)];
        var key = by switch
        {
            Dimension.Total => "",
            Dimension.Currency => currency.Code,
            Dimension.Plan or Dimension.Country or Dimension.Segment => _texts[TextOf(packed)],
        };
        return new RollupLine(key, currency, KindOf(packed), figures);
    }

    /// <summary>What a movement adds to five lines of its day, its texts as numbers: half a million wait in a rebuild.</summary>
    private readonly record struct Share(DateOnly Day, MovementKind Kind, int Currency, int Plan, int Country, int Segment, RollupSums Sums)
    {
        public ulong Key(Dimension by) =>
            Pack(by switch { Dimension.Plan => Plan, Dimension.Country => Country, Dimension.Segment => Segment, Dimension.Total or Dimension.Currency => 0 }, Currency, Kind);
    }

    /// <summary>Gives each of a few values that come again and again a number.</summary>
    private sealed class Numbered<T> where T : notnull
    {
        private readonly Dictionary<T, int> _numbers = [];
        private readonly List<T> _values = [];

        public T this[int number] => _values[number];

        public int Of(T value)
        {
            if (_numbers.TryGetValue(value, out var number)) return number;
            _values.Add(value);
            return _numbers[value] = _values.Count - 1;
        }

        /// <summary>The rank of each, by number, in the order of their texts.</summary>
        public int[] Ranks(Func<T, string> textOf)
        {
            var ranks = new int[_values.Count];
            foreach (var (rank, value) in _values.OrderBy(textOf, StringComparer.Ordinal).Index()) ranks[_numbers[value]] = rank;
            return ranks;
        }
    }
}
