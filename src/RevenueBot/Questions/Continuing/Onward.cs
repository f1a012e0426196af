using RevenueBot.Metrics;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Continuing;

/// <summary>"more": what could follow an answer, to choose from.</summary>
internal static class Onward
{
    private static readonly Window Year = new Window.Last(12, CalendarUnit.Month);

    public static Continuation Of(Question before)
    {
        List<Question> all = before is { Subject: not null } && Merging.TakesSubject(before.Metric)
            ? [.. new[] { Metric.Customer, Metric.Health, Metric.Expansion, Metric.Alerts }.Where(metric => metric != before.Metric).Select(metric => before with { Metric = metric })]
            : [before with { Why = true, By = Dimension.Total, Versus = null }, before with { By = Dimension.Plan, Why = false, Who = false, Versus = null, Only = null }, before with { Window = Year, Why = false, Who = false, Versus = null }];
        List<Suggestion> offered = [.. all.Where(question => question != before && MetricParts.Misfit(question) is null).Select(Suggestions.Of).DistinctBy(one => one.Question)];
        return offered.Count == 0 ? new Continuation.Alone() : new Continuation.Replies(new Reading.Ambiguous("More can be several things.", [.. offered.Take(3)]));
    }
}
