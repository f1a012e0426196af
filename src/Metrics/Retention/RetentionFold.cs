using System.Runtime.InteropServices;

namespace RevenueBot.Metrics.Retention;

/// <summary>
/// Retention of many periods in one pass over the customers, in any order: memory depends on periods and keys alone. Exchange rates
/// retain nobody: both ends convert at the rate of the day before the period.
/// </summary>
/// <param name="periods">They may overlap.</param>
/// <param name="by">
/// Every customer is counted once, under its key at the start: for plan and currency the one that carried most of its MRR, so that
/// the keys add up to the total.
/// </param>
public sealed class RetentionFold(IReadOnlyList<Period> periods, FxRates rates, Dimension by = Dimension.Total)
{
    private readonly DateOnly[] _days = [.. new SortedSet<DateOnly>(periods.SelectMany(period => new[] { period.Start, period.End }))];
    private readonly Dictionary<string, RetentionSum[]> _sums = [];

    private (int Start, int End)[] Places => field ??= [.. periods.Select(period => (Array.BinarySearch(_days, period.Start), Array.BinarySearch(_days, period.End)))];

    public void Add(CustomerLedger customer)
    {
        if (customer.Changes.Count == 0) return;
        var timeline = BalanceTimeline.Of(customer.Changes, _days);
        for (var i = 0; i < periods.Count; i++)
        {
            var (start, end) = Places[i];
            if (!timeline.IsPayingAt(start)) continue;
            ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, KeyOf(customer, periods[i].Start, by), out _);
            sums ??= new RetentionSum[periods.Count];
            (sums[i] ??= new RetentionSum(periods[i], rates)).Add(timeline, start, end);
        }
    }

    /// <summary>One row per period and key, keys in ordinal order within a period; for the total a row for every period.</summary>
    public IReadOnlyList<RetentionPeriod> Rows()
    {
        if (by == Dimension.Total) return [.. periods.Select((period, i) => Sum("", i)?.ToRow("") ?? new RetentionPeriod(period, 0, 0, 0, 0, 0, 0, 0, 0))];
        var keys = _sums.Keys.Order(StringComparer.Ordinal).ToList();
        return [.. periods.SelectMany((_, i) => keys.Select(key => Sum(key, i)?.ToRow(key)).OfType<RetentionPeriod>())];
    }

    private RetentionSum? Sum(string key, int period) => _sums.GetValueOrDefault(key)?[period];

    /// <summary>The key under which a customer who paid at the start of a period is counted.</summary>
    public static string KeyOf(CustomerLedger customer, DateOnly start, Dimension by) => by switch
    {
        Dimension.Total => "",
        Dimension.Country => customer.Country,
        Dimension.Segment => customer.Segment,
        Dimension.Plan => Largest(customer.Changes, start, static change => change.PlanId),
        Dimension.Currency => Largest(customer.Changes, start, static change => change.Currency.Code),
    };

    /// <summary>The key with the largest amount before a day, compared without rates; the first in ordinal order of equals.</summary>
    private static string Largest(IReadOnlyList<BalanceChange> changes, DateOnly start, Func<BalanceChange, string> keyOf)
    {
        var only = keyOf(changes[0]);
        for (var i = 1; i < changes.Count && changes[i].Day < start; i++)
            if (keyOf(changes[i]) != only) return LargestOfSeveral(changes, start, keyOf);
        return only;
    }

    private static string LargestOfSeveral(IReadOnlyList<BalanceChange> changes, DateOnly start, Func<BalanceChange, string> keyOf) => changes
        .TakeWhile(change => change.Day < start).GroupBy(keyOf)
        .OrderByDescending(group => group.Sum(change => change.Amount)).ThenBy(group => group.Key, StringComparer.Ordinal).First().Key;
}
