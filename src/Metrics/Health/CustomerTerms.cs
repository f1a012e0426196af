using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Health;

/// <summary>How a customer stands at an instant. Only who pays has a running score.</summary>
public enum CustomerStage : short
{
    /// <summary>Never above 0: on a free plan, or with nothing at all.</summary>
    Free = 0,
    Paying = 1,
    Trial = 2,
    Paused = 3,
    Left = 4,
}

/// <summary>An item of a subscription as it runs at an instant.</summary>
/// <param name="StartedAt">First event of the item.</param>
/// <param name="PastDueSince">Begin of the unbroken run of past_due; null: not past due.</param>
/// <param name="Gross">List-price MRR, micro-units of its currency.</param>
public sealed record LiveItem(SubscriptionEvent State, DateTimeOffset StartedAt, DateTimeOffset? PastDueSince, long Gross)
{
    /// <summary>When each of its discounts began.</summary>
    public IReadOnlyList<DateTimeOffset> DiscountStarts { get; init; } = [];

    /// <summary>An end is set for later than now.</summary>
    public bool CancelScheduled => State.CancelAtPeriodEnd;

    /// <summary>Mean days of a billing period: a month is 365/12.</summary>
    public decimal CycleDays => State.IntervalCount * State.Interval switch
    {
        IntervalUnit.Day => 1,
        IntervalUnit.Week => 7,
        IntervalUnit.Month => 365m / 12,
        IntervalUnit.Year => 365,
    };
}

/// <summary>What a customer's subscription events up to an instant say of that instant.</summary>
public sealed record CustomerTerms
{
    public required CustomerStage Stage { get; init; }

    /// <summary>First local day of the running span above 0; null unless it pays.</summary>
    public DateOnly? PaidSince { get; init; }

    /// <summary>When it came down to 0 the last time; null while it pays, and for who never did.</summary>
    public DateTimeOffset? LeftAt { get; init; }

    /// <summary>Recurring and metered items that run, the largest list price first.</summary>
    public IReadOnlyList<LiveItem> Items { get; init; } = [];

    /// <summary>MRR by currency, micro-units, none at 0.</summary>
    public IReadOnlyList<(Currency Currency, long Mrr)> Mrr { get; init; } = [];

    /// <summary>Ledger rows up to the instant, by day.</summary>
    internal IReadOnlyList<Movement> Rows { get; init; } = [];

    public bool CancelScheduled => Items.Any(item => item.CancelScheduled);

    /// <summary>MRR in the reporting currency, micro-units rounded half away from zero; a currency without a rate adds nothing.</summary>
    public long MrrAt(FxRates rates, DateOnly day) =>
        decimal.ToInt64(Math.Round(Mrr.Sum(balance => balance.Mrr * (rates.Find(balance.Currency, day) ?? 0)), MidpointRounding.AwayFromZero));

    /// <summary>Reads the events of one customer, in any order. What took effect after the instant is not looked at.</summary>
    public static CustomerTerms At(IReadOnlyList<SubscriptionEvent> events, LedgerRules rules, DateTimeOffset at)
    {
        var known = events.Where(item => item.EffectiveAt <= at).ToList();
        var rows = Movements.Fold(known, rules).Where(row => row.Day <= rules.Calendar.DayOf(at) && row.At <= at).ToList();
        var (count, since, left) = Spans(rows);
        return new CustomerTerms
        {
            Stage = StageOf(rows, count), PaidSince = since, LeftAt = left, Items = ItemsOf(known, rules.Profile, at), Rows = rows,
            Mrr = [.. rows.GroupBy(row => row.Currency).Select(currency => (currency.Key, currency.Sum(row => row.Amount))).Where(balance => balance.Item2 != 0)],
        };
    }

    /// <summary>Whether nothing about the customer changed after an instant: then its terms at both times are the same.</summary>
    internal static bool IsQuiet(IReadOnlyList<SubscriptionEvent> events, DateTimeOffset since, DateTimeOffset at)
    {
        foreach (var item in events)
        {
            if (item.EffectiveAt > since && item.EffectiveAt <= at) return false;
            if (item.Status is not (SubscriptionStatus.Active or SubscriptionStatus.Canceled) || item.CancelAtPeriodEnd || item.Discounts.Count > 0) return false; // time alone may change it
        }

        return true;
    }

    private static (int Count, DateOnly? Since, DateTimeOffset? Left) Spans(List<Movement> rows)
    {
        var (count, since, left) = (0, (DateOnly?)null, (DateTimeOffset?)null);
        foreach (var day in rows.GroupBy(row => row.Day))
        {
            var before = count;
            count += day.Sum(row => row.Customers);
            if (before <= 0 && count > 0) (since, left) = (day.Key, null);
            if (before > 0 && count <= 0) (since, left) = (null, day.Max(row => row.At));
        }

        return (count, since, left);
    }

    private static CustomerStage StageOf(List<Movement> rows, int count)
    {
        if (count > 0) return CustomerStage.Paying;
        if (rows.LastOrDefault(row => row.Kind != MovementKind.Memo)?.Kind == MovementKind.Paused) return CustomerStage.Paused;
        if (rows.Sum(row => row.Trials) > 0) return CustomerStage.Trial;
        return rows.Any(row => row.Kind == MovementKind.New) ? CustomerStage.Left : CustomerStage.Free;
    }

    private static IReadOnlyList<LiveItem> ItemsOf(List<SubscriptionEvent> known, DefinitionProfile profile, DateTimeOffset at) =>
    [
        .. known.Where(item => item.Kind != ItemKind.OneOff).GroupBy(item => (item.SubscriptionId, item.ItemId)).Select(item => ItemOf([.. item.InOrder()], profile, at)).OfType<LiveItem>()
            .OrderByDescending(item => item.Gross).ThenBy(item => item.State.PlanId, StringComparer.Ordinal).ThenBy(item => item.State.ItemId, StringComparer.Ordinal),
    ];

    private static LiveItem? ItemOf(List<SubscriptionEvent> events, DefinitionProfile profile, DateTimeOffset at)
    {
        var last = events[^1];
        if (last.Status is not (SubscriptionStatus.Active or SubscriptionStatus.PastDue or SubscriptionStatus.Trialing) || (last.CancelAtPeriodEnd && last.CurrentPeriodEnd <= at)) return null;
        var overdue = events.Count - 1;
        while (overdue >= 0 && events[overdue].Status == SubscriptionStatus.PastDue) overdue--;
        var gross = ItemMrr.At(last with { Discounts = [] }, [], last.EffectiveAt, profile).Gross;
        return new LiveItem(last, events[0].EffectiveAt, last.Status == SubscriptionStatus.PastDue ? events[overdue + 1].EffectiveAt : null, gross) { DiscountStarts = DiscountStarts(events) };
    }

    private static IReadOnlyList<DateTimeOffset> DiscountStarts(List<SubscriptionEvent> events)
    {
        if (events[^1].Discounts.Count == 0) return [];
        ItemTrack track = new(events[^1].ItemId);
        foreach (var next in events) track.Follow(next);
        return track.DiscountStarts;
    }
}
