using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Facts;

/// <summary>What limits answers that rest on facts without a recorded time.</summary>
internal static class FactQualifiers
{
    /// <summary>The ledger knows when each row was recorded; other facts know only when they happened.</summary>
    /// <param name="facts">"payments", "responses".</param>
    public static IEnumerable<string> Of(Asked asked, string facts)
    {
        if (asked.Question.KnownAt is not { } instant) yield break;
        yield return $"When {facts} were recorded is not kept: these are all known now, up to {Wording.Days.LongMoment(instant, asked.Calendar)}.";
    }
}
