using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Tests.Fold;

internal readonly record struct Line(Place Place, MovementKind Kind);

/// <summary>Memo figures of one place at the close of a day.</summary>
internal readonly record struct Levels(long Counted, long Gross, long Committed, long Trial, int Cancels, int Trials);

/// <summary>One local day at its close, and what moved since the close before.</summary>
internal sealed record NaiveDay(DateOnly Day)
{
    public required IReadOnlyDictionary<Place, Levels> Levels { get; init; }
    public required IReadOnlyDictionary<Line, long> Lines { get; init; }
    public int? GapDays { get; init; }
    public bool Paying => Levels.Values.Any(l => l.Counted > 0);
}

/// <summary>
/// The oracle of the fold: every local day, every item's state at the day's last instant, the difference to the day
/// before classified by the definitions (§3).
/// </summary>
internal static class NaiveMrr
{
    public static IReadOnlyList<NaiveDay> Days(IReadOnlyList<SubscriptionEvent> events, LedgerRules rules)
    {
        var state = new NaiveState(events, rules);
        var days = new List<NaiveDay>();
        var closed = new List<ItemState>();
        DateOnly? zeroSince = null;
        var restsOnFree = false;
        var (first, last) = Range(events, rules, state);
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var close = state.StartOfDay(day.AddDays(1)).AddTicks(-1);
            var opened = closed;
            closed = [.. state.Items.Select(item => state.At(item, close)).OfType<ItemState>()];
            var (before, after) = (Level(opened), Level(closed));
            var toFree = rules.Profile.FreePlan == FreePlanRule.Contraction && BecameFree(opened, closed);
            var rise = zeroSince is null ? MovementKind.New : restsOnFree ? MovementKind.Expansion : MovementKind.Reactivation;
            days.Add(new NaiveDay(day)
            {
                Levels = LevelsOf(closed), Lines = Lines(opened, closed, rise, toFree ? MovementKind.Contraction : MovementKind.Churn),
                GapDays = before == 0 && after > 0 && rise == MovementKind.Reactivation ? day.DayNumber - zeroSince!.Value.DayNumber : null,
            });
            if (before > 0 && after == 0) (zeroSince, restsOnFree) = (day, toFree);
        }

        return days;
    }

    private static bool BecameFree(List<ItemState> opened, List<ItemState> closed) =>
        closed.Exists(now => now.Free && opened.Exists(old => old.Item == now.Item && old.Level > 0));

    private static (DateOnly First, DateOnly Last) Range(IReadOnlyList<SubscriptionEvent> events, LedgerRules rules, NaiveState state)
    {
        var last = events.SelectMany(Instants).Max();
        var slack = Math.Max(rules.Profile.PastDueDays, rules.Profile.PausedChurnDays) + 2;
        return (state.DayOf(events.Min(e => e.EffectiveAt)), state.DayOf(last).AddDays(slack));
    }

    private static IEnumerable<DateTimeOffset> Instants(SubscriptionEvent e)
    {
        yield return e.EffectiveAt;
        if (e.CurrentPeriodEnd is { } end) yield return end;
        foreach (var discount in e.Discounts)
        {
            var start = discount.Start ?? e.EffectiveAt;
            var period = e.Interval == IntervalUnit.Year ? 12 * e.IntervalCount : e.IntervalCount;
            yield return discount.End ?? start.AddMonths(discount.Duration == DiscountDuration.Once ? period : discount.Months ?? 0);
        }
    }

    private static long Level(List<ItemState> states) => states.Sum(s => s.Level);

    private static Dictionary<Place, Levels> LevelsOf(List<ItemState> states) => states.GroupBy(s => s.Place).ToDictionary(g => g.Key, g => new Levels(
        g.Sum(s => s.Counted), g.Sum(s => s.Gross), g.Sum(s => s.Committed), g.Sum(s => s.Trial), g.Sum(s => s.Cancels), g.Sum(s => s.Trials)));

    private static Dictionary<Line, long> Lines(List<ItemState> opened, List<ItemState> closed, MovementKind rise, MovementKind fall)
    {
        var lines = new Dictionary<Line, long>();
        var (before, after) = (Level(opened), Level(closed));
        foreach (var moves in Difference(opened, closed, PlacesOfLevel).GroupBy(m => m.Key.Currency))
        {
            var up = moves.Sum(m => m.Value) >= 0;
            var kind = before == 0 ? rise : after == 0 ? fall : up ? MovementKind.Expansion : MovementKind.Contraction;
            foreach (var (place, amount) in moves) Add(lines, place, kind, amount);
        }

        foreach (var moves in Difference(opened, closed, PlacesOfHeld).GroupBy(m => m.Key.Currency))
        {
            var kind = moves.Sum(m => m.Value) >= 0 ? MovementKind.Paused : MovementKind.Resumed;
            foreach (var (place, amount) in moves) Add(lines, place, kind, -amount);
        }

        return lines;
    }

    private static IEnumerable<(Place Place, long Amount)> PlacesOfLevel(ItemState s) => [(s.Place, s.Counted), (s.HeldAt, s.Held)];

    private static IEnumerable<(Place Place, long Amount)> PlacesOfHeld(ItemState s) => [(s.HeldAt, s.Held)];

    private static Dictionary<Place, long> Difference(
        List<ItemState> opened, List<ItemState> closed, Func<ItemState, IEnumerable<(Place Place, long Amount)>> parts) =>
        closed.SelectMany(parts).Concat(opened.SelectMany(parts).Select(p => (p.Place, Amount: -p.Amount)))
            .GroupBy(p => p.Place, p => p.Amount).ToDictionary(g => g.Key, g => g.Sum());

    private static void Add(Dictionary<Line, long> lines, Place place, MovementKind kind, long amount)
    {
        if (amount != 0) lines[new Line(place, kind)] = lines.GetValueOrDefault(new Line(place, kind)) + amount;
    }
}
