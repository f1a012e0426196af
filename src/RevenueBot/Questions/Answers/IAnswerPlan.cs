using RevenueBot.Metrics;

namespace RevenueBot.Questions.Answers;

/// <summary>One shape of answer: which periods it needs, and how it is written from them.</summary>
internal interface IAnswerPlan
{
    /// <summary>Every period whose figures are read. The ledger is asked for all of them at once.</summary>
    IEnumerable<Period> Periods { get; }

    /// <summary>The answer, from the figures alone: no clock, no database.</summary>
    Answer Write(LedgerView ledger);
}
