using RevenueBot.Metrics;
using RevenueBot.Metrics.Forecasting.Mrr;

namespace RevenueBot.Questions.Language;

/// <summary>The questions that a text may be: one, or several that the asker chooses from.</summary>
/// <param name="Why">What can be read in several ways, in a sentence.</param>
internal sealed record Choices(IReadOnlyList<Question> Questions, string Why)
{
    public static Choices Of(Question question, Draft draft)
    {
        Question[] questions = [.. Chosen(draft).Select(meaning => question with { Metric = meaning.Metric, Facet = meaning.Facet })];
        if (draft.EitherDay.Count > 1) return new([.. draft.EitherDay.Select(day => questions[0] with { AsOf = day.First(default) })], "Day and month can be read either way.");
        if (draft.Only.Count > 1) return new([.. draft.Only.Select(name => Limited(questions[0], name))], $"“{draft.Only[0].Name}” can be {Several(draft.Only)}.");
        return new(draft.Only is [var only] ? Array.ConvertAll(questions, each => Limited(each, only)) : questions, $"That can be {Or([.. Chosen(draft).Select(Named)])}.");
    }

    private static Question Limited(Question question, KnownName name) => question with { Only = new Filter(name.By, name.Key) };

    /// <summary>Without a metric it is MRR; where something is supposed a forecast; churn of MRR is one of two rates.</summary>
    private static IReadOnlyList<Meaning> Chosen(Draft draft) => draft switch
    {
        { Supposed.IsNothing: false } when draft.Meanings.All(meaning => IsForecast(meaning, draft.Supposed)) => [new(Metric.Forecast)],
        { Meanings.Count: 0 } => [new(Metric.Mrr)],
        { Qualifier: Metric.Mrr, Meanings: [{ Metric: Metric.Churn, Facet: Facet.Usual }] } => [new(Metric.Churn, Facet.Gross), new(Metric.Churn, Facet.Net)],
        _ => draft.Meanings,
    };

    /// <summary>"revenue if prices +5%": nobody asks what was paid today. Churn is only where it is supposed itself.</summary>
    private static bool IsForecast(Meaning meaning, Suppositions supposed) => meaning.Metric is Metric.Mrr or Metric.Today or Metric.Forecast || (meaning.Metric == Metric.Churn && supposed.ChurnPoints != 0);

    private static string Several(IReadOnlyList<KnownName> names) => Or([.. names.Select(name => $"{name.By.ToString().ToLowerInvariant()} {name.Name} ({name.Key})")]);

    private static string Named(Meaning meaning) => meaning.Metric == Metric.Today ? "what happened today" : meaning.Name;

    private static string Or(IReadOnlyList<string> words) => words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";
}
