using System.Globalization;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Sample;

/// <summary>Lets one invented subscription live, day by day, and writes down what happens.</summary>
internal sealed class SubscriptionLife(SampleCustomer customer, string id, SampleCalendar calendar, SampleRecord record)
{
    private readonly Dice _dice = Dice.For(id, customer.Index);
    private readonly Invoices _invoices = new(customer, id, calendar, record);
    private int _events;

    public SubscriptionState State { get; private set; } = null!;

    /// <param name="trialDays">0: it pays at once.</param>
    public void Begin(DateOnly day, SamplePlan plan, int seats, int trialDays)
    {
        var unit = plan.UnitOn(day, customer.Currency, calendar);
        var status = trialDays > 0 ? SubscriptionStatus.Trialing : SubscriptionStatus.Active;
        DateOnly? trialEnd = trialDays > 0 ? day.AddDays(trialDays) : null;
        var state = new SubscriptionState(plan, seats, unit, status) { Anchor = day, PeriodEnd = day, Since = day, TrialEnd = trialEnd };
        state = (trialEnd is { } end ? state with { PeriodEnd = end } : state.InPeriodOf(day)) with { Discount = SampleDiscounts.AtStart(_dice, calendar.At(day, customer.Minute), unit) };
        Write(day, state);
        if (trialDays == 0) _invoices.Charge(day, State);
    }

    public void Step(DateOnly day)
    {
        switch (State.Status)
        {
            case SubscriptionStatus.Trialing when day >= State.TrialEnd: EndTrial(day); break;
            case SubscriptionStatus.Active when day >= State.PeriodEnd: Renew(day); break;
            case SubscriptionStatus.Active: Decide(day); break;
            case SubscriptionStatus.PastDue: Dun(day); break;
            case SubscriptionStatus.Unpaid when day >= State.Since.AddDays(30): End(day); break;
            case SubscriptionStatus.Paused: Wait(day); break;
        }
    }

    public void End(DateOnly day) => Write(day, State.To(SubscriptionStatus.Canceled, day) with { CancelAtPeriodEnd = false });

    public void Refund(DateOnly day) => _invoices.Refund(day, State);

    private void EndTrial(DateOnly day)
    {
        if (!_dice.Chance(0.62))
        {
            record.Farewells.Add(day);
            End(day);
            return;
        }

        var start = SampleDiscounts.Moved(State.Discount, calendar.At(day, customer.Minute));
        Write(day, State.To(SubscriptionStatus.Active, day).Restarted(day) with { Discount = start });
        _invoices.Charge(day, State);
    }

    private void Renew(DateOnly day)
    {
        if (State.CancelAtPeriodEnd)
        {
            End(day);
            return;
        }

        var discount = State.Discount is { Duration: DiscountDuration.Once } ? null : State.Discount;
        Charge(day, State.InPeriodOf(day) with { Unit = State.Plan.UnitOn(day, customer.Currency, calendar), Discount = discount });
    }

    private void Charge(DateOnly day, SubscriptionState state)
    {
        var isPaid = _invoices.Try(day, state, Habits.PaymentFails);
        Write(day, isPaid ? state : state.To(SubscriptionStatus.PastDue, day));
    }

    private void Decide(DateOnly day)
    {
        var wish = Wishes.Of(State, day, new Wishes.Circumstances(customer, calendar, _dice));
        if (wish.Leaves) record.Farewells.Add(day);
        if (wish.State is not { } next) return;
        if (next.Plan.Interval != State.Plan.Interval || State.Unit == 0) Charge(day, next.Restarted(day));
        else Write(day, next);
    }

    /// <summary>A failed payment is tried again after 3, 7 and 14 days; after 21 days it is given up in one of three ways.</summary>
    private void Dun(DateOnly day)
    {
        switch (day.DayNumber - State.Since.DayNumber)
        {
            case 3 or 7 or 14 when _invoices.Try(day, State, 1 - Habits.RetrySucceeds): Write(day, State.To(SubscriptionStatus.Active, day).InPeriodOf(day)); break;
            case 21 when _dice.Chance(0.65): End(day); break;
            case 21 when _dice.Chance(0.55): Write(day, State.To(SubscriptionStatus.Unpaid, day)); break;
            case 45: End(day); break;
        }
    }

    private void Wait(DateOnly day)
    {
        if (day == State.Resume) Charge(day, State.To(SubscriptionStatus.Active, day).Restarted(day) with { Resume = null });
        else if (day >= State.Since.AddDays(130)) End(day);
    }

    private void Write(DateOnly day, SubscriptionState state)
    {
        State = state;
        record.Events.Add(new SubscriptionEvent
        {
            Source = FactSource.Import,
            EventId = $"evt_{id}_{(++_events).ToString("000", CultureInfo.InvariantCulture)}",
            CustomerId = customer.Id,
            SubscriptionId = $"sub_{id}",
            ItemId = $"sub_{id}",
            PlanId = state.Plan.Id,
            Quantity = state.Seats,
            UnitAmountMinor = state.Unit,
            Currency = customer.Currency,
            Interval = state.Plan.Interval,
            Discounts = state.Discount is { } discount ? [discount] : [],
            Status = state.Status,
            CancelAtPeriodEnd = state.CancelAtPeriodEnd,
            CurrentPeriodEnd = calendar.At(state.PeriodEnd, customer.Minute),
            TrialEnd = state.TrialEnd is { } end ? calendar.At(end, customer.Minute) : null,
            EffectiveAt = calendar.At(day, customer.Minute),
            Sequence = _events,
        });
    }
}
