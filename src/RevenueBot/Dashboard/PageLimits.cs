using RevenueBot.Metrics;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard;

/// <summary>The questions of a page under its filters: a metric that a filter does not fit is asked of the whole company.</summary>
/// <param name="AsOf">The last day of a past period; null: today.</param>
internal sealed record PageLimits(PageFilter Filter, DateOnly? AsOf)
{
    public static PageLimits Of(PageAddress address, CompanyCalendar calendar, DateTimeOffset now)
    {
        var filter = PageFilter.Of(address);
        return new(filter, filter.LastDay(calendar.DayOf(now), calendar)) { Refused = RefusalOf(address, filter) };
    }

    /// <summary>What of the address could not be done; null: nothing.</summary>
    public string? Refused { get; private init; }

    /// <summary>The whole company, now.</summary>
    public bool IsOfAll => Filter is { Only: null, ConstantCurrency: false } && AsOf is null;

    /// <summary>Whether a metric can be limited as the page is.</summary>
    public bool Fits(Metric metric) => Filter.Only is not { } only || Limits.Of(metric).Contains(only.By);

    /// <summary>The question of a metric at the end of the period.</summary>
    public string Question(Metric metric) => Of(metric).ToString();

    /// <summary>MRR of the twelve months up to the end of the period.</summary>
    public string QuestionOfYear() => (Of(Metric.Mrr) with { Window = new Window.Last(12, CalendarUnit.Month) }).ToString();

    /// <summary>The same over the days of the period.</summary>
    public string QuestionOver(Metric metric) => Over(metric).ToString();

    /// <summary>A metric over the days of the period, to be asked in more detail.</summary>
    public Question Over(Metric metric) => Of(metric) with { Window = Filter.Window, AsOf = null };

    /// <summary>A metric month by month: over the period where it has several, else over the six months that end with it.</summary>
    public Question OverMonths(Metric metric) => IsLong ? Over(metric) : Of(metric) with { Window = new Window.Last(6, CalendarUnit.Month) };

    /// <summary>"LTV cannot be limited to one plan, nor to anything else." Null where it is shown as the page is limited.</summary>
    public string? Unlimited(Metric metric) => Filter.Only is { } only ? Limits.Refusal(metric, MetricName.Of(metric).Name is var name ? Format.Capital(name) : "", only.By) : null;

    private bool IsLong => Filter.Window switch
    {
        null or Window.InMonth or Window.This(CalendarUnit.Day or CalendarUnit.Week or CalendarUnit.Month) or Window.Last(1, CalendarUnit.Day or CalendarUnit.Week or CalendarUnit.Month) => false,
        Window.Between(var first, var last) => Month.Of(first) != Month.Of(last),
        _ => true,
    };

    /// <summary>A metric at the end of the period, to be asked in more detail.</summary>
    public Question Of(Metric metric) => new()
    {
        Metric = metric, AsOf = AsOf, Only = Fits(metric) ? Filter.Only : null, ConstantCurrency = Filter.ConstantCurrency && metric is Metric.Mrr or Metric.Arr,
    };

    private static string? RefusalOf(PageAddress address, PageFilter filter)
    {
        string[] given = [.. ((string[])["plan", "segment", "currency"]).Where(name => address[name] is not null and not PageFilter.Constant)];
        if (given.Length > 1) return $"One limit at a time: shown for the {given[0]}, the {string.Join(" and ", given.Skip(1))} is left out.";
        return address["period"] is { } period && filter.Window is null ? $"“{(period.Length > 20 ? period[..20] + "…" : period)}” is no period: this month is shown." : null;
    }
}
