using System.Runtime.InteropServices;

namespace RevenueBot.Metrics;

/// <summary>Walks the days on which any item of a customer changed and classifies the customer's net change of each.</summary>
internal sealed class CustomerFold(DefinitionProfile profile)
{
    private readonly List<Movement> _movements = [];
    private readonly DayLines _lines = new();
    private readonly Balances<string> _plans = new();
    private readonly Balances<Currency> _currencies = new();
    private long _judged;
    private long _counted;
    private bool _everPaid;
    private bool _restingOnFree;
    private DateOnly _zeroSince;

    public static IReadOnlyList<Movement> Run(List<ItemTrack> tracks, DefinitionProfile profile)
    {
        var fold = new CustomerFold(profile);
        var changes = DayCloses(tracks);
        for (int start = 0, end; start < changes.Count; start = end)
        {
            end = start + 1;
            while (end < changes.Count && changes[end].Day == changes[start].Day) end++;
            fold.Close(changes[start].Day, CollectionsMarshal.AsSpan(changes)[start..end]);
        }

        return fold._movements;
    }

    /// <summary>Each item's level at the close of each day on which it changed, beside its level at the close before.</summary>
    private static List<ItemChange> DayCloses(List<ItemTrack> tracks)
    {
        var steps = 0;
        foreach (var track in tracks) steps += track.Steps.Count;
        List<ItemChange> changes = new(steps);
        foreach (var track in tracks)
        {
            LevelStep? before = null;
            for (var i = 0; i < track.Steps.Count; i++)
            {
                var step = track.Steps[i];
                if (i + 1 < track.Steps.Count && track.Steps[i + 1].Day == step.Day) continue;
                changes.Add(new ItemChange(before, step));
                before = step;
            }
        }

        if (tracks.Count > 1) changes.Sort(static (a, b) => a.Day.CompareTo(b.Day));
        return changes;
    }

    private void Close(DateOnly day, ReadOnlySpan<ItemChange> changes)
    {
        var lines = _lines.Gather(changes);
        long judged = 0, counted = 0;
        foreach (var line in lines)
        {
            judged += line.Judged;
            counted += line.Counted;
        }

        var first = _movements.Count;
        var toFree = AnyToFree(changes);
        foreach (var line in lines) Emit(day, line, new DayNet(lines, line.Currency, _judged, _judged + judged, toFree));
        if (_movements.Count > first)
        {
            Count(first, lines, _counted, _counted + counted);
            if (_counted == 0 && counted == 0 && _judged > 0 && _judged + judged == 0) CountEndOfPause(first);
        }

        Remember(day, _judged + judged, _counted + counted, toFree);
    }

    private static bool AnyToFree(ReadOnlySpan<ItemChange> changes)
    {
        foreach (var change in changes)
            if (change.IsToFree) return true;
        return false;
    }

    private void Remember(DateOnly day, long judged, long counted, bool toFree)
    {
        if (_judged > 0 && judged == 0) _zeroSince = day;
        if (_judged > 0 && judged == 0) _restingOnFree = toFree && profile.FreePlan == FreePlanRule.Contraction;
        (_judged, _counted) = (judged, counted);
        _everPaid |= judged > 0;
    }

    /// <summary>A line's own row, a pause row beside it, or, where no MRR moved, a memo of its levels.</summary>
    private void Emit(DateOnly day, DayLine line, DayNet net)
    {
        var pause = net.Held < 0 ? MovementKind.Resumed : MovementKind.Paused;
        if (line.Judged != 0) _movements.Add(Row(day, line, KindOf(net), line.Judged));
        else if (line.Held != 0) _movements.Add(Row(day, line, pause, -line.Held));
        else if (line.HasLevels) _movements.Add(Row(day, line, MovementKind.Memo, 0));

        if (line.Judged != 0 && line.Held != 0)
            _movements.Add(new Movement
            {
                Day = day, At = line.At, SubscriptionId = line.SubscriptionId, PlanId = line.PlanId, Currency = line.Currency, Kind = pause, Amount = -line.Held,
            });
    }

