using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics;

/// <summary>
/// Turns the events of one subscription into level steps of its items, including the steps that time alone brings: an
/// expired past-due grace, a pause grown old, a discount that starts or ends, a scheduled cancel.
/// </summary>
internal sealed class SubscriptionTimeline(LedgerRules rules, List<ItemTrack> tracks)
{
    private readonly DefinitionProfile _profile = rules.Profile;
    private readonly CompanyCalendar _calendar = rules.Calendar;
    private readonly int _first = tracks.Count; // of its own items
    private DateTimeOffset? _pastDueSince;
    private DateTimeOffset? _paidFrom;

    /// <param name="ordered">All events of one subscription by effective_at, sequence, event_id.</param>
    /// <param name="tracks">Where its items are added.</param>
    public static void Read(ReadOnlySpan<SubscriptionEvent> ordered, LedgerRules rules, List<ItemTrack> tracks)
    {
        SubscriptionTimeline timeline = new(rules, tracks);
        for (var i = 0; i < ordered.Length; i++) timeline.Add(ordered[i], NextOfItem(ordered, i));
    }

    private static DateTimeOffset? NextOfItem(ReadOnlySpan<SubscriptionEvent> ordered, int index)
    {
        for (var i = index + 1; i < ordered.Length; i++)
            if (ordered[i].ItemId == ordered[index].ItemId) return ordered[i].EffectiveAt;
        return null;
    }

    private void Add(SubscriptionEvent item, DateTimeOffset? until)
    {
        var track = TrackOf(item.ItemId);
        FollowPastDue(item);
        track.Follow(item);
        if (until is { } end && end <= item.EffectiveAt) return; // replaced within its own instant

        AddStep(track, item, item.EffectiveAt);
        if (!MayTurn(item)) return;
        foreach (var at in Turns(item, track))
            if (at > item.EffectiveAt && !(at >= until)) AddStep(track, item, at);
    }

    private void AddStep(ItemTrack track, SubscriptionEvent item, DateTimeOffset at)
    {
        var level = LevelAt(item, track, at);
        if (level.Counted > 0 && !(_paidFrom <= at)) _paidFrom = at;
        track.Steps.Add(new LevelStep(at, _calendar.DayOf(at), level));
    }

    private ItemTrack TrackOf(string itemId)
    {
        for (var i = _first; i < tracks.Count; i++)
            if (tracks[i].ItemId == itemId) return tracks[i];
        ItemTrack added = new(itemId);
        tracks.Add(added);
        return added;
    }

    /// <summary>A removed item says nothing about whether its subscription still owes.</summary>
    private void FollowPastDue(SubscriptionEvent item)
    {
        if (item.Status == SubscriptionStatus.PastDue) _pastDueSince ??= item.EffectiveAt;
        else if (item.Status != SubscriptionStatus.Canceled) _pastDueSince = null;
    }

    /// <summary>Whether time alone may turn its level; most never does.</summary>
    private static bool MayTurn(SubscriptionEvent item) =>
        item.Discounts.Count > 0 || item.CancelAtPeriodEnd || item.Status is not (SubscriptionStatus.Active or SubscriptionStatus.Canceled);

    /// <summary>The instants after an event at which its level may turn without another event, ascending.</summary>
    private List<DateTimeOffset> Turns(SubscriptionEvent item, ItemTrack track)
    {
        List<DateTimeOffset> turns = [];
        for (var i = 0; i < item.Discounts.Count; i++)
        {
            turns.Add(track.DiscountStarts[i]);
            if (ItemMrr.EndOf(item.Discounts[i], item, track.DiscountStarts[i]) is { } end) turns.Add(end);
        }

        if (ScheduledEnd(item) is { } cancel) turns.Add(cancel);
        if (item.Status == SubscriptionStatus.PastDue && PastDueEnd() is { } overdue) turns.Add(overdue);
        if (item.Status == SubscriptionStatus.Paused && PauseEnd(track) is { } stale) turns.Add(stale);
        turns.Sort();
        return turns;
    }

