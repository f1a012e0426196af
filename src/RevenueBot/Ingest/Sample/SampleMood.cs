using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Sample;

/// <summary>
/// How much a customer cares for the product: wholly, or less in a slump. Most slump before they leave, and many while a payment fails; some slump and
/// come round, so that a slump is a warning and no verdict.
/// </summary>
internal sealed class SampleMood
{
    private const double BeforeLeaving = 0.75, WhilePaymentFails = 0.65, AMonth = 0.035, InTrial = 0.15;
    private const int Fading = 18; // days from whole interest to what is left of it

    private readonly Dice _dice;
    private readonly List<Slump> _slumps = [];

    public SampleMood(SampleCustomer customer, SampleRecord record, SampleCalendar calendar)
    {
        _dice = Dice.For("mood", customer.Index);
        IsOutspoken = _dice.Chance(0.75);
        if (_dice.Chance(InTrial)) Add(customer.SignUp.AddDays(-Fading), customer.SignUp.AddDays(16));
        foreach (var farewell in record.Farewells)
            if (_dice.Chance(BeforeLeaving)) Add(farewell.AddDays(-_dice.Between(40, 80)), farewell.AddDays(90));
        foreach (var failure in record.Events.Where(change => change.Status is SubscriptionStatus.PastDue).Select(change => calendar.DayOf(change.EffectiveAt)))
            if (_dice.Chance(WhilePaymentFails)) Add(failure.AddDays(-_dice.Between(25, 50)), failure.AddDays(60));
        for (var day = customer.SignUp.AddDays(45); day <= calendar.AsOf; day = day.AddDays(30))
            if (_dice.Chance(AMonth)) Add(day, day.AddDays(_dice.Between(45, 120)));
    }

    /// <summary>Whether it complains when something is wrong, or falls silent.</summary>
    public bool IsOutspoken { get; }

    /// <summary>Interest on a day, 0 to 1.</summary>
    public double On(DateOnly day) => _slumps.Where(slump => day >= slump.From && day <= slump.To).Select(slump => slump.On(day)).DefaultIfEmpty(1).Min();

    private void Add(DateOnly from, DateOnly to) => _slumps.Add(new Slump(from, to, _dice.Chance(0.5) ? 0 : 0.3 * _dice.Fraction()));

    private readonly record struct Slump(DateOnly From, DateOnly To, double Rest)
    {
        public double On(DateOnly day) => Math.Max(Rest, 1 - ((1 - Rest) * (day.DayNumber - From.DayNumber) / Fading));
    }
}
