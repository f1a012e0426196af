using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Sample;

/// <summary>What a paying customer decides on one day; most days, nothing.</summary>
internal static class Wishes
{
    /// <param name="State">The state to change to; null: no change.</param>
    /// <param name="Leaves">The day is a farewell.</param>
    internal readonly record struct Wish(SubscriptionState? State, bool Leaves = false);

    internal sealed record Circumstances(SampleCustomer Customer, SampleCalendar Calendar, Dice Dice);

    public static Wish Of(SubscriptionState state, DateOnly day, Circumstances around)
    {
        if (state.Unit == 0) return new(around.Dice.Chance(Habits.ReturnFromFree) ? On(SamplePlan.Starter, state, day, around) : null);
        if (state.CancelAtPeriodEnd) return new(around.Dice.Chance(Habits.UndoCancel) ? Stay(state, day, around) : null);
        var habits = Habits.Of(state.Plan);
        if (around.Dice.Chance(habits.Cancel * around.Calendar.CancelMood(day))) return new(Leave(state, day, around.Dice), Leaves: true);
        return new(Change(state, day, around, habits));
    }

    private static SubscriptionState? Change(SubscriptionState state, DateOnly day, Circumstances around, Habits habits)
    {
        var dice = around.Dice;
        if (dice.Chance(habits.Upgrade)) return On(state.Plan.OfTier(state.Plan.Tier + 1), state, day, around);
        if (dice.Chance(habits.Downgrade)) return On(state.Plan.OfTier(state.Plan.Tier - 1), state, day, around);
        if (dice.Chance(habits.Seats)) return state with { Seats = Math.Max(1, state.Seats + (dice.Chance(Habits.SeatsUp) ? dice.Between(1, 3) : -dice.Between(1, 2))) };
        if (dice.Chance(habits.Yearly)) return On(state.Plan.Yearly, state, day, around);
        if (dice.Chance(habits.Pause)) return state.To(SubscriptionStatus.Paused, day) with { Resume = dice.Chance(0.7) ? day.AddDays(dice.Between(21, 75)) : null };
        if (dice.Chance(habits.ToFree)) return On(SamplePlan.Free, state, day, around);
        return state.Discount is { Duration: DiscountDuration.Forever } && dice.Chance(Habits.OfferEnds) ? state with { Discount = null } : null;
    }

    private static SubscriptionState? On(SamplePlan plan, SubscriptionState state, DateOnly day, Circumstances around) =>
        plan == state.Plan ? null : state with { Plan = plan, Unit = plan.UnitOn(day, around.Customer.Currency, around.Calendar) };

    private static SubscriptionState Leave(SubscriptionState state, DateOnly day, Dice dice) => dice.Chance(Habits.CancelAtOnce)
        ? state.To(SubscriptionStatus.Canceled, day)
        : state with { CancelAtPeriodEnd = true };

    private static SubscriptionState Stay(SubscriptionState state, DateOnly day, Circumstances around)
    {
        var offer = around.Dice.Chance(Habits.RetentionOffer) ? SampleDiscounts.Offer(around.Calendar.At(day, around.Customer.Minute)) : state.Discount;
        return state with { CancelAtPeriodEnd = false, Discount = offer };
    }
}
