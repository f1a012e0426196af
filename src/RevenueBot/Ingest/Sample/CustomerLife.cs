namespace RevenueBot.Ingest.Sample;

/// <summary>Lets one invented customer live from its sign-up to the last day.</summary>
internal sealed class CustomerLife(SampleCustomer customer, SampleCalendar calendar)
{
    private const double WithTrial = 0.6;
    private const int OneDayGuest = 131; // every so many customers, one joins and leaves within a day
    private readonly Dice _dice = Dice.For("life", customer.Index);
    private readonly List<SubscriptionLife> _subscriptions = [];
    private readonly SampleRecord _record = new();

    public static SampleRecord Of(SampleCustomer customer, SampleCalendar calendar)
    {
        var life = new CustomerLife(customer, calendar);
        life.Arrive();
        for (var day = customer.SignUp.AddDays(1); day <= calendar.AsOf; day = day.AddDays(1)) life.Step(day);
        return life._record;
    }

    private void Arrive()
    {
        var trial = _dice.Chance(WithTrial) ? 14 : 0;
        if (customer.Index % OneDayGuest != OneDayGuest / 2)
        {
            Subscribe(customer.SignUp, customer.Plan, customer.Seats, trial);
        }
        else
        {
            Subscribe(customer.SignUp, customer.Plan, customer.Seats, 0);
            _record.Farewells.Add(customer.SignUp);
            _subscriptions[0].End(customer.SignUp);
            _subscriptions[0].Refund(customer.SignUp);
        }

        Use(customer.SignUp);
    }

    private void Step(DateOnly day)
    {
        foreach (var subscription in _subscriptions) subscription.Step(day);
        if (HasEnded) ComeBack(day);
        else if (customer.Plan.Tier > 1 && _subscriptions.Count == 1 && _dice.Chance(Habits.SecondSubscription)) Subscribe(day, SamplePlan.Starter, 2, 0);
        Use(day);
    }

    private bool HasEnded => _subscriptions.All(s => s.State.HasEnded);

    /// <summary>Only who has paid before comes back, without a trial.</summary>
    private void ComeBack(DateOnly day)
    {
        if (_record.Payments.Count > 0 && _subscriptions.Count < 3 && _dice.Chance(Habits.Return)) Subscribe(day, customer.Plan, customer.Seats, 0);
    }

    private void Subscribe(DateOnly day, SamplePlan plan, int seats, int trialDays)
    {
        var id = $"{customer.Id[4..]}{(char)('a' + _subscriptions.Count)}";
        var subscription = new SubscriptionLife(customer, id, calendar, _record);
        subscription.Begin(day, plan, seats, trialDays);
        _subscriptions.Add(subscription);
    }

    private void Use(DateOnly day)
    {
        if (!HasEnded) _record.Days.Add((day, _subscriptions.Where(s => !s.State.HasEnded).Select(s => s.State.Plan).MaxBy(p => p.Tier)!));
    }
}
