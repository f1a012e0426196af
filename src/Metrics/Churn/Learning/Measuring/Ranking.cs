namespace RevenueBot.Metrics.Churn.Learning.Measuring;

/// <summary>How well probabilities find the outcomes at their top. Ties are taken together, so that the order of rows plays no part.</summary>
internal static class Ranking
{
    /// <summary>Area under precision over recall, as a sum of steps (average precision).</summary>
    public static double AveragePrecision(double[] scores, bool[] outcomes)
    {
        var (area, taken, found, all) = (0.0, 0.0, 0.0, outcomes.Count(outcome => outcome));
        foreach (var (rows, happened) in FromTop(scores, outcomes))
        {
            (taken, found) = (taken + rows, found + happened);
            area += found / taken * happened / all;
        }

        return area;
    }

    /// <summary>How many times more often it happened among the tenth with the highest scores than among all. A tie at the edge counts by its share.</summary>
    public static double LiftOfTopTenth(double[] scores, bool[] outcomes)
    {
        var (left, found) = (scores.Length / 10.0, 0.0);
        var size = left;
        foreach (var (rows, happened) in FromTop(scores, outcomes))
        {
            found += happened * Math.Min(1, left / rows);
            left -= rows;
            if (left <= 0) break;
        }

        return found / size / (outcomes.Count(outcome => outcome) / (double)outcomes.Length);
    }

    /// <summary>Rows and outcomes by score, the highest first.</summary>
    private static IEnumerable<(int Rows, int Happened)> FromTop(double[] scores, bool[] outcomes)
    {
        var (sorted, order) = ((double[])scores.Clone(), Enumerable.Range(0, scores.Length).ToArray());
        Array.Sort(sorted, order);
        for (var to = sorted.Length; to > 0;)
        {
            var from = to;
            while (from > 0 && sorted[from - 1] == sorted[to - 1]) from--;
            yield return (to - from, order[from..to].Count(row => outcomes[row]));
            to = from;
        }
    }
}
