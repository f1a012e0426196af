namespace RevenueBot.Metrics.Churn.Learning.Splitting;

/// <summary>Rows that are learnt from, and rows that check what was learnt.</summary>
internal sealed record Fold(int[] Learnt, int[] Checked);

/// <summary>How a table is split so that every judgement comes from rows that were not learnt from.</summary>
/// <param name="Parts">
/// Groups of checked rows, in order: calibration is checked on a part after it was fitted on the other parts (by time: on the earlier ones).
/// </param>
internal sealed record Split(IReadOnlyList<Fold> Folds, IReadOnlyList<int[]> Parts, bool IsByTime)
{
    private const int RowsForFewerFolds = 20_000;
    private const int RowsForOneFold = 50_000;
    private const double CheckedShare = 0.2;

    /// <param name="table">In the order of <see cref="RowOrder"/>.</param>
    /// <param name="gap"><see cref="LearnerOptions.TimeGap"/>.</param>
    public static Split Of(LearningTable table, int gap) => (table.Times is { } times ? TimeSplit.Of(table.Outcomes, times, gap) : null) ?? Shuffled(table.Outcomes);

    /// <summary>How many folds are worth their time: the more rows, the better they are judged by fewer.</summary>
    private static int CountFor(int rows) => rows < RowsForFewerFolds ? 5 : rows < RowsForOneFold ? 3 : 1;

    /// <summary>What was found for the checked rows of each fold, by row of the table; NaN where a row was not checked.</summary>
    public double[] ByRow(int rows, double[][] found)
    {
        var all = new double[rows];
        Array.Fill(all, double.NaN);
        for (var fold = 0; fold < found.Length; fold++)
            for (var at = 0; at < found[fold].Length; at++) all[Folds[fold].Checked[at]] = found[fold][at];
        return all;
    }

    private static Split Shuffled(bool[] outcomes)
    {
        var count = CountFor(outcomes.Length);
        if (count == 1) return OneFold(outcomes);
        var groups = Stratified(outcomes, count);
        return new([.. groups.Select((group, i) => new Fold([.. groups.Where((_, other) => other != i).SelectMany(rows => rows).Order()], group))], groups, false);
    }

    private static Split OneFold(bool[] outcomes)
    {
        const int Parts = 2;
        var groups = Stratified(outcomes, (int)Math.Round(Parts / CheckedShare));
        return new([new([.. groups[Parts..].SelectMany(rows => rows).Order()], [.. groups[..Parts].SelectMany(rows => rows)])], groups[..Parts], false);
    }

    /// <summary>Groups of equal size with equal shares of the outcome.</summary>
    private static int[][] Stratified(bool[] outcomes, int count)
    {
        var groups = Enumerable.Range(0, count).Select(_ => new List<int>()).ToArray();
        var (happened, not) = (0, 0);
        for (var row = 0; row < outcomes.Length; row++) groups[(outcomes[row] ? happened++ : count - 1 - (not++ % count)) % count].Add(row);
        return [.. groups.Select(group => group.ToArray())];
    }
}
