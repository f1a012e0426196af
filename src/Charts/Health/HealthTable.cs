using RevenueBot.Charts.Figures;

namespace RevenueBot.Charts.Health;

/// <summary>Checked <see cref="HealthBands"/> with the shares as they are shown.</summary>
internal sealed record HealthTable
{
    private HealthTable(HealthBands data)
    {
        (Data, Currency) = (data, Currency.Of(data.Currency));
        CustomerShares = Parts.Shares([.. data.Bands.Select(band => (decimal)band.Customers)]);
        MrrShares = Parts.Shares([.. data.Bands.Select(band => band.Mrr)]);
    }

    public HealthBands Data { get; }

    public Currency Currency { get; }

    /// <summary>Whole percents that add up to 100; all zero without customers.</summary>
    public IReadOnlyList<decimal> CustomerShares { get; }

    /// <summary>The same of the MRR.</summary>
    public IReadOnlyList<decimal> MrrShares { get; }

    public int Customers => Data.Bands.Sum(band => band.Customers);

    public bool IsEmpty => Customers == 0;

    /// <summary>Checks the bands.</summary>
    /// <exception cref="ArgumentException">A band twice, a count or an amount below zero, or a currency that is no code.</exception>
    public static HealthTable Of(HealthBands data)
    {
        if (data.Bands.Any(band => band.Customers < 0 || band.Mrr < 0 || band.CustomersBefore < 0)) throw new ArgumentException("A band cannot have less than nothing.");
        if (data.Bands.DistinctBy(band => band.Level).Count() != data.Bands.Count) throw new ArgumentException("A band stands once.");
        return new HealthTable(data);
    }
}
