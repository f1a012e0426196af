using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Sample;

/// <summary>One plan of the sample company, priced by seat in three currencies.</summary>
/// <param name="Tasks">Tasks that a calendar month allows.</param>
internal sealed record SamplePlan(string Id, string Name, int Tier, IntervalUnit Interval, SamplePrice Price, int Tasks)
{
    public static readonly SamplePlan Free = new("free", "Free", 0, IntervalUnit.Month, new(0, 0, 0), 100);
    public static readonly SamplePlan StarterWeekly = new("starter-weekly", "Starter weekly", 1, IntervalUnit.Week, new(400, 380, 600), 400);
    public static readonly SamplePlan Starter = new("starter", "Starter", 1, IntervalUnit.Month, new(1200, 1100, 1800), 400);
    public static readonly SamplePlan StarterAnnual = new("starter-annual", "Starter annual", 1, IntervalUnit.Year, new(12000, 11000, 18000), 400);
    public static readonly SamplePlan Team = new("team", "Team", 2, IntervalUnit.Month, new(1800, 1700, 2700), 2500);
    public static readonly SamplePlan TeamAnnual = new("team-annual", "Team annual", 2, IntervalUnit.Year, new(18000, 17000, 27000), 2500);
    public static readonly SamplePlan Business = new("business", "Business", 3, IntervalUnit.Month, new(2900, 2700, 4300), 15000);
    public static readonly SamplePlan BusinessAnnual = new("business-annual", "Business annual", 3, IntervalUnit.Year, new(29000, 27000, 43000), 15000);

    public static IReadOnlyList<SamplePlan> All { get; } =
        [Free, StarterWeekly, Starter, StarterAnnual, Team, TeamAnnual, Business, BusinessAnnual];

    /// <summary>Price of a seat for one billing period, in minor units, for a purchase on that day.</summary>
    public long UnitOn(DateOnly day, Currency currency, SampleCalendar calendar) =>
        Tier == 2 && day < calendar.PriceRise ? Price.In(currency) * 8 / 9 : Price.In(currency);

    /// <summary>The plan of a tier with the same interval; weekly exists for Starter only.</summary>
    public SamplePlan OfTier(int tier) => (tier, Interval) switch
    {
        (1, IntervalUnit.Year) => StarterAnnual,
        (2, IntervalUnit.Year) => TeamAnnual,
        ( >= 3, IntervalUnit.Year) => BusinessAnnual,
        (1, _) => Starter,
        (2, _) => Team,
        _ => Business,
    };

    /// <summary>The same tier, paid by the year.</summary>
    public SamplePlan Yearly => All.Last(plan => plan.Tier == Tier);

    /// <summary>The end of the n-th period after an anchor day. Counted from the anchor: the 31st stays the 31st where there is one.</summary>
    public DateOnly PeriodEnd(DateOnly anchor, int periods) => Interval switch
    {
        IntervalUnit.Week => anchor.AddDays(7 * periods),
        IntervalUnit.Year => anchor.AddYears(periods),
        _ => anchor.AddMonths(periods),
    };

    public Plan ToFact() => new(
        Id, Name, Tier, Currency.Parse("USD"), Price.Usd, Interval, 1, $$"""{"tasks": {{Tasks * Factor / 12}}}""", SampleFeatures.Json(Tier));

    private int Factor => Interval switch { IntervalUnit.Week => 3, IntervalUnit.Year => 144, _ => 12 };
}
