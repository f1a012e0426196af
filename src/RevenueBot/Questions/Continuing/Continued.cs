namespace RevenueBot.Questions.Continuing;

/// <summary>What became of a text in a conversation, ready for a desk.</summary>
internal abstract record Continued
{
    private Continued() { }

    /// <summary>It is asked as it was typed.</summary>
    internal sealed record Alone : Continued;

    /// <summary>This is asked instead, as if it had been typed.</summary>
    /// <param name="Notes">What the asker must know about the reading, a sentence each.</param>
    internal sealed record Asks(string Question, IReadOnlyList<string> Notes) : Continued;

    internal sealed record Receipt : Continued;

    /// <summary>There is nothing to ask: a reply without a figure.</summary>
    internal sealed record Replies(Answer Answer) : Continued;
}
