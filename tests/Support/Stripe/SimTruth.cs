namespace RevenueBot.Support.Stripe;

/// <summary>What was really the case for one subscription from an instant on.</summary>
public sealed record SimState(
    DateTimeOffset At, string Status, IReadOnlyList<(SimPrice Price, long Quantity)> Items, IReadOnlyList<SimDiscount> Discounts, DateTimeOffset? PastDueSince);

/// <summary>The expected MRR of a simulated subscription under the default definitions, worked out apart from the code under test.</summary>
public sealed class SimTruth
{
    private readonly List<SimState> _states = [];

    public void Record(SimState state) => _states.Add(state);

    /// <summary>MRR in micro-units just before an instant.</summary>
    public decimal MicrosBefore(DateTimeOffset instant)
    {
        var at = instant.AddTicks(-1);
        var state = _states.Where(s => s.At <= at).OrderBy(s => s.At).LastOrDefault();
        if (state is null || !Counts(state, at)) return 0;
        return state.Items.Sum(item => Monthly(item.Price, item.Quantity, state, at));
    }

    private bool Counts(SimState state, DateTimeOffset at) => state.Status switch
    {
        "active" => true,
        "trialing" => _states.Any(s => s.At < state.At && s.Status == "active"),
        "past_due" => at.UtcDateTime.Date < state.PastDueSince!.Value.UtcDateTime.Date.AddDays(30),
        _ => false,
    };

    private static decimal Monthly(SimPrice price, long quantity, SimState state, DateTimeOffset at)
    {
        if (price.Metered) return 0;
        var cost = price.Cost(quantity);
        var whole = state.Items.Sum(i => i.Price.Cost(i.Quantity));
        foreach (var discount in state.Discounts.Where(d => d.Coupon.Duration != "once" && d.Runs(at)))
        {
            if (discount.Coupon.Percent is { } percent) cost *= 1 - (percent / 100);
            else cost -= discount.Coupon.AmountOff!.Value * (whole == 0 ? 0 : price.Cost(quantity) / whole);
        }

        var micros = price.Currency switch { "jpy" => 1_000_000m, "kwd" => 1_000m, _ => 10_000m };
        return Math.Max(0, cost) * micros * price.PerMonth;
    }
}