    private static DateTimeOffset? ScheduledEnd(SubscriptionEvent item) =>
        item.CancelAtPeriodEnd && item.CurrentPeriodEnd > item.EffectiveAt ? item.CurrentPeriodEnd : null;

    private DateTimeOffset? PastDueEnd() =>
        _profile.PastDueDays > 0 && _pastDueSince is { } since ? DaysAfter(since, _profile.PastDueDays) : null;

    private DateTimeOffset? PauseEnd(ItemTrack track) =>
        _profile.PausedChurnDays > 0 && track.PausedSince is { } since ? DaysAfter(since, _profile.PausedChurnDays) : null;

    private DateTimeOffset DaysAfter(DateTimeOffset instant, int days) => _calendar.StartOf(_calendar.DayOf(instant).AddDays(days));

    private ItemLevel LevelAt(SubscriptionEvent item, ItemTrack track, DateTimeOffset at)
    {
        if (item.Kind != ItemKind.Recurring) return new ItemLevel(item, 0, 0, 0, 0, 0, false, ZeroCause.None);
        if (ScheduledEnd(item) <= at) return Zero(item, EndCause(track));

        var (net, gross) = ItemMrr.At(item, track.DiscountStarts, at, _profile);
        return item.Status switch
        {
            SubscriptionStatus.Trialing when !(_paidFrom < item.EffectiveAt) => new ItemLevel(item, 0, 0, 0, 0, net, true, ZeroCause.None),
            SubscriptionStatus.Trialing when _profile.PayingTrial == PayingTrialRule.Zero => Zero(item, ZeroCause.ToFree),
            SubscriptionStatus.Trialing or SubscriptionStatus.Active => Counting(item, net, gross),
            SubscriptionStatus.PastDue => PastDueEnd() <= at ? Zero(item, ZeroCause.Involuntary) : Counting(item, net, gross),
            SubscriptionStatus.Unpaid => Zero(item, ZeroCause.Involuntary),
            SubscriptionStatus.Incomplete or SubscriptionStatus.IncompleteExpired => Zero(item, ZeroCause.None),
            SubscriptionStatus.Paused when _profile.Paused == PausedRule.Keep && track.Last.Judged > 0 => Counting(item, net, gross),
            SubscriptionStatus.Paused => Paused(item, track, at),
            SubscriptionStatus.Canceled => Zero(item, EndCause(track)),
        };
    }

    private ItemLevel Counting(SubscriptionEvent item, long net, long gross)
    {
        if (EndsAtClick(item)) return Zero(item, ZeroCause.Voluntary);
        var committed = item.CancelAtPeriodEnd ? 0 : net;
        return new ItemLevel(item, net, 0, gross, committed, 0, false, net == 0 ? ZeroCause.ToFree : ZeroCause.None);
    }

    private ItemLevel Paused(SubscriptionEvent item, ItemTrack track, DateTimeOffset at)
    {
        var holds = _profile.Paused == PausedRule.Own && !(PauseEnd(track) <= at) && !EndsAtClick(item);
        var last = track.Last;
        return holds && last.Judged > 0
            ? Zero(item, ZeroCause.Voluntary) with { Held = last.Judged, HeldFrom = last.HeldFrom ?? last.Event }
            : Zero(item, ZeroCause.Voluntary);
    }

    private bool EndsAtClick(SubscriptionEvent item) => item.CancelAtPeriodEnd && _profile.ChurnAt == ChurnAtRule.Click;

    private static ItemLevel Zero(SubscriptionEvent item, ZeroCause cause) => new(item, 0, 0, 0, 0, 0, false, cause);

    private static ZeroCause EndCause(ItemTrack track) =>
        track.LastLivingStatus is SubscriptionStatus.PastDue or SubscriptionStatus.Unpaid ? ZeroCause.Involuntary : ZeroCause.Voluntary;
}
