using System.Collections.Concurrent;
using System.Globalization;
using RevenueBot.Ingest.Sample;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Tests.Ingest.Sample;

/// <summary>The sample company of one day with its ledger, built once for all tests that look at it.</summary>
internal sealed class SampleBooks
{
    private static readonly ConcurrentDictionary<string, Lazy<SampleBooks>> _books = new();
    private readonly FxRates _rates;

    private SampleBooks(DateOnly asOf)
    {
        AsOf = asOf;
        Facts = SampleCompany.Build(asOf);
        ByCustomer = Facts.SubscriptionEvents.GroupBy(e => e.CustomerId).ToDictionary(c => c.Key, c => Metrics.Movements.Fold([.. c], LedgerRules.Default));
        Movements = [.. ByCustomer.Values.SelectMany(m => m)];
        _rates = new FxRates(Currency.Parse("USD"), Facts.FxRates);
    }

    public DateOnly AsOf { get; }

    public FactBatch Facts { get; }

    public IReadOnlyDictionary<string, IReadOnlyList<Movement>> ByCustomer { get; }

    public IReadOnlyList<Movement> Movements { get; }

    public int EverPaid => ByCustomer.Values.Count(c => c.Any(m => m.Kind == MovementKind.New));

    /// <summary>Ten minutes into the last day.</summary>
    public DateTimeOffset End => new(AsOf.ToDateTime(new TimeOnly(0, 10)), TimeSpan.Zero);

    public static SampleBooks On(string asOf) =>
        _books.GetOrAdd(asOf, day => new(() => new SampleBooks(DateOnly.Parse(day, CultureInfo.InvariantCulture)))).Value;

    public decimal MrrOn(DateOnly day) => Movements.Where(m => m.Day <= day).GroupBy(m => m.Currency)
        .Sum(c => c.Sum(m => m.Amount) / 1_000_000m * _rates.Find(c.Key, day)!.Value);

    public int CustomersOn(DateOnly day) => Movements.Where(m => m.Day <= day).Sum(m => m.Customers);

    /// <summary>What a billing period that begins now costs, told from the event alone.</summary>
    public static long PriceOf(SubscriptionEvent item, DateTimeOffset now)
    {
        var price = item.UnitAmountMinor * item.Quantity;
        foreach (var discount in item.Discounts.Where(d => d.Duration != DiscountDuration.Repeating || now < d.Start!.Value.AddMonths(d.Months!.Value)))
            price -= (discount.AmountMinor ?? 0) + (price * (discount.Percent ?? 0) / 100);
        return (long)Math.Round(Math.Max(0, price), MidpointRounding.AwayFromZero);
    }
}
