using RevenueBot.Questions;

namespace RevenueBot.Access;

/// <summary>An answer, or why there is none.</summary>
/// <param name="Answer">Null: refused, and <paramref name="Judgement"/> has the words.</param>
internal sealed record DeskReply(Answer? Answer, Judgement Judgement)
{
    public RefusalWords Refusal => Judgement.Words;
}

/// <summary>
/// Where every chat platform gets its answers: decides, asks, and decides again by what the answer shows. What is handed out may be
/// shown to the audience it was asked for, and to nobody else.
/// </summary>
internal sealed class AnswerDesk(AccessGate gate, Answering answers)
{
    /// <summary>The answer to a question as typed.</summary>
    public Task<DeskReply> AskAsync(Asking asking, string question, Audience audience, CancellationToken cancel) =>
        FindAsync(asking, question, (text, stop) => answers.Question(text, asking.ReaderOf(audience), stop), audience, cancel);

    /// <summary>What adds up to an answer, by its id.</summary>
    public Task<DeskReply> ReceiptAsync(Asking asking, string answerId, Audience audience, CancellationToken cancel) =>
        FindAsync(asking, answerId, answers.Receipt, audience, cancel);

    /// <summary>Whether a question, or the answer of an id, may be asked at all: for a surface that must act before the data is read.</summary>
    public Task<Judgement> JudgeAsync(Asking asking, string text, Audience audience, CancellationToken cancel) =>
        gate.JudgeAsync(asking, audience, Needed(text), cancel);

    /// <summary>
    /// The answer; or the refusal, where the readers may not have it: before it was found, by what was asked for, or after, by what it
    /// shows.
    /// </summary>
    private async Task<DeskReply> FindAsync(Asking asking, string text, Ask find, Audience audience, CancellationToken cancel)
    {
        var needed = Needed(text);
        var before = await gate.JudgeAsync(asking, audience, needed, cancel);
        if (!before.IsAllowed) return new DeskReply(null, before);
        var answer = await find(text, cancel);
        var shown = answer.NamesCustomers && needed < Right.Customers ? Right.Customers : needed;
        var after = await gate.JudgeAsync(asking, audience, shown, cancel);
        return new DeskReply(after.IsAllowed ? answer : null, after);
    }

    private Right Needed(string text) => answers.Needs?.Invoke(text) ?? Right.Totals;
}
