namespace RevenueBot.Metrics.Churn.Learning.Splitting;

/// <summary>Checks on later time: each block of time by what was learnt from all time before it.</summary>
internal static class TimeSplit
{
    /// <summary>Share of the rows, the latest ones, that are checked.</summary>
    private const double CheckedShare = 0.4;

    private const int FewestOutcomes = 5;

    /// <returns>Null where time is too short, or outcomes too few, to leave two blocks and something to learn from before them.</returns>
    public static Split? Of(bool[] outcomes, int[] times, int gap)
    {
        for (var count = outcomes.Length < 50_000 ? 4 : 2; count >= 2; count--)
            if (TrySplit(outcomes, times, (count, gap)) is { } split) return split;
        return null;
    }

    private static Split? TrySplit(bool[] outcomes, int[] times, (int Count, int Gap) plan)
    {
        var folds = new List<Fold>();
        var end = times.Length;
        for (var left = plan.Count; left > 0; left--)
        {
            // A block begins where a time begins: no time is cut in two.
            var aim = end - (int)((end - (times.Length * (1 - CheckedShare))) / left);
            var start = FirstOf(times, Math.Min(aim, end - 1));
            var known = Before(times, times[start] - plan.Gap);
            var fold = new Fold([.. Enumerable.Range(0, known)], [.. Enumerable.Range(start, end - start)]);
            if (!IsTelling(outcomes, fold.Learnt) || !IsTelling(outcomes, fold.Checked)) return null;
            folds.Insert(0, fold);
            end = start;
        }

        return new(folds, [.. folds.Select(fold => fold.Checked)], true);
    }

    private static bool IsTelling(bool[] outcomes, int[] rows)
    {
        var happened = rows.Count(row => outcomes[row]);
        return happened >= FewestOutcomes && rows.Length - happened >= FewestOutcomes;
    }

    private static int FirstOf(int[] times, int row)
    {
        while (row > 0 && times[row - 1] == times[row]) row--;
        return row;
    }

    /// <summary>How many rows are of a time, or of an earlier one.</summary>
    private static int Before(int[] times, int time)
    {
        var low = 0;
        for (var high = times.Length; low < high;)
        {
            var middle = (low + high) / 2;
            if (times[middle] <= time) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
