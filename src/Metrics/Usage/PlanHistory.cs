using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Usage;

/// <summary>The plan a customer was on, day by day, whatever it pays: also in a trial, on a free plan, or paused.</summary>
public sealed class PlanHistory
{
    private readonly List<(DateOnly From, string? Plan)> _steps;

    private PlanHistory(List<(DateOnly, string?)> steps) => _steps = steps;

    /// <summary>Nobody's plan, ever.</summary>
    public static PlanHistory None { get; } = new([]);

    /// <summary>
    /// Reads the events of one customer, in any order. Of several plans at once the one with the largest monthly list price counts, so
    /// that every day has one plan and the days of all plans add up. Unpaid, incomplete, ended and one-off items are no plan.
    /// </summary>
    public static PlanHistory Of(IReadOnlyList<SubscriptionEvent> events, CompanyCalendar calendar)
    {
        var spans = events.Where(item => item.Kind != ItemKind.OneOff).GroupBy(item => (item.SubscriptionId, item.ItemId)).SelectMany(item => Spans(item, calendar)).ToList();
        SortedSet<DateOnly> turns = [.. spans.SelectMany(span => new[] { span.From, span.End, span.Last.AddDays(1) })];
        List<(DateOnly, string?)> steps = [];
        foreach (var day in turns) steps.Add((day, PlanOf(spans, day)));
        return new PlanHistory(steps);
    }

    /// <summary>The plan at the close of a day; on the day on which the last one ended that one. Null where there was none.</summary>
    public string? On(DateOnly day)
    {
        var (low, high) = (0, _steps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_steps[middle].From <= day) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? null : _steps[low - 1].Plan;
    }

    private static string? PlanOf(List<Span> spans, DateOnly day)
    {
        var held = spans.Where(span => span.From <= day && day <= span.Last).ToList();
        var open = held.Where(span => span.End > day).ToList();
        var best = open.Count > 0 ? open : [.. held.Where(span => span.EndsAt == held.Max(other => other.EndsAt))];
        return best.OrderByDescending(span => span.Price).ThenBy(span => span.Plan, StringComparer.Ordinal).Select(span => span.Plan).FirstOrDefault();
    }

    private static IEnumerable<Span> Spans(IEnumerable<SubscriptionEvent> item, CompanyCalendar calendar)
    {
        var ordered = item.InOrder().ToList();
        for (var i = 0; i < ordered.Count; i++)
        {
            var end = EndOf(ordered[i], i + 1 < ordered.Count ? ordered[i + 1].EffectiveAt : DateTimeOffset.MaxValue);
            if (!Holds(ordered[i].Status) || end <= ordered[i].EffectiveAt) continue;
            yield return new Span(calendar.DayOf(ordered[i].EffectiveAt), DayOrNever(end, calendar), DayOrNever(end.AddTicks(-1), calendar), end, ordered[i].PlanId, PriceOf(ordered[i]));
        }
    }

    private static DateTimeOffset EndOf(SubscriptionEvent item, DateTimeOffset next) =>
        item is { CancelAtPeriodEnd: true, CurrentPeriodEnd: { } end } && end > item.EffectiveAt && end < next ? end : next;

    private static bool Holds(SubscriptionStatus status) =>
        status is SubscriptionStatus.Trialing or SubscriptionStatus.Active or SubscriptionStatus.PastDue or SubscriptionStatus.Paused;

    /// <summary>Gross MRR: what tells a main plan from a cheap second one.</summary>
    private static long PriceOf(SubscriptionEvent item) => ItemMrr.At(item with { Discounts = [] }, [], item.EffectiveAt, DefinitionProfile.Default).Gross;

    private static DateOnly DayOrNever(DateTimeOffset instant, CompanyCalendar calendar) => instant.Year >= 9999 ? DateOnly.MaxValue.AddDays(-1) : calendar.DayOf(instant);

    /// <param name="End">Day of the first instant without the plan.</param>
    /// <param name="Last">Last day on which it held at some time.</param>
    private readonly record struct Span(DateOnly From, DateOnly End, DateOnly Last, DateTimeOffset EndsAt, string Plan, long Price);
}
