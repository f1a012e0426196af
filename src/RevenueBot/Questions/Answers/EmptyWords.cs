using RevenueBot.Metrics;

namespace RevenueBot.Questions.Answers;

/// <summary>What is said where there is no figure to say.</summary>
internal static class EmptyWords
{
    /// <summary>Null where there is something to report, even if it is a balance of 0 after better days.</summary>
    public static (string Finding, IReadOnlyList<string> Then)? Finding(Asked asked, LedgerView ledger, PeriodMrr now)
    {
        var day = asked.Days.Day(asked.Day);
        if (ledger.IsEmpty && ledger.Snapshot.Sources.Count == 0)
            return ("No billing data has arrived yet.", ["Connect Stripe or import files, then ask again."]);
        if (ledger.IsEmpty) return ($"{asked.Question.MetricName} is 0 on {day}: no subscription has begun by then.", []);
        var never = ledger.Snapshot.Cells.All(cell => cell.Amount == 0);
        if (!never) return null;
        var trials = now.Trials == 0 ? "" : $" {Wording.Format.Counted(now.Trials, "trial")} running.";
        return ($"{asked.Question.MetricName} is 0 on {day}: no customer has paid so far.", trials.Length == 0 ? [] : [trials.Trim()]);
    }
}
