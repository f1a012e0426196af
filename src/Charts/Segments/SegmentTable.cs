using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Segments;

/// <summary>Checked <see cref="SegmentShares"/>: at most six rows whose shown shares add up to 100%.</summary>
internal sealed record SegmentTable
{
    private const int MostRows = 6;

    private SegmentTable(SegmentShares data)
    {
        (Data, Currency) = (data, Currency.Of(data.Currency));
        Rows = Fold.ToMost(MostRows, [.. data.Segments.Select(s => s with { Name = SafeText.Name(s.Name) })], "segments", Sum);
        CustomerShares = Parts.Shares([.. Rows.Select(r => (decimal)r.Customers)]);
        MrrShares = Parts.Shares([.. Rows.Select(r => r.Mrr)]);
    }

    public SegmentShares Data { get; }

    public Currency Currency { get; }

    public IReadOnlyList<SegmentShare> Rows { get; }

    /// <summary>Whole percents, as shown.</summary>
    public IReadOnlyList<decimal> CustomerShares { get; }

    /// <summary>Whole percents, as shown; all zero without MRR.</summary>
    public IReadOnlyList<decimal> MrrShares { get; }

    public bool IsEmpty => Rows.Sum(r => (long)r.Customers) == 0;

    public bool HasMrr => Rows.Any(r => r.Mrr > 0);

    /// <summary>The row whose share of the MRR is furthest above its share of the customers, never the sum of the last ones; null when there is none.</summary>
    public int? Main => Rows.Count > 1 && Enumerable.Range(0, Data.Segments.Count > MostRows ? MostRows - 1 : Rows.Count).MaxBy(i => MrrShares[i] - CustomerShares[i]) is var i && MrrShares[i] > CustomerShares[i] ? i : null;

    /// <summary>Checks the segments.</summary>
    /// <exception cref="ArgumentException">A count or an amount below zero, or a currency that is no code.</exception>
    public static SegmentTable Of(SegmentShares data) => data.Segments.All(s => s.Customers >= 0 && s.Mrr >= 0)
        ? new SegmentTable(data)
        : throw new ArgumentException("A segment cannot have less than nothing.");

    private static SegmentShare Sum(string name, IReadOnlyList<SegmentShare> rest) => new(name, rest.Sum(r => r.Customers), rest.Sum(r => r.Mrr), SegmentRisk.None);
}
