namespace RevenueBot.Metrics.Health;

/// <summary>Customers of a band and their MRR, micro-units of the reporting currency.</summary>
public readonly record struct BandSum(HealthBand Band, int Customers, long Mrr);

/// <summary>How all customers do at a moment, and a week before.</summary>
/// <param name="Bands">The four bands in their order; only running scores.</param>
/// <param name="WeekAgo">The same, of facts up to a week before, at the MRR of then.</param>
/// <param name="NotScored">Who has no running score, by reason; who left and free ones are not counted.</param>
/// <param name="Fell">Customers at high risk now that were in a better band a week before.</param>
/// <param name="Recovered">The other way round.</param>
/// <param name="Unrated">MRR without a rate by currency code: in no sum.</param>
public sealed record HealthSummary(
    IReadOnlyList<BandSum> Bands, IReadOnlyList<BandSum> WeekAgo, IReadOnlyDictionary<NotScored, int> NotScored, int Fell, int Recovered, IReadOnlyDictionary<string, long> Unrated)
{
    public int Customers => Bands.Sum(band => band.Customers);

    public BandSum Of(HealthBand band) => Bands[(int)band];
}

/// <summary>Adds up the readings of customers one by one.</summary>
public sealed class HealthSums(FxRates rates)
{
    private static readonly HealthBand[] All = Enum.GetValues<HealthBand>();
    private static readonly NotScored[] Counted = [Health.NotScored.New, Health.NotScored.Trial, Health.NotScored.Paused];

    private readonly (int Customers, long Mrr)[] _now = new (int, long)[All.Length], _before = new (int, long)[All.Length];
    private readonly Dictionary<NotScored, int> _notScored = [];
    private readonly SortedDictionary<string, long> _unrated = new(StringComparer.Ordinal);
    private int _fell, _recovered;

    /// <param name="health">What came of the reading.</param>
    public void Add(HealthReading reading, CustomerHealth health, HealthMoments moments)
    {
        if (Counted.Contains(reading.NotScored)) _notScored[reading.NotScored] = _notScored.GetValueOrDefault(reading.NotScored) + 1;
        HealthBand? before = reading.WeekAgo is { } signals ? HealthScore.Of(signals).Band : null;
        if (before is { } then) Add(_before, then, reading.Before.MrrAt(rates, moments.WeekAgo.Today));
        if (!health.IsRunning) return;
        Add(_now, health.Band, health.Mrr);
        if (health.Band == HealthBand.High && before is (HealthBand.Medium or HealthBand.Healthy)) _fell++;
        if (before == HealthBand.High && health.Band is (HealthBand.Medium or HealthBand.Healthy)) _recovered++;
        foreach (var (currency, mrr) in reading.Terms.Mrr)
            if (rates.Find(currency, moments.Now.Today) is null) _unrated[currency.Code] = _unrated.GetValueOrDefault(currency.Code) + mrr;
    }

    public HealthSummary Summary() => new(Sums(_now), Sums(_before), _notScored, _fell, _recovered, _unrated);

    private static void Add((int Customers, long Mrr)[] sums, HealthBand band, long mrr) => sums[(int)band] = (sums[(int)band].Customers + 1, sums[(int)band].Mrr + mrr);

    private static IReadOnlyList<BandSum> Sums((int Customers, long Mrr)[] sums) => [.. All.Select(band => new BandSum(band, sums[(int)band].Customers, sums[(int)band].Mrr))];
}
