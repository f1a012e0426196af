using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Continuing;

namespace RevenueBot.Access;

/// <summary>Finds an answer. What was not understood is an answer too; it throws when the figures could not be read.</summary>
internal delegate Task<Answer> Ask(string question, CancellationToken cancel);

/// <summary>The same, for a reader to whom a restatement is named once.</summary>
internal delegate Task<Answer> AskFor(string question, string reader, CancellationToken cancel);

/// <summary>Where answers come from.</summary>
/// <param name="Question">Asks a question as typed.</param>
/// <param name="Receipt">Asks for the ledger lines behind an answer, by its id.</param>
/// <param name="Needs">The right that a question, or the answer of an id, needs before anything is read; null: totals are enough.</param>
/// <param name="Metric">What a question, or the answer of an id, is about, for the audit log: no word of its text; null: nothing is said.</param>
internal sealed record Answering(AskFor Question, Ask Receipt, Func<string, Right>? Needs = null, Func<string, string>? Metric = null)
{
    /// <summary>What a text is after the question before it in a conversation; null: every text stands alone.</summary>
    public Func<string, string, CancellationToken, Task<Continued>>? Continue { get; init; }

    /// <summary>A receipt as the rows of a file; null: its lines alone.</summary>
    public Func<Answer, CancellationToken, Task<string?>>? Rows { get; init; }

    public static Answering From(Asker asker, AnswerFile file, TimeProvider clock)
    {
        return new Answering(
            (question, reader, cancel) => asker.AskAsync(question, Now() with { Reader = reader }, cancel),
            async (answerId, cancel) => await asker.ReceiptAsync(answerId, Now(), cancel) ?? await asker.AskAsync("help", Now(), cancel),
            text => asker.Needs(Text(text), Now()),
            text => asker.MetricOf(Text(text), Now()))
        {
            Continue = (text, before, cancel) => asker.ContinueAsync(text, before, Now(), cancel),
            Rows = file.RowsAsync,
        };

        static string Text(string text) => AnswerId.TryRead(text, out var question) ? question : text;

        AskContext Now() => new(clock.GetUtcNow());
    }
}
