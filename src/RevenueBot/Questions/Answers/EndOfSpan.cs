using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Answers;

/// <summary>What a figure of one day says where a span was asked for.</summary>
internal static class EndOfSpan
{
    /// <summary>"LTV is of one day: the last of 1–25 Nov." Null where one day, or none, was asked for.</summary>
    /// <param name="what">"LTV is".</param>
    public static string? Sentence(Asked asked, string what)
    {
        if (asked.Question.Window is not { } window) return null;
        var frame = asked.FrameOf(window);
        return frame.First == frame.Last ? null : $"{what} of one day: the last of {asked.Days.Span(frame.First, frame.Last)}.";
    }
}
