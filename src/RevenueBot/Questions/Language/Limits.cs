using RevenueBot.Metrics;

namespace RevenueBot.Questions.Language;

/// <summary>The dimensions to one value of which each metric can be limited. Its series by HTTP are split by the same.</summary>
internal static class Limits
{
    private static readonly Dimension[] All = [Dimension.Plan, Dimension.Country, Dimension.Segment, Dimension.Currency];

    public static IReadOnlyList<Dimension> Of(Metric metric) => metric switch
    {
        Metric.Mrr or Metric.Arr or Metric.Arpa or Metric.Asp or Metric.QuickRatio or Metric.Customers => All,
        Metric.Churn or Metric.Nrr or Metric.Grr or Metric.Retention or Metric.Payments or Metric.Dunning => All,
        Metric.Clv or Metric.Usage => [Dimension.Plan],
        _ => [],
    };

    /// <summary>"NPS cannot be limited to one plan, nor to anything else." "Usage cannot be limited to one country, only to one plan." Null where the metric takes the limit.</summary>
    /// <param name="name">What was asked for, as a sentence begins with it.</param>
    public static string? Refusal(Metric metric, string name, Dimension limit) =>
        Of(metric).Contains(limit) ? null : $"{name} cannot be limited to one {Word(limit)}, {Instead("to", Of(metric), "one ")}.";

    /// <summary>The same for a series by a dimension: "Usage cannot be split by country, only by plan."</summary>
    public static string? RefusalOfSplit(Metric metric, string name, Dimension by) =>
        by == Dimension.Total || Of(metric).Contains(by) ? null : $"{name} cannot be split by {Word(by)}, {Instead("by", Of(metric), "")}.";

    private static string Instead(string preposition, IReadOnlyList<Dimension> taken, string article) =>
        taken.Count == 0 ? $"nor {preposition} anything else" : $"only {preposition} {article}{string.Join(" or ", taken.Select(Word))}";

    private static string Word(Dimension dimension) => dimension.ToString().ToLowerInvariant();
}
