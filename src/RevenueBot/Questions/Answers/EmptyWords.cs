using RevenueBot.Metrics;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <summary>What is said where there is no figure to say.</summary>
internal static class EmptyWords
{
    /// <summary>Null where there is something to report, even if it is a balance of 0 after better days.</summary>
    public static (string Finding, IReadOnlyList<string> Then)? Finding(Asked asked, LedgerView ledger, PeriodMrr now)
    {
        if (ledger.IsEmpty && ledger.Snapshot.Sources.Count == 0)
            return ("No billing data has arrived yet.", ["Connect Stripe or import files, then ask again."]);
        var last = now.Period.LastDay;
        var isPast = last < asked.Day || asked.DayIsOver;
        if (ledger.IsEmpty) return (Nothing(asked, last, isPast), []);
        if (ledger.Snapshot.Cells.Any(cell => cell.Amount != 0)) return null;
        var trials = now.Trials == 0 ? (IReadOnlyList<string>)[] : [$"{Format.Counted(now.Trials, "trial")} running."];
        return ($"{Zero(asked, last)}: no customer {(isPast ? "had paid by then" : "has paid so far")}.", trials);
    }

    /// <summary>What was not recorded by the time that was asked for may well have begun by then: only the first can be said.</summary>
    private static string Nothing(Asked asked, DateOnly last, bool isPast)
    {
        if (asked.Question.KnownAt is not { } instant) return $"{Zero(asked, last)}: no subscription {(isPast ? "had begun by then" : "has begun yet")}.";
        var time = Days.LongMoment(instant, asked.Calendar);
        return last >= asked.Calendar.DayOf(instant)
            ? $"Nothing was recorded by {time}, so no {asked.MetricName} was known then."
            : $"No {asked.MetricName} was known for {asked.Days.Day(last)}: nothing of that day or before was recorded by {time}.";
    }

    private static string Zero(Asked asked, DateOnly last) => $"{asked.MetricName} is 0 on {asked.Days.Day(last)}";
}
