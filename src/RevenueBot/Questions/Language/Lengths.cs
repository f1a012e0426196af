namespace RevenueBot.Questions.Language;

/// <summary>What a bare length of time, "12 months" or "next quarter", is of a question.</summary>
internal static class Lengths
{
    private static readonly Window LastYear = new Window.Last(12, CalendarUnit.Month);

    /// <summary>The window of a rate, the horizon of a forecast, else the last months. Null where the question then has two times.</summary>
    public static Question? Fill(Question question, Draft draft)
    {
        if (draft.Span is Span.Future(_, var ahead, var aheadUnit) && question.Metric == Metric.Forecast)
            return draft.Length is null && Months(ahead, aheadUnit) is { } horizon && MetricParts.TakesMonths(question.Metric, horizon) ? question with { Months = horizon } : null;
        if (draft.Length is not var (count, unit)) return draft is { EachMonth: true, Span: null } && question.Metric is not Metric.Forecast ? question with { Window = LastYear } : question;
        if (Months(count, unit) is { } months && MetricParts.TakesMonths(question.Metric, months)) return question with { Months = months };
        return draft.Span is null ? question with { Window = new Window.Last(count, unit) } : null;
    }

    private static int? Months(int count, CalendarUnit unit) => unit switch
    {
        CalendarUnit.Month => count,
        CalendarUnit.Quarter => count * 3,
        CalendarUnit.Year => count * 12,
        CalendarUnit.Day or CalendarUnit.Week => null,
    };
}
