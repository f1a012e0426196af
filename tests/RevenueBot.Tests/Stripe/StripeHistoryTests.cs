using RevenueBot.Metrics.Facts;
using RevenueBot.Support.Stripe;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Stripe.History;

namespace RevenueBot.Tests.Stripe;

/// <summary>What is read from invoices against what really happened, at the end of every month.</summary>
public sealed class StripeHistoryTests
{
    private static readonly SimPrice _basic = new("price_basic", 1_000);
    private static readonly SimPrice _pro = new("price_pro", 4_900);
    private static readonly SimPrice _yearly = new("price_yearly", 49_000, "year");
    private static readonly SimPrice _weekly = new("price_weekly", 700, "week");
    private static readonly DateTimeOffset _now = Day(2026, 3, 20);

    [Fact]
    public void Unchanged_from_the_start() => Matches(s => s);

    [Fact]
    public void Upgrade_then_downgrade_with_proration() => Matches(s => s.Change(Day(2024, 5, 3), _pro).Change(Day(2025, 2, 27), _basic));

    [Fact]
    public void Two_upgrades_in_one_period() => Matches(s => s.Change(Day(2024, 5, 20), quantity: 3).Change(Day(2024, 5, 30), _pro).Change(Day(2024, 6, 2), quantity: 2));

    [Fact]
    public void Seats_up_and_down() => Matches(s => s.Change(Day(2024, 3, 1), quantity: 12).Change(Day(2024, 9, 9), quantity: 4));

    [Fact]
    public void Month_to_year_and_back() => Matches(s => s.Change(Day(2024, 4, 2), _yearly).Change(Day(2025, 6, 1), _basic));

    [Fact]
    public void Weekly() => Matches(s => s.Change(Day(2024, 7, 3), quantity: 2), _weekly);

    [Fact]
    public void Yearly_with_seats_added() => Matches(s => s.Change(Day(2024, 8, 3), quantity: 5), _yearly);

    [Theory]
    [InlineData("once")]
    [InlineData("forever")]
    [InlineData("repeating")]
    public void Percent_coupon_from_the_start(string duration) =>
        Matches(s => s, coupon: new SimCoupon("c1", 25, null, duration, duration == "repeating" ? 5 : null));

    [Theory]
    [InlineData("once")]
    [InlineData("forever")]
    [InlineData("repeating")]
    public void Fixed_coupon_from_the_start(string duration) =>
        Matches(s => s.Change(Day(2024, 4, 20), quantity: 3), coupon: new SimCoupon("c1", null, 250, duration, duration == "repeating" ? 7 : null));

    [Fact]
    public void Coupon_in_the_middle_of_a_period() => Matches(s => s.Discount(Day(2024, 6, 25), new SimCoupon("c1", 50, null, "forever")));

    [Fact]
    public void Coupon_after_the_last_invoice() => Matches(s => s.Discount(Day(2026, 2, 20), new SimCoupon("c1", 50, null, "forever")));

    [Fact]
    public void Coupon_taken_off_again_shows_at_the_next_renewal() =>
        Matches(s => s.Discount(Day(2024, 6, 2), new SimCoupon("c1", 50, null, "forever")).RemoveDiscounts(Day(2024, 9, 10)));

    [Fact]
    public void Coupons_stack() => Matches(s => s.Discount(Day(2024, 6, 2), new SimCoupon("c2", null, 300, "forever")), coupon: new SimCoupon("c1", 10, null, "forever"));

    [Fact]
    public void Trial_that_converts() => Matches(s => s, trialDays: 30);

    [Fact]
    public void Trial_that_is_cancelled() => Matches(s => s.CancelNow(Day(2024, 2, 1)), trialDays: 30);

    [Fact]
    public void Cancelled_at_the_end_of_the_period() => Matches(s => s.ScheduleCancel(Day(2025, 1, 20)));

    [Fact]
    public void Cancel_undone() => Matches(s => s.ScheduleCancel(Day(2025, 1, 20)).UndoCancel(Day(2025, 2, 1)));

    [Fact]
    public void Cancelled_at_once() => Matches(s => s.Change(Day(2024, 5, 3), _pro).CancelNow(Day(2025, 1, 20)));

    [Fact]
    public void Past_due_for_a_week() => Matches(s =>
    {
        s.Until(Day(2024, 6, 1)).CardIsBad = true;
        s.Retry(Day(2024, 6, 18));
        s.CardIsBad = false;
        return s.Retry(Day(2024, 6, 22));
    });

