using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Sample;

/// <summary>Who an invented customer is, and how it begins.</summary>
/// <param name="Minute">The minute of the day at which its bookings happen.</param>
internal sealed record SampleCustomer(int Index, DateOnly SignUp, string Name, string Country, Currency Currency, int Minute)
{
    private static readonly (string Country, int Weight)[] _countries =
        [("US", 46), ("CA", 8), ("GB", 7), ("AU", 5), ("DE", 12), ("FR", 7), ("NL", 5), ("JP", 10)];

    private static readonly (SamplePlan Plan, int Weight)[] _plans =
    [
        (SamplePlan.StarterWeekly, 4), (SamplePlan.Starter, 37), (SamplePlan.StarterAnnual, 8), (SamplePlan.Team, 27),
        (SamplePlan.TeamAnnual, 9), (SamplePlan.Business, 10), (SamplePlan.BusinessAnnual, 5),
    ];

    public required SamplePlan Plan { get; init; }

    public required int Seats { get; init; }

    public required string Owner { get; init; }

    public string Id => $"cus_{Index.ToString("0000", CultureInfo.InvariantCulture)}";

    public string Segment => Plan.Tier switch { 1 => "Self-serve", 2 => "SMB", _ => "Mid-market" };

    public string Domain => $"{Name.ToLowerInvariant().Replace(' ', '-')}.example";

    public static SampleCustomer Roll(int index, DateOnly signUp)
    {
        var dice = Dice.For("customer", index);
        var country = dice.Weighted(_countries);
        var plan = dice.Weighted(_plans);
        return new SampleCustomer(index, signUp, SampleNames.Company(index), country, CurrencyOf(country), dice.Between(0, 1439))
        {
            Plan = plan,
            Seats = dice.Between(1, 2) + (plan.Tier switch { 1 => dice.Between(0, 3), 2 => dice.Between(2, 9), _ => dice.Between(8, 22) }),
            Owner = dice.Pick(SampleNames.Owners),
        };
    }

    public Customer ToFact(SampleCalendar calendar) => new(
        Id, Name, $"billing@{Domain}", Country, Segment, Owner, calendar.At(SignUp, Minute), null);

    private static Currency CurrencyOf(string country) =>
        Currency.Parse(country switch { "DE" or "FR" or "NL" => "EUR", "JP" => "JPY", _ => "USD" });
}
