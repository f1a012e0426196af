using RevenueBot.Metrics;

namespace RevenueBot.Questions.Language;

/// <summary>The questions that a text may be: one, or several that the asker chooses from.</summary>
/// <param name="Why">What can be read in several ways, in a sentence.</param>
internal sealed record Choices(IReadOnlyList<Question> Questions, string Why)
{
    public static Choices Of(Question question, Draft draft)
    {
        if (draft.EitherDay.Count > 1)
            return new([.. draft.EitherDay.Select(day => day.First(default)).Select(day => WithMetric(question, Chosen(draft)[0]) with { AsOf = day })], "Day and month can be read either way.");
        if (draft.Only.Count > 1)
            return new([.. draft.Only.Select(name => Limited(WithMetric(question, Chosen(draft)[0]), name))], $"“{draft.Only[0].Name}” can be {Several(draft.Only)}.");
        var metrics = Chosen(draft);
        var limited = draft.Only is [var only] ? Limited(question, only) : question;
        return new([.. metrics.Select(metric => WithMetric(limited, metric))], $"That can be {Or([.. metrics.Select(Named)])}.");
    }

    private static Question WithMetric(Question question, Metric metric) => question with { Metric = metric };

    private static Question Limited(Question question, KnownName name) => question with { Only = new Filter(name.By, name.Key) };

    /// <summary>Without a metric it is MRR; with another churn a forecast.</summary>
    private static IReadOnlyList<Metric> Chosen(Draft draft) => draft switch
    {
        { ChurnPoints: not null, Metrics: [] or [Metric.Mrr] or [Metric.Churn] } => [Metric.Forecast],
        { Metrics.Count: 0 } => [Metric.Mrr],
        _ => draft.Metrics,
    };

    private static string Several(IReadOnlyList<KnownName> names) => Or([.. names.Select(name => $"{name.By.ToString().ToLowerInvariant()} {name.Name} ({name.Key})")]);

    private static string Named(Metric metric) => metric == Metric.Today ? "what happened today" : MetricName.Of(metric).Name;

    private static string Or(IReadOnlyList<string> words) => words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";
}
