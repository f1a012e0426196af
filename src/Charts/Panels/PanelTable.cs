using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Panels;

/// <summary>A checked <see cref="RevenueByKey"/>: at most six panels, the largest first.</summary>
internal sealed record PanelTable
{
    private const int MostPanels = 6, MostMonths = 60;

    /// <summary>How many times larger than the next one a key has to be to get a scale of its own.</summary>
    private const decimal Huge = 20;

    private PanelTable(RevenueByKey data)
    {
        Data = data;
        Currency = Currency.Of(data.Currency);
        var ordered = data.Keys.Select(k => k with { Name = SafeText.Name(k.Name) }).OrderByDescending(k => k.Mrr[^1]).ThenBy(k => k.Name, StringComparer.Ordinal);
        Keys = data.Keys.Any(k => k.Mrr.Count > 0) ? Fold.ToMost(MostPanels, [.. ordered], data.Noun.Many, (name, rest) => new KeySeries(name, Sum(rest))) : [];
    }

    public RevenueByKey Data { get; }

    public Currency Currency { get; }

    public IReadOnlyList<KeySeries> Keys { get; }

    public bool IsEmpty => Keys.Count == 0;

    public int Months => Keys[0].Mrr.Count;

    public DateOnly FirstMonth => Data.LastMonth.AddMonths(1 - Months);

    public decimal Total => Keys.Sum(k => k.Mrr[^1]);

    /// <summary>True when the first panel is so far above the others that they would be flat lines on its scale.</summary>
    public bool FirstIsHuge => Keys.Count > 1 && Highest(Keys.Skip(1)) is > 0 and var rest && Highest(Keys.Take(1)) > Huge * rest;

    /// <summary>The key that the title names: the one that moved most, or the huge one; never the sum of the smallest.</summary>
    public int Main => FirstIsHuge ? 0 : Named.MaxBy(i => Named.Any(n => Gain(n) > 0) ? Gain(i) : -Gain(i));

    private IEnumerable<int> Named => Enumerable.Range(0, Data.Keys.Count > MostPanels ? MostPanels - 1 : Keys.Count);

    public static PanelTable Of(RevenueByKey data)
    {
        if (data.Keys.Select(k => k.Mrr.Count).Distinct().Count() > 1) throw new ArgumentException("Every key needs one value for every month.");
        if (data.Keys.Any(k => k.Mrr.Count > MostMonths)) throw new ArgumentException("At most 60 months fit one chart.");
        return new PanelTable(data);
    }

    public decimal Gain(int key) => Keys[key].Mrr[^1] - Keys[key].Mrr[0];

    /// <summary>The highest and the lowest value on the scale of a panel.</summary>
    public (decimal Low, decimal High) Range(int key)
    {
        var alike = FirstIsHuge ? key == 0 ? Keys.Take(1) : Keys.Skip(1) : Keys;
        return (Math.Min(0, alike.Min(k => k.Mrr.Min())), Math.Max(0, Highest(alike)));
    }

    private static decimal Highest(IEnumerable<KeySeries> keys) => keys.Max(k => k.Mrr.Max());

    private static decimal[] Sum(IReadOnlyList<KeySeries> rest) => [.. Enumerable.Range(0, rest[0].Mrr.Count).Select(month => rest.Sum(r => r.Mrr[month]))];
}
