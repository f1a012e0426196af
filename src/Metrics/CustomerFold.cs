using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics;

/// <summary>Walks the days on which any item of a customer changed and classifies the customer's net change of each.</summary>
internal sealed class CustomerFold(DefinitionProfile profile)
{
    private readonly List<Movement> _movements = [];
    private readonly Balances<string> _plans = new();
    private readonly Balances<Currency> _currencies = new();
    private long _judged;
    private long _counted;
    private bool _everPaid;
    private bool _restingOnFree;
    private DateOnly _zeroSince;

    public static IReadOnlyList<Movement> Run(IReadOnlyList<ItemTrack> tracks, DefinitionProfile profile)
    {
        var fold = new CustomerFold(profile);
        var changes = DayCloses(tracks);
        for (int start = 0, end; start < changes.Count; start = end)
        {
            end = start + 1;
            while (end < changes.Count && changes[end].Day == changes[start].Day) end++;
            fold.Close(changes[start].Day, changes[start..end]);
        }

        return fold._movements;
    }

    /// <summary>Each item's level at the close of each day on which it changed, beside its level at the close before.</summary>
    private static List<ItemChange> DayCloses(IReadOnlyList<ItemTrack> tracks)
    {
        List<ItemChange> changes = [];
        foreach (var track in tracks)
        {
            ItemLevel before = default;
            for (var i = 0; i < track.Steps.Count; i++)
            {
                var step = track.Steps[i];
                if (i + 1 < track.Steps.Count && track.Steps[i + 1].Day == step.Day) continue;
                changes.Add(new ItemChange(step.Day, step.At, before, step.Level));
                before = step.Level;
            }
        }

        changes.Sort(static (a, b) => a.Day.CompareTo(b.Day));
        return changes;
    }

    private void Close(DateOnly day, List<ItemChange> changes)
    {
        var lines = DayLines.From(changes);
        long judged = 0, counted = 0;
        foreach (var line in lines)
        {
            judged += line.Judged;
            counted += line.Counted;
        }

        var first = _movements.Count;
        var toFree = changes.Exists(c => c.IsToFree);
        foreach (var line in lines) Emit(day, line, new DayNet(lines, line.Currency, _judged, _judged + judged, toFree));
        if (_movements.Count > first) Count(first, lines, _counted, _counted + counted);

        Remember(day, _judged + judged, _counted + counted, toFree);
    }

    private void Remember(DateOnly day, long judged, long counted, bool toFree)
    {
        if (_judged > 0 && judged == 0) _zeroSince = day;
        if (_judged > 0 && judged == 0) _restingOnFree = toFree && profile.FreePlan == FreePlanRule.Contraction;
        (_judged, _counted) = (judged, counted);
        _everPaid |= judged > 0;
    }

    private void Emit(DateOnly day, DayLine line, DayNet net)
    {
        var change = new Movement
        {
            Day = day, At = line.At, SubscriptionId = line.SubscriptionId, PlanId = line.PlanId, Currency = line.Currency, Kind = MovementKind.Memo,
        };
        var rest = line.Judged == 0 ? null : change with { Kind = KindOf(net), Amount = line.Judged };
        if (rest is not null) rest = rest with { Reason = ReasonOf(line, rest.Kind), GapDays = GapOf(day, rest.Kind) };
        var pause = line.Held == 0 ? null : change with { Kind = net.Held < 0 ? MovementKind.Resumed : MovementKind.Paused, Amount = -line.Held };

        var bearer = rest ?? pause ?? (line.HasLevels ? change : null);
        if (bearer is null) return;
        _movements.Add(WithLevels(bearer, line));
        if (rest is not null && pause is not null) _movements.Add(pause);
    }

    private static Movement WithLevels(Movement row, DayLine line) => row with
    {
        Gross = line.Gross, Committed = line.Committed, Trial = line.Trial, Cancels = checked((short)line.Cancels), Trials = checked((short)line.Trials),
    };

    /// <summary>The kind of a customer's net change of what it is judged by (DEFINITIONS §3).</summary>
    private MovementKind KindOf(DayNet net) => (net.Before, net.After) switch
    {
        (0, > 0) when _restingOnFree => MovementKind.Expansion,
        (0, > 0) => _everPaid ? MovementKind.Reactivation : MovementKind.New,
        ( > 0, 0) => net.ToFree && profile.FreePlan == FreePlanRule.Contraction ? MovementKind.Contraction : MovementKind.Churn,
        _ => net.Judged < 0 ? MovementKind.Contraction : MovementKind.Expansion,
    };

    private int? GapOf(DateOnly day, MovementKind kind) =>
        kind == MovementKind.Reactivation ? day.DayNumber - _zeroSince.DayNumber : null;

    private static MovementReason ReasonOf(DayLine line, MovementKind kind) =>
        line.Reason == MovementReason.None && kind is (MovementKind.Expansion or MovementKind.Contraction) ? MovementReason.Plan : line.Reason;

    /// <summary>Puts the order within the day and the crossings of 0 on the day's rows.</summary>
    private void Count(int first, List<DayLine> lines, long before, long after)
    {
        var rows = _movements[first..];
        rows.Sort(static (a, b) => DayLines.Order((a.SubscriptionId, a.PlanId, a.Currency, a.Kind), (b.SubscriptionId, b.PlanId, b.Currency, b.Kind)));
        Mark(rows, _ => true, Crossing(before, after), static (row, sign) => row with { Customers = sign });
        foreach (var line in lines)
        {
            if (_plans.Add(line.PlanId, line.Counted) is var plan and not 0)
                Mark(rows, row => row.PlanId == line.PlanId, plan, static (row, sign) => row with { PlanCustomers = checked((short)(row.PlanCustomers + sign)) });
            if (_currencies.Add(line.Currency, line.Counted) is var currency and not 0)
                Mark(rows, row => row.Currency == line.Currency, currency, static (row, sign) => row with { CurrencyCustomers = checked((short)(row.CurrencyCustomers + sign)) });
        }

        for (short i = 0; i < rows.Count; i++) _movements[first + i] = rows[i] with { Seq = i };
    }

    private static short Crossing(long before, long after) => (short)((after > 0 ? 1 : 0) - (before > 0 ? 1 : 0));

    /// <summary>Marks the first row that moves MRR the way of the crossing, so that the count stands on the line that caused it.</summary>
    private static void Mark(List<Movement> rows, Predicate<Movement> where, short sign, Func<Movement, short, Movement> mark)
    {
        if (sign == 0) return;
        var index = rows.FindIndex(row => where(row) && Math.Sign(row.Amount) == sign);
        if (index < 0) index = rows.FindIndex(where);
        rows[index] = mark(rows[index], sign);
    }
}
