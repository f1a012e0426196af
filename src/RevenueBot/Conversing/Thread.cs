using RevenueBot.Access;

namespace RevenueBot.Conversing;

/// <summary>Where a conversation takes place, and who speaks.</summary>
/// <param name="Id">The platform's id of the thread; empty: the place itself, which is a conversation only between a person and the bot.</param>
internal sealed record Thread(string Platform, string Workspace, string Place, string Id, string Person)
{
    /// <summary>Null where nothing can be continued: a channel is no conversation.</summary>
    public static Thread? Of(Asking asking, string? thread) =>
        thread is not { Length: > 0 } && !asking.IsDirect ? null : new(asking.Platform.ToString().ToLowerInvariant(), asking.Workspace, asking.Channel, thread ?? "", asking.User);
}

/// <summary>What was asked last.</summary>
/// <param name="Question">In its canonical form.</param>
internal sealed record LastAsked(string Question, string AnswerId);
