using RevenueBot.Metrics;
using RevenueBot.Metrics.Retention;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Retention;

/// <summary>A period and the one it is compared with.</summary>
internal readonly record struct Compared(Period Now, Period Before);

/// <summary>The periods of an answer about retention.</summary>
/// <param name="Main">What it is about.</param>
/// <param name="Windows">The rows of a table of windows, by their months; empty where the answer has none.</param>
/// <param name="Steps">The months of a longer span; empty for one period.</param>
/// <param name="SoFar">The running month where the answer is about a whole one.</param>
internal sealed record RetentionSpan(Compared Main, IReadOnlyList<(int Months, Compared Periods)> Windows, IReadOnlyList<Period> Steps, Compared? SoFar)
{
    private const int UsualMonths = 12;

    public IReadOnlyList<Period> Periods =>
        [.. new[] { Main, SoFar ?? Main }.Concat(Windows.Select(window => window.Periods)).SelectMany(pair => new[] { pair.Now, pair.Before }).Concat(Steps).Distinct()];

    /// <summary>
    /// Without a time the last whole month end, looking back 12 months for revenue retention and 1 for churn; a time is itself the
    /// window, unless its months are named: then the window ends with it.
    /// </summary>
    public static RetentionSpan Of(Asked asked)
    {
        var question = asked.Question;
        if (question.Window is not null) return OfWindow(asked, asked.FrameOf(question.Window));
        var last = LastWholeMonth(asked).LastDay;
        var months = question.Months ?? (question.Metric is Metric.Nrr or Metric.Grr or Metric.Retention ? UsualMonths : 1);
        var windows = question.Metric != Metric.Retention ? [] : RetentionWindows.Months.Select(length => (length, Ending(asked, last, length))).ToList();
        return new(Ending(asked, last, months), windows, [], months == 1 && question.Versus is null ? SoFarOf(asked) : null);
    }

    /// <summary>True once a day is over as far as the answer can know: also for what is asked as known on that day.</summary>
    public static bool IsOver(Asked asked) => asked.DayIsOver
        && !(asked.Question.KnownAt is { } known && known < asked.Calendar.StartOf(asked.Day.AddDays(1)).AddTicks(-TimeSpan.TicksPerMicrosecond));

    /// <summary>True for a period that was not over by the end of its last day.</summary>
    public static bool IsPart(Asked asked, Period period) => period.LastDay == asked.Day && !IsOver(asked);

    private static RetentionSpan OfWindow(Asked asked, Frame frame)
    {
        var main = asked.Question.Months is { } months ? Ending(asked, frame.Last, months)
            : new Compared(frame.Period, asked.Question.Versus is { } versus ? Comparison.Of(versus, frame, asked) : frame.Before);
        return new(main, [], StepsOf(frame, asked.Question.Months ?? 1), null);
    }

    /// <summary>One window for each month end of a span, if it has several.</summary>
    private static List<Period> StepsOf(Frame frame, int months)
    {
        List<Period> steps = [];
        for (var month = Month.Of(frame.First); month.FirstDay <= frame.Last; month = month.Next)
            steps.Add(RetentionWindows.Ending(month.LastDay < frame.Last ? month.LastDay : frame.Last, months));
        return steps.Count > 1 ? steps : [];
    }

    private static Compared Ending(Asked asked, DateOnly last, int months)
    {
        var now = RetentionWindows.Ending(last, months);
        if (asked.Question.Versus is not { } versus) return new(now, RetentionWindows.Before(now, months));
        var other = Comparison.Of(versus, asked.FrameOf(new Window.InMonth(Month.Of(last))), asked);
        return new(now, RetentionWindows.Ending(other.LastDay, months));
    }

    private static Month LastWholeMonth(Asked asked)
    {
        var month = Month.Of(asked.Day);
        return asked.Day == month.LastDay && IsOver(asked) ? month : month.Previous;
    }

    private static Compared? SoFarOf(Asked asked)
    {
        if (LastWholeMonth(asked) == Month.Of(asked.Day)) return null;
        var now = RetentionWindows.Ending(asked.Day, 1);
        return new(now, RetentionWindows.Before(now, 1));
    }
}
