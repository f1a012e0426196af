namespace RevenueBot.Metrics.Segmentation;

/// <summary>How much the people of a customer used in the 30 days up to a day; bots are left out.</summary>
/// <param name="Users">Different people.</param>
/// <param name="Days">Different local days.</param>
public readonly record struct Activity(int Users, int Days);

/// <summary>What rules may ask about a customer on a day.</summary>
public sealed record CustomerTraits
{
    private const int GrowthDays = 90;

    public required string CustomerId { get; init; }

    public bool IsPaying { get; init; }

    /// <summary>In a first trial and not paying.</summary>
    public bool IsInTrial { get; init; }

    /// <summary>Exact micro-units of the reporting currency.</summary>
    public decimal Mrr { get; init; }

    /// <summary>At list prices.</summary>
    public decimal Gross { get; init; }

    /// <summary>90 days earlier, at the rates of today: exchange rates are no growth.</summary>
    public decimal MrrBefore { get; init; }

    public Activity Activity { get; init; }
    public string Plan { get; init; } = "";
    public int? Tier { get; init; }
    public string Country { get; init; } = "";
    public string Segment { get; init; } = "";

    /// <summary>Change of MRR in 90 days as a fraction; 1 for who did not pay then; null for who does not pay now.</summary>
    public decimal? Growth => !IsPaying ? null : MrrBefore <= 0 ? 1 : (Mrr - MrrBefore) / MrrBefore;

    /// <summary>Running discounts as a fraction of the list price; null where that is 0.</summary>
    public decimal? Discount => Gross <= 0 ? null : (Gross - Mrr) / Gross;

    /// <summary>A customer of a segment grid pays or is in a trial.</summary>
    public bool Counts => IsPaying || IsInTrial;

    /// <summary>The part of the traits that the ledger tells, at the close of a day and in the rates of that day.</summary>
    /// <param name="movements">Ledger rows of one customer by day.</param>
    public static CustomerTraits Of(string customerId, IReadOnlyList<Movement> movements, DateOnly day, FxRates rates)
    {
        var standing = CustomerStanding.At(movements, day);
        return new CustomerTraits
        {
            CustomerId = customerId, IsPaying = standing.IsPaying, IsInTrial = standing.Trials > 0 && !standing.IsPaying, Mrr = standing.MrrAt(rates, day),
            Gross = standing.GrossAt(rates, day), MrrBefore = CustomerStanding.At(movements, day.AddDays(-GrowthDays)).MrrAt(rates, day),
        };
    }
}