    private Movement Row(DateOnly day, DayLine line, MovementKind kind, long amount) => new()
    {
        Day = day, At = line.At, SubscriptionId = line.SubscriptionId, PlanId = line.PlanId, Currency = line.Currency, Kind = kind,
        Reason = ReasonOf(line, kind), Amount = amount, Gross = line.Gross, Committed = line.Committed, Trial = line.Trial,
        Cancels = checked((short)line.Cancels), Trials = checked((short)line.Trials), GapDays = GapOf(day, kind),
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

    /// <summary>What only pauses or resumes, or moves nothing, needs no reason; a further or an ended subscription is a matter of plan.</summary>
    private static MovementReason ReasonOf(DayLine line, MovementKind kind) => kind switch
    {
        MovementKind.Memo or MovementKind.Paused or MovementKind.Resumed => MovementReason.None,
        MovementKind.Expansion or MovementKind.Contraction when line.Reason == MovementReason.None => MovementReason.Plan,
        _ => line.Reason,
    };

    /// <summary>Puts the order within the day and the crossings of 0 on the day's rows.</summary>
    private void Count(int first, ReadOnlySpan<DayLine> lines, long before, long after)
    {
        var rows = CollectionsMarshal.AsSpan(_movements)[first..];
        if (rows.Length > 1) rows.Sort(static (a, b) => DayLines.Order((a.SubscriptionId, a.PlanId, a.Currency, a.Kind), (b.SubscriptionId, b.PlanId, b.Currency, b.Kind)));
        for (short i = 0; i < rows.Length; i++) rows[i].Seq = i;

        var customers = Crossing(before, after);
        if (customers != 0) Bearer(rows, customers, null, null).Customers = customers;
        for (var i = 0; i < lines.Length; i++)
        {
            var plan = _plans.Add(lines[i].PlanId, NetOf(lines, i, static line => line.PlanId));
            if (plan != 0) Bearer(rows, plan, lines[i].PlanId, null).PlanCustomers += plan;
            var currency = _currencies.Add(lines[i].Currency, NetOf(lines, i, static line => line.Currency));
            if (currency != 0) Bearer(rows, currency, null, lines[i].Currency).CurrencyCustomers += currency;
        }
    }

    /// <summary>Who ends while paused did not pay: counted back in and out, on the two lines on which its money stands.</summary>
    private void CountEndOfPause(int first)
    {
        var rows = CollectionsMarshal.AsSpan(_movements)[first..];
        Bearer(rows, 1, null, null).Customers = 1;
        Bearer(rows, -1, null, null).Customers = -1;
    }

    /// <summary>The day's net of a plan or currency, at its first line; 0 at its further lines. Line by line a balance could touch 0 and leave it again.</summary>
    private static long NetOf<TKey>(ReadOnlySpan<DayLine> lines, int index, Func<DayLine, TKey> keyOf) where TKey : IEquatable<TKey>
    {
        long net = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            if (!keyOf(lines[i]).Equals(keyOf(lines[index]))) continue;
            if (i < index) return 0;
            net += lines[i].Counted;
        }

        return net;
    }

    private static short Crossing(long before, long after) => (short)((after > 0 ? 1 : 0) - (before > 0 ? 1 : 0));

    /// <summary>The row whose line says best why the count changed, the first of equals.</summary>
    private static Movement Bearer(ReadOnlySpan<Movement> rows, short sign, string? plan, Currency? currency)
    {
        Movement? best = null;
        foreach (var row in rows)
        {
            if ((plan is not null && row.PlanId != plan) || (currency is not null && row.Currency != currency)) continue;
            if (best is null || Fitness(row, sign) > Fitness(best, sign)) best = row;
        }

        return best ?? throw new InvalidOperationException("A crossing of 0 without a movement.");
    }

    /// <summary>Who resumes at a higher price is resumed before it is expansion: that line is about the customer.</summary>
    private static int Fitness(Movement row, short sign) => (Math.Sign(row.Amount) == sign, row.Kind) switch
    {
        (false, _) => 0,
        (true, MovementKind.Expansion or MovementKind.Contraction) => 1,
        (true, _) => 2,
    };
}
