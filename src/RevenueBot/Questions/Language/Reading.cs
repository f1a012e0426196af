namespace RevenueBot.Questions.Language;

/// <summary>What became of a text: every text is exactly one of these.</summary>
internal abstract record Reading
{
    private Reading() { }

    internal sealed record Understood(Question Question) : Reading
    {
        /// <summary>What was read otherwise than it was typed, a sentence each: "Read “retnetion” as retention."</summary>
        public IReadOnlyList<string> Corrections { get; init; } = [];
    }

    internal sealed record Help : Reading;

    /// <summary>Words were left over. Nothing is answered: a figure for a question half read would be a guess.</summary>
    /// <param name="Read">What was understood, in order, as typed.</param>
    /// <param name="Unread">What was not, in order, as typed, at most 40 characters in all.</param>
    internal sealed record Partly(IReadOnlyList<string> Read, IReadOnlyList<string> Unread, IReadOnlyList<Suggestion> Suggestions) : Reading;

    /// <summary>Every word was understood, but as more than one question: the asker chooses.</summary>
    /// <param name="Why">What can be read in several ways: "Revenue can be MRR or what customers paid."</param>
    internal sealed record Ambiguous(string Why, IReadOnlyList<Suggestion> Suggestions) : Reading;

    /// <summary>Every word was understood, but there is no answer: the day has not come, the range ends before it begins.</summary>
    internal sealed record Impossible(string Why, string Advice, IReadOnlyList<Suggestion> Suggestions) : Reading;
}
