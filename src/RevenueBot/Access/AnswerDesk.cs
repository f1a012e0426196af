using RevenueBot.Questions;

namespace RevenueBot.Access;

/// <summary>An answer, or why there is none.</summary>
/// <param name="Answer">Null: refused, and <paramref name="Judgement"/> has the words.</param>
/// <param name="CanShare">Whether to offer that everybody in the place sees it; asked anew when they do.</param>
internal sealed record DeskReply(Answer? Answer, Judgement Judgement, bool CanShare = false)
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
        FindAsync(asking, question, Needed(question), (text, stop) => answers.Question(text, asking.ReaderOf(audience), stop), audience, cancel);

    /// <summary>What adds up to an answer, by its id.</summary>
    public Task<DeskReply> ReceiptAsync(Asking asking, string answerId, Audience audience, CancellationToken cancel) =>
        FindAsync(asking, answerId, Needed(answerId), answers.Receipt, audience, cancel);

    /// <summary>The same, to be handed out as a file.</summary>
    public Task<DeskReply> ExportAsync(Asking asking, string answerId, Audience audience, CancellationToken cancel) =>
        FindAsync(asking, answerId, Needed(answerId) | Right.Exports, answers.Receipt, audience, cancel);

    /// <summary>Whether a question, or the answer of an id, may be asked at all: for a surface that must act before the data is read.</summary>
    public Task<Judgement> JudgeAsync(Asking asking, string text, Audience audience, CancellationToken cancel) =>
        gate.JudgeAsync(asking, audience, Needed(text), cancel);

    /// <summary>
    /// The answer; or the refusal, where the readers may not have it: before it was found, by what was asked for, or after, by what it
    /// shows. Who may see customers and not who they are gets them by id, where the answer can be told so.
    /// </summary>
    private async Task<DeskReply> FindAsync(Asking asking, string text, Right needed, Ask find, Audience audience, CancellationToken cancel)
    {
        var before = await gate.JudgeAsync(asking, audience, needed, cancel);
        if (!before.IsAllowed) return new DeskReply(null, before);
        var answer = await find(text, cancel);
        var after = await gate.JudgeAsync(asking, audience, needed | Shown(answer), cancel);
        if (answer.Unnamed is not { } unnamed) return new DeskReply(after.IsAllowed ? answer : null, after, after.ForEverybody);
        var withoutNames = await gate.JudgeAsync(asking, audience, needed | Right.Customers, cancel);
        if (after.IsAllowed) return new DeskReply(answer, after, withoutNames.ForEverybody);
        return new DeskReply(withoutNames.IsAllowed ? unnamed() : null, withoutNames, withoutNames.ForEverybody);
    }

    private static Right Shown(Answer answer) => answer.NamesCustomers ? Right.CustomersByName : Right.None;

    private Right Needed(string text) => answers.Needs?.Invoke(text) ?? Right.Totals;
}
