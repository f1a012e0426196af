using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Ratios;

/// <summary>What is said before there is any figure to say, in the words of MRR, on which all of them stand.</summary>
internal static class NothingYet
{
    /// <summary>Null where the ledger holds something, or where each figure says for itself that it is undefined.</summary>
    public static (string Finding, IReadOnlyList<string> Then)? Of(Asked asked, LedgerView ledger, PeriodMrr now)
    {
        if (!ledger.IsEmpty || (ledger.Snapshot.Sources.Count > 0 && asked.Question.KnownAt is null)) return null;
        return EmptyWords.Finding(asked with { Question = asked.Question with { Metric = Metric.Mrr } }, ledger, now);
    }
}
