namespace RevenueBot.Metrics.Restating;

/// <summary>From what arrived late to the closings that are no longer what was told.</summary>
public static class Restatements
{
    /// <summary>
    /// The closings that late changes may have moved, each named once: the end of every month that was over on the day of the telling,
    /// and within that day's own month the day before it. A closing changes with everything before it, so it is named with the month
    /// in which the changes lie and not again with every later one.
    /// </summary>
    /// <param name="toldOn">The day on which the figures were told; changes of that day and after it restate nothing.</param>
    /// <returns>Days, ascending.</returns>
    public static IReadOnlyList<DateOnly> Points(LateArrivals late, DateOnly toldOn) =>
        [.. late.Changes.Where(change => change.Day < toldOn).Select(change => PointOf(change.Day, toldOn)).Concat(RatesBefore(late, toldOn).Select(rate => PointOf(rate.Moves, toldOn))).Distinct().Order()];

    /// <summary>The closings that differ, largest difference of their own days first; empty where none does.</summary>
    /// <param name="cells">The ledger as known now, from a query whose boundaries include the start and end of every point.</param>
    /// <param name="most">How many changes are named of each; the rest is summed.</param>
    public static IReadOnlyList<Restatement> Of(LateArrivals arrivals, DateOnly toldOn, RestatedLedger ledger, int most)
    {
        var late = arrivals.Changes.Where(change => change.Day < toldOn).ToList();
        List<Period> points = [.. Points(arrivals, toldOn).Select(day => new Period(day, day.AddDays(1)))];
        List<LedgerCell> now = [.. ledger.Cells.Select(cell => cell with { Key = "" })];
        var (news, olds) = (MrrSeries.Compute(now, points, ledger.Now), MrrSeries.Compute([.. now, .. late.Select(Undone)], points, ledger.Then));
        var causes = late.ToLookup(change => PointOf(change.Day, toldOn));
        var rates = RatesBefore(arrivals, toldOn).ToLookup(rate => PointOf(rate.Moves, toldOn));
        return
        [
            .. news.Zip(olds, (current, before) => (Row: current, Old: before.Closing, By: By([.. causes[current.Period.Start]], ledger.Now)))
                .Where(point => point.Row.Closing != point.Old)
                .OrderByDescending(point => Math.Abs(point.By.Sum(change => change.Amount))).ThenBy(point => point.Row.Period.Start)
                .Select(point => new Restatement(
                    point.Row.Period.Start, IsMonthEnd(point.Row.Period.Start), point.Old, point.Row.Closing, [.. point.By.Take(most)],
                    (point.By.Skip(most).Count(), point.By.Skip(most).Sum(change => change.Amount)))
                {
                    Rates = [.. rates[point.Row.Period.Start].OrderBy(rate => rate.Currency.Code, StringComparer.Ordinal).ThenBy(rate => rate.Day)],
                }),
        ];
    }

    /// <summary>A month's rate moves closings from its first day on: one of the month of the telling moves the day before it.</summary>
    private static IEnumerable<RateChange> RatesBefore(LateArrivals late, DateOnly toldOn) => late.Rates.Where(rate => rate.Day < toldOn && rate.Old != rate.New);

    private static DateOnly PointOf(DateOnly day, DateOnly toldOn)
    {
        var monthEnd = Month.Of(day).Next.FirstDay.AddDays(-1);
        return monthEnd < toldOn ? monthEnd : toldOn.AddDays(-1);
    }

    private static bool IsMonthEnd(DateOnly day) => day.AddDays(1).Day == 1;

    /// <summary>A currency without a rate moves no figure: it is left out here as there.</summary>
    private static List<RestatedBy> By(IReadOnlyList<LateChange> changes, FxRates rates) =>
    [
        .. changes.Select(change => (change, rate: rates.Find(change.Currency, change.Day))).Where(pair => pair.rate is not null)
            .GroupBy(pair => (pair.change.Kind, pair.change.Day, pair.change.RecordedAt))
            .Select(group => new RestatedBy(
                group.Key.Kind, group.Key.Day, (long)Math.Round(group.Sum(pair => pair.change.Amount * pair.rate!.Value), MidpointRounding.AwayFromZero),
                group.Sum(pair => pair.change.Customers), group.Key.RecordedAt))
            .Where(change => change.Amount != 0)
            .OrderByDescending(change => Math.Abs(change.Amount)).ThenBy(change => change.ArrivedAt).ThenBy(change => change.Day).ThenBy(change => change.Kind),
    ];

    private static LedgerCell Undone(LateChange change) => new(change.Day, "", change.Currency, change.Kind, -change.Amount, 0, 0, 0, 0, 0, 0, 0);
}
