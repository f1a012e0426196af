namespace RevenueBot.Support.Stripe;

/// <summary>Random lives of subscriptions, the same for the same seed.</summary>
public static class SimLife
{
    private static readonly SimPrice[] _prices =
    [
        new("price_basic", 1_000), new("price_pro", 4_900), new("price_team", 19_900), new("price_basic_yearly", 10_000, "year"), new("price_weekly", 700, "week"),
        new("price_quarter", 9_000, "month", 3),
        new("price_seats", 0) { TiersMode = "graduated", Tiers = [new(5, 1_500, 500), new(20, 1_200), new(null, 900)] },
    ];

    private static readonly SimCoupon[] _coupons = [new("c_forever", 20, null, "forever"), new("c_once", null, 500, "once"), new("c_half", 50, null, "repeating", 3)];

    /// <summary>One subscription from some day of early 2024 until <paramref name="until"/>, with up to eight things happening to it.</summary>
    public static SimSubscription Random(StripeWorld world, int seed, DateTimeOffset until, string customer = "cus_random")
    {
#pragma warning disable CA5394 // Repeatable, not secret.
        var random = new Random(seed);
        T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
        var at = new DateTimeOffset(2024, 1, 1, 10, 0, 0, TimeSpan.Zero).AddDays(random.Next(90));
        var sub = new SimSubscription(world, customer, at, Pick(_prices), random.Next(1, 9), random.Next(4) == 0 ? 14 : 0);
        at = at.AddDays(20);
        var discounted = false;
        for (var step = 0; step < 8 && sub.EndedAt is null; step++)
        {
            at = at.AddDays(random.Next(12, 100)).AddSeconds(random.Next(40_000));
            if (at >= until || sub.Until(at).EndedAt is not null) break;
            switch (random.Next(discounted ? 7 : 9))
            {
                case 0 or 1: sub.Change(at, Pick(_prices), random.Next(1, 9)); break;
                case 2 or 3: sub.Change(at, quantity: random.Next(1, 30)); break;
                case 4: sub.ScheduleCancel(at); sub.UndoCancel(at.AddSeconds(30)); break;
                case 5 when step > 5: sub.ScheduleCancel(at); break;
                case 6 when step > 5: sub.CancelNow(at); break;
                case 7 or 8:
                    discounted = true;
                    // A short discount between two yearly invoices leaves no trace at all.
                    var isShort = sub.Items[0].Price is { Interval: "month", Count: 1 } or { Interval: "week" };
                    sub.Discount(at, Pick(isShort ? _coupons : _coupons[..1]));
                    break;
                default: break;
            }
        }
#pragma warning restore CA5394

        return sub.Until(until);
    }
}
