using RevenueBot.Metrics;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Answers;

/// <summary>What answers say that are kept by calendar month, of a time that may begin or end within one.</summary>
internal static class WholeMonths
{
    /// <summary>The months that a window lies in, the running one up to the day of the answer: "1 Sep–10 Nov".</summary>
    public static string Span(Asked asked, Window window)
    {
        var (frame, last) = (asked.FrameOf(window), Month.Of(asked.FrameOf(window).Last).LastDay);
        return asked.Days.Span(Month.Of(frame.First).FirstDay, last < asked.Day ? last : asked.Day);
    }

    /// <summary>"Cohorts are whole months: 4–10 Nov is a part of 1–30 Nov." Null where nothing is asked for but whole months.</summary>
    /// <param name="what">"Cohorts are".</param>
    public static string? Sentence(Asked asked, string what)
    {
        if (asked.Question.Window is not { } window) return null;
        var frame = asked.FrameOf(window);
        var isWhole = frame.First.Day == 1 && (frame.Last >= asked.Day || frame.Last == Month.Of(frame.Last).LastDay);
        return isWhole ? null : $"{what} whole months: {asked.Days.Span(frame.First, frame.Last)} is a part of {Span(asked, window)}.";
    }
}
