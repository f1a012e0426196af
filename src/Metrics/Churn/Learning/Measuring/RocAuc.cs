namespace RevenueBot.Metrics.Churn.Learning.Measuring;

/// <summary>The chance that a row where it happened ranks above one where it did not; ties count half.</summary>
/// <param name="StandardError">By DeLong, DeLong and Clarke-Pearson (1988, doi:10.2307/2531595), computed by ranks (Sun and Xu 2014, doi:10.1109/LSP.2014.2337313).</param>
public sealed record RocAuc(double Value, double StandardError)
{
    /// <summary>Half width of the 99% interval, in standard errors.</summary>
    private const double Half99 = 2.5758293035489004;

    public double Low99 => Math.Max(0, Value - (Half99 * StandardError));

    public double High99 => Math.Min(1, Value + (Half99 * StandardError));

    /// <summary>It lies above a half by so many standard errors.</summary>
    public bool IsAboveChance(double errors) => Value - 0.5 > errors * StandardError;

    /// <param name="scores">Higher is likelier; one outcome and one other at least.</param>
    public static RocAuc Of(double[] scores, bool[] outcomes)
    {
        var (all, happened, not) = (MidRanks(scores), Where(scores, outcomes, true), Where(scores, outcomes, false));
        var (happenedAlone, notAlone) = (MidRanks(happened), MidRanks(not));
        // Of each row: the share of the other kind that it is ranked rightly against.
        var (right, wrong, h, n) = (new double[happened.Length], new double[not.Length], 0, 0);
        for (var row = 0; row < scores.Length; row++)
            if (outcomes[row]) right[h] = (all[row] - happenedAlone[h++]) / not.Length;
            else wrong[n] = 1 - ((all[row] - notAlone[n++]) / happened.Length);
        var value = right.Average();
        return new(value, Math.Sqrt(VarianceOfMean(right) + VarianceOfMean(wrong)));
    }

    private static double[] Where(double[] scores, bool[] outcomes, bool outcome) => [.. scores.Where((_, row) => outcomes[row] == outcome)];

    private static double VarianceOfMean(double[] values)
    {
        if (values.Length < 2) return 0.25;
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1.0) / values.Length;
    }

    /// <summary>From 1; ties share the mean of their ranks.</summary>
    private static double[] MidRanks(double[] values)
    {
        var (sorted, order, ranks) = ((double[])values.Clone(), Enumerable.Range(0, values.Length).ToArray(), new double[values.Length]);
        Array.Sort(sorted, order);
        for (var from = 0; from < sorted.Length;)
        {
            var to = from;
            while (to < sorted.Length && sorted[to] == sorted[from]) to++;
            for (var i = from; i < to; i++) ranks[order[i]] = (from + 1 + to) / 2.0;
            from = to;
        }

        return ranks;
    }
}
