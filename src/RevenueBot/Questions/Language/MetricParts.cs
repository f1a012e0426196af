using RevenueBot.Metrics;

namespace RevenueBot.Questions.Language;

/// <summary>What may stand beside a metric in a question.</summary>
[Flags]
internal enum Part
{
    None = 0, By = 1, Window = 2, Months = 4, Only = 8, Versus = 16, Why = 32, ConstantCurrency = 64, Subject = 128, Supposed = 256,
}

/// <summary>
/// Which parts each metric has an answer for; to what it can be limited says <see cref="Limits"/>. A part that is not named is refused in a
/// sentence, never left out of the answer.
/// </summary>
internal static class MetricParts
{
    private const Part Ledger = Part.By | Part.Window | Part.Versus | Part.Why | Part.ConstantCurrency;
    private const Part Rate = Part.By | Part.Window | Part.Months | Part.Versus;
    private const Part Usual = Part.By | Part.Window;

    public static Part Of(Metric metric) => metric switch
    {
        Metric.Mrr or Metric.Arr => Ledger,
        Metric.Churn or Metric.Nrr or Metric.Grr or Metric.Retention => Rate,
        Metric.Forecast => Part.Months | Part.Supposed,
        Metric.Cohorts or Metric.Profiles or Metric.Target or Metric.Scorecard or Metric.Payments => Part.Window,
        Metric.Today or Metric.AtRisk or Metric.Dunning => Part.None,
        Metric.Customer or Metric.Annotate or Metric.Health or Metric.Expansion or Metric.Alerts or Metric.Silence or Metric.Access or Metric.Intel or Metric.Digest or Metric.Dashboard => Part.Subject,
        _ => Usual,
    };

    /// <summary>Whether a length of time is a part of the metric: the window of a rate, the horizon of a forecast.</summary>
    public static bool TakesMonths(Metric metric, int months) => metric switch
    {
        Metric.Forecast => months is >= 1 and <= 36,
        _ => Of(metric).HasFlag(Part.Months) && months is 1 or 3 or 12,
    };

    /// <summary>The first part of a question that its metric has no answer for; null where all fit.</summary>
    public static Part? Misfit(Question question)
    {
        var accepted = Of(question.Metric) | (question.Only is { By: var limit } && Limits.Of(question.Metric).Contains(limit) ? Part.Only : Part.None);
        foreach (var part in Parts(question))
            if (!accepted.HasFlag(part)) return part;
        return null;
    }

    /// <summary>The question without a part.</summary>
    public static Question Without(Question question, Part part) => part switch
    {
        Part.By => question with { By = Dimension.Total },
        Part.Window => question with { Window = null },
        Part.Months => question with { Months = null },
        Part.Only => question with { Only = null },
        Part.Versus => question with { Versus = null },
        Part.Why => question with { Why = false, Who = false },
        Part.ConstantCurrency => question with { ConstantCurrency = false },
        Part.Supposed => question with { Supposed = default },
        Part.Subject => question with { Subject = null },
        _ => question,
    };

    private static IEnumerable<Part> Parts(Question question)
    {
        if (question.Why) yield return Part.Why;
        if (question.By != Dimension.Total) yield return Part.By;
        if (question.Only is not null) yield return Part.Only;
        if (question.Versus is not null) yield return Part.Versus;
        if (question.Months is not null) yield return Part.Months;
        if (!question.Supposed.IsNothing) yield return Part.Supposed;
        if (question.Window is not null) yield return Part.Window;
        if (question.ConstantCurrency) yield return Part.ConstantCurrency;
    }
}
