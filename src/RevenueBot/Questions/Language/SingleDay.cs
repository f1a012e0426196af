using RevenueBot.Metrics;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Language;

/// <summary>
/// What a day is of a question that names it without "as of": "MRR yesterday" is the balance at its end, "usage yesterday" what was
/// counted on it, and a rate of months has no day.
/// </summary>
internal static class SingleDay
{
    /// <summary>The question on that day; null where the day is one time too many.</summary>
    public static Question? Fill(Question question, Draft draft, DateOnly today)
    {
        if ((draft.Day is null && !draft.Today) || !IsCounted(question)) return question;
        return question.Window is not null || draft.Span is not null ? null : question with { AsOf = draft.Day is null ? question.AsOf : null, Window = new Window.Between(today, today) };
    }

    /// <summary>Null where the metric has a figure of one day.</summary>
    public static Reading.Impossible? Refusal(Question question, Draft draft)
    {
        if ((draft.Day is null && !draft.Today) || question.Metric is not (Metric.Churn or Metric.Nrr or Metric.Grr or Metric.Retention)) return null;
        Question day = new() { Metric = Metric.Today, AsOf = draft.Day is null ? null : question.AsOf };
        var itself = question with { AsOf = null, Window = new Window.This(CalendarUnit.Month) };
        var name = question.MetricName;
        return question.Metric == Metric.Churn
            ? new($"{Format.Capital(name)} is a rate of a month or more, not of one day.", "Ask who cancelled that day, or for this month.", [Suggestions.Of(day), Suggestions.Of(itself)])
            : new($"{Format.Capital(name)} is a rate of a month or more, not of one day.", "Ask for this month.", [Suggestions.Of(itself)]);
    }

    /// <summary>What adds up over days, so that one day has its own figure.</summary>
    private static bool IsCounted(Question question) => question.Why || question.Metric is Metric.Usage or Metric.QuickRatio or Metric.Asp;
}
