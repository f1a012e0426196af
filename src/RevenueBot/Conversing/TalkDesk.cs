using RevenueBot.Access;
using RevenueBot.Questions;
using RevenueBot.Questions.Continuing;

namespace RevenueBot.Conversing;

/// <summary>What a desk replied, and to which question: as it was typed, or as it was meant.</summary>
internal sealed record TalkReply(DeskReply Reply, string Question);

/// <summary>
/// What is said in a conversation, on any platform: read as it was meant after the last question, then asked as if it had been typed in
/// full, with the rights of whoever says it.
/// </summary>
internal sealed class TalkDesk(AnswerDesk desk, Answering answers, ConversationStore conversations)
{
    /// <param name="thread">The platform's id of the thread; null: the place itself.</param>
    public async Task<TalkReply> AskAsync(Asking asking, string? thread, string text, Audience audience, CancellationToken cancel)
    {
        if (answers.Continue is not { } goOn || Thread.Of(asking, thread) is not { } place || await conversations.FindAsync(place, cancel) is not { } last) return await AloneAsync();
        // Somebody else's question tells who may not ask it nothing, not even that it was asked.
        var judgement = await desk.JudgeAsync(asking, last.Question, audience, cancel);
        if (!judgement.IsAllowed && !judgement.Decision.ConcernsPlace) return await AloneAsync();
        return await goOn(text, last.Question, cancel) switch
        {
            Continued.Receipt => new(await desk.ReceiptAsync(asking, last.AnswerId, audience, cancel), last.Question),
            Continued.Replies replies => new(new DeskReply(judgement.IsAllowed ? replies.Answer : null, judgement), last.Question),
            Continued.Asks asks => new(Noted(await desk.AskAsync(asking, asks.Question, audience, cancel), asks.Notes), asks.Question),
            _ => await AloneAsync(),
        };

        async Task<TalkReply> AloneAsync() => new(await desk.AskAsync(asking, text, audience, cancel), text);
    }

    /// <summary>From here on the conversation goes on from this answer: to be called once it was delivered.</summary>
    public async Task KeepAsync(Asking asking, string? thread, Answer answer, CancellationToken cancel)
    {
        if (answer.Kind == AnswerKind.Figures && answer.Question.StartsWith('/') && Thread.Of(asking, thread) is { } place)
            await conversations.KeepAsync(place, new(answer.Question, answer.Id), cancel);
    }

    private static DeskReply Noted(DeskReply reply, IReadOnlyList<string> notes) =>
        reply.Answer is not { } answer || notes.Count == 0 ? reply : reply with { Answer = answer with { Sentences = [string.Join(' ', notes), .. answer.Sentences] } };
}