    [Fact]
    public void Past_due_beyond_the_grace_then_recovered() => Matches(s =>
    {
        s.Until(Day(2024, 6, 1)).CardIsBad = true;
        s.Retry(Day(2024, 6, 18)).Until(Day(2024, 8, 17));
        s.CardIsBad = false;
        return s.Retry(Day(2024, 8, 22));
    });

    [Fact]
    public void Unpaid_since_the_last_retry() => Matches(s =>
    {
        s.Until(Day(2026, 1, 1)).CardIsBad = true;
        return s.Retry(Day(2026, 1, 18)).GiveUp(Day(2026, 1, 29));
    });

    [Fact]
    public void Paused_and_resumed() => Matches(s => s.Pause(Day(2024, 5, 10)).Resume(Day(2024, 8, 10)));

    [Fact]
    public void Still_paused() => Matches(s => s.Pause(Day(2026, 1, 10)));

    [Fact]
    public void An_item_added_and_taken_off() => Matches(s =>
    {
        s.AddItem(Day(2024, 6, 3), new SimPrice("price_addon", 2_000), 2);
        return s.RemoveItem(Day(2025, 1, 3), s.Items[1]);
    });

    [Theory]
    [InlineData("graduated")]
    [InlineData("volume")]
    public void Tiers(string mode) =>
        Matches(s => s.Change(Day(2024, 6, 3), quantity: 25), new SimPrice("price_tiers", 0) { TiersMode = mode, Tiers = [new(10, 500, 1_000), new(null, 300)] });

    [Theory]
    [InlineData("jpy")]
    [InlineData("kwd")]
    public void Other_minor_units(string currency) => Matches(s => s.Change(Day(2024, 6, 3), quantity: 3), new SimPrice("price_other", 1_045, Currency: currency));

    [Fact]
    public void A_change_without_proration_is_dated_at_the_next_renewal()
    {
        var world = new StripeWorld();
        var sub = new SimSubscription(world, "cus_1", Start, _basic);
        sub.Change(Day(2024, 5, 20), _pro, prorate: false).Until(_now);

        FactsOf(world, sub.Id, _now).First(f => f.PlanId == _pro.Id).EffectiveAt.ShouldBe(Start.AddMonths(5));
    }

    [Fact]
    public void Nothing_is_said_about_the_time_that_was_seen_directly()
    {
        var world = new StripeWorld();
        var sub = new SimSubscription(world, "cus_1", Start, _basic);
        sub.Change(Day(2024, 5, 20), _pro).Until(_now);
        var seen = Day(2024, 3, 1);

        FactsOf(world, sub.Id, seen).Where(f => f.EventId.StartsWith("history/", StringComparison.Ordinal)).ShouldAllBe(f => f.EffectiveAt < seen);
    }

    [Fact]
    public void A_second_reading_gives_the_same_facts()
    {
        var world = new StripeWorld();
        var sub = new SimSubscription(world, "cus_1", Start, _basic);
        sub.Change(Day(2024, 5, 20), _pro).ScheduleCancel(Day(2026, 3, 1)).Until(_now);

        IReadOnlyList<SubscriptionEvent> once = FactsOf(world, sub.Id, _now), again = FactsOf(world, sub.Id, _now);
        again.Select(f => f.EventId).ShouldBe(once.Select(f => f.EventId));
        once.Select(f => f.EventId).ShouldBeUnique();
    }

    [Theory]
    [InlineData(ApiShape.Dahlia)]
    [InlineData(ApiShape.Old)]
    public void Random_lives(ApiShape shape)
    {
        for (var seed = 1; seed <= 150; seed++)
        {
            var world = new StripeWorld(shape);
            ShouldMatchTruth(world, SimLife.Random(world, seed, _now).Id, _now);
        }
    }

    private static void Matches(Func<SimSubscription, SimSubscription> life, SimPrice? price = null, int trialDays = 0, SimCoupon? coupon = null)
    {
        foreach (var shape in Enum.GetValues<ApiShape>())
        {
            var world = new StripeWorld(shape);
            var sub = new SimSubscription(world, "cus_1", Start, price ?? _basic, 1, trialDays, coupon);
            life(sub).Until(_now);
            if (shape == ApiShape.Dahlia || sub.Discounts.Count < 2) ShouldMatchTruth(world, sub.Id, _now);
        }
    }
}
