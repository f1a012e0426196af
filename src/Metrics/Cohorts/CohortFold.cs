using RevenueBot.Metrics.Retention;

namespace RevenueBot.Metrics.Cohorts;

/// <summary>Cohorts in one pass over the customers, in any order: memory depends on the number of months alone.</summary>
/// <param name="end">The first day that is left out: the cohorts are as at the close of the day before.</param>
/// <param name="lastDayIsOver">False while the day before <paramref name="end"/> still runs, so that its month is no whole one.</param>
public sealed class CohortFold(DateOnly end, bool lastDayIsOver, FxRates rates)
{
    private readonly Month _last = Month.Of(end.AddDays(-1));
    private readonly SortedDictionary<Month, CohortSum> _cohorts = [];

    /// <summary>False where the running month is over with its last day.</summary>
    private bool IsPart => !lastDayIsOver || end != _last.Next.FirstDay;

    /// <param name="customer">Changes from <c>end</c> on are left out.</param>
    /// <param name="revenue">What it paid (negative: was paid back), net of tax, micro-units; null: not read.</param>
    public void Add(CustomerLedger customer, IReadOnlyList<CashMove>? revenue = null)
    {
        if (FirstPaid(customer.Changes) is not { } first || first >= end) return;
        var month = Month.Of(first);
        if (!_cohorts.TryGetValue(month, out var sum)) _cohorts[month] = sum = new CohortSum(MonthEnds(month));
        sum.Add(customer.Changes, first, rates, revenue);
    }

    /// <summary>Every month from the first cohort to now that has one, oldest first.</summary>
    public IReadOnlyList<Cohort> Cohorts() => [.. _cohorts.Select(pair => pair.Value.ToCohort(pair.Key, IsPart))];

    /// <summary>The day after each month end, the last one cut to the days that have been.</summary>
    private DateOnly[] MonthEnds(Month first)
    {
        List<DateOnly> ends = [];
        for (var month = first; month <= _last; month = month.Next) ends.Add(month.Next.FirstDay < end ? month.Next.FirstDay : end);
        return [.. ends];
    }

    /// <summary>The first day that closed above 0; null for a customer who never paid.</summary>
    public static DateOnly? FirstPaid(IReadOnlyList<BalanceChange> changes)
    {
        long balance = 0; // in several currencies together: none is ever below 0, so that it is above 0 where one is
        for (var i = 0; i < changes.Count; i++)
        {
            balance += changes[i].Amount;
            if (balance > 0 && (i + 1 == changes.Count || changes[i + 1].Day != changes[i].Day)) return changes[i].Day;
        }

        return null;
    }
}

/// <summary>Money that came in (above 0) or went back: net of tax, micro-units.</summary>
public readonly record struct CashMove(DateOnly Day, Currency Currency, long Amount);
