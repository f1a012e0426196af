using System.Runtime.ExceptionServices;
using RevenueBot.Access.Auditing;
using RevenueBot.Questions;
using RevenueBot.Questions.Api;

namespace RevenueBot.Access;

/// <summary>An answer, or why there is none.</summary>
/// <param name="Answer">Null: refused, and <paramref name="Judgement"/> has the words.</param>
/// <param name="CanShare">Whether to offer that everybody in the place sees it; asked anew when they do.</param>
internal sealed record DeskReply(Answer? Answer, Judgement Judgement, bool CanShare = false)
{
    public RefusalWords Refusal => Judgement.Words;

    /// <summary>What the answer shows, class by class.</summary>
    public Right Shown { get; init; }

    /// <summary>Nothing of single customers, not even by id: it may stand in the open where the place and the asker may.</summary>
    public bool IsTotalsOnly => Shown == Right.Totals;
}

/// <summary>
/// Where every chat platform gets its answers: counts, decides, asks, and decides again by what the answer shows. What is handed out may
/// be shown to the audience it was asked for, and to nobody else; and it was written down before.
/// </summary>
internal sealed class AnswerDesk(AccessGate gate, AskLimits limits, Answering answers, AccessAudit audit, TimeProvider clock)
{
    /// <summary>What is wanted.</summary>
    private sealed record Wish(Asking Asking, string Text, Right Needed, Audience Audience, AuditAct Act, Ask Find);

    /// <summary>The answer to a question as typed.</summary>
    public Task<DeskReply> AskAsync(Asking asking, string question, Audience audience, CancellationToken cancel) => ServeAsync(new(
        asking, question, Needed(question), audience, audience == Audience.Everybody ? AuditAct.Share : AuditAct.Ask, (text, stop) => answers.Question(text, asking.ReaderOf(audience), stop)), cancel);

    /// <summary>What adds up to an answer, by its id.</summary>
    public Task<DeskReply> ReceiptAsync(Asking asking, string answerId, Audience audience, CancellationToken cancel) =>
        ServeAsync(new(asking, answerId, Needed(answerId), audience, AuditAct.Receipt, answers.Receipt), cancel);

    /// <summary>The same, to be handed out as a file.</summary>
    public Task<DeskReply> ExportAsync(Asking asking, string answerId, Audience audience, CancellationToken cancel) =>
        ServeAsync(new(asking, answerId, Needed(answerId) | Right.Exports, audience, AuditAct.Export, answers.Receipt), cancel);

    /// <summary>The answer to a question, to be handed out as a file.</summary>
    public Task<DeskReply> ExportAnswerAsync(Asking asking, string question, Audience audience, CancellationToken cancel) =>
        ServeAsync(new(asking, question, Needed(question) | Right.Exports, audience, AuditAct.Export, (text, stop) => answers.Question(text, asking.ReaderOf(audience), stop)), cancel);

    /// <summary>A receipt as a file: all its rows for whoever may know who they are of, else its lines.</summary>
    public async Task<string?> FileAsync(Asking asking, Answer receipt, Audience audience, CancellationToken cancel) =>
        answers.Rows is { } rows && (await gate.JudgeAsync(asking, audience, Right.CustomersByName | Right.Exports, cancel)).IsAllowed ? await rows(receipt, cancel) : AnswerFile.Table(receipt);

    /// <summary>Whether a question, or the answer of an id, may be asked at all. It is not counted, nor written down: nothing is handed out by it.</summary>
    public Task<Judgement> JudgeAsync(Asking asking, string text, Audience audience, CancellationToken cancel) => gate.JudgeAsync(asking, audience, Needed(text), cancel);

    /// <summary>
    /// Whether the receipt of an answer may be asked for, where a surface must act before the data is read: null; else why not, which is
    /// written down. What is allowed is counted, decided and written when it is asked for.
    /// </summary>
    public async Task<Judgement?> AgainstReceiptAsync(Asking asking, string answerId, CancellationToken cancel)
    {
        Wish wish = new(asking, answerId, Needed(answerId), Audience.Asker, AuditAct.Receipt, answers.Receipt);
        if (limits.IsOver(asking) && await OverAsync(wish, cancel) is { } over) return over;
        var judgement = await JudgeAsync(wish, wish.Needed, cancel);
        if (judgement.IsAllowed) return null;
        await WriteAsync(wish, judgement, cancel);
        return judgement;
    }

    private async Task<DeskReply> ServeAsync(Wish wish, CancellationToken cancel)
    {
        if (await OverAsync(wish, cancel) is { } over) return new DeskReply(null, over);
        var (reply, failure) = await FindAsync(wish, cancel);
        await WriteAsync(wish, reply.Judgement, cancel, reply.Answer?.Id, failure is null ? null : "Failed");
        failure?.Throw();
        return reply;
    }

    /// <summary>Counts; the refusal where it was once too often. Who was told so is not told again, nor written down again.</summary>
    private async Task<Judgement?> OverAsync(Wish wish, CancellationToken cancel)
    {
        if (limits.Take(wish.Asking, wish.Act == AuditAct.Export) is not { } over) return null;
        Judgement judgement = new(wish.Asking.Stranger, new AccessDecision(over.Reason, wish.Needed)) { IsSilent = over.IsTold };
        if (!over.IsTold) await WriteAsync(wish, judgement, cancel);
        return judgement;
    }

    /// <summary>
    /// The answer; or the refusal, where the readers may not have it: before it was found, by what was asked for, or after, by what it
    /// shows. Who may see customers and not who they are gets them by id, where the answer can be told so.
    /// </summary>
    private async Task<(DeskReply Reply, ExceptionDispatchInfo? Failure)> FindAsync(Wish wish, CancellationToken cancel)
    {
        var before = await JudgeAsync(wish, wish.Needed, cancel);
        if (!before.IsAllowed) return (new DeskReply(null, before), null);
        try
        {
            return (await ReplyAsync(wish, await wish.Find(wish.Text, cancel), cancel), null);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            return (new DeskReply(null, before), ExceptionDispatchInfo.Capture(failure));
        }
    }

    private async Task<DeskReply> ReplyAsync(Wish wish, Answer answer, CancellationToken cancel)
    {
        var (named, byId) = (wish.Needed | (answer.NamesCustomers ? Right.CustomersByName : Right.None), wish.Needed | Right.Customers);
        var after = await JudgeAsync(wish, named, cancel);
        if (answer.Unnamed is not { } unnamed) return new DeskReply(after.IsAllowed ? answer : null, after, after.ForEverybody) { Shown = named };
        var withoutNames = await JudgeAsync(wish, byId, cancel);
        if (after.IsAllowed) return new DeskReply(answer, after, withoutNames.ForEverybody) { Shown = named };
        return new DeskReply(withoutNames.IsAllowed ? unnamed() : null, withoutNames, withoutNames.ForEverybody) { Shown = byId };
    }

    private Task<Judgement> JudgeAsync(Wish wish, Right shown, CancellationToken cancel) => gate.JudgeAsync(wish.Asking, wish.Audience, shown, cancel);

    private Task WriteAsync(Wish wish, Judgement judgement, CancellationToken cancel, string? answerId = null, string? failure = null) =>
        audit.WriteAsync(AuditEntry.Of(wish.Asking, judgement, wish.Act, answers.Metric?.Invoke(wish.Text) ?? "", clock.GetUtcNow(), answerId, failure), cancel);

    private Right Needed(string text) => answers.Needs?.Invoke(text) ?? Right.Totals;
}
