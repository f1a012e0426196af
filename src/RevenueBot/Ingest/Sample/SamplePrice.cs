using RevenueBot.Metrics;

namespace RevenueBot.Ingest.Sample;

/// <summary>Minor units: cents, cents, yen.</summary>
internal sealed record SamplePrice(long Usd, long Eur, long Jpy)
{
    public long In(Currency currency) => currency.Code switch { "EUR" => Eur, "JPY" => Jpy, _ => Usd };
}
