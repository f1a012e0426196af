using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Continuing;

/// <summary>What a text means after the last question of its conversation.</summary>
internal abstract record Continuation
{
    private Continuation() { }

    /// <summary>A question of its own, or none at all: what was asked before does not matter.</summary>
    internal sealed record Alone : Continuation;

    /// <summary>The question before, with what was said now.</summary>
    /// <param name="LeftOut">Parts of the question before that do not go with what was said, as they would be typed.</param>
    internal sealed record Asks(Question Question, IReadOnlyList<string> LeftOut) : Continuation
    {
        /// <summary>What was read otherwise than it was typed, a sentence each.</summary>
        public IReadOnlyList<string> Corrections { get; init; } = [];
    }

    /// <summary>It asks for what adds up to the answer before.</summary>
    internal sealed record Receipt : Continuation;

    /// <summary>It goes on from the question before, but not to one question that can be answered.</summary>
    internal sealed record Replies(Reading Reading) : Continuation;
}
