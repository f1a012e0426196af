namespace RevenueBot.Metrics.Churn.Learning.Calibrating;

/// <summary>Fits each kind of calibration to log-odds of rows that were not learnt from.</summary>
internal static class CalibrationFit
{
    private const int MostSteps = 50;
    private const int MostGroups = 50;
    private const int FewestInGroup = 40;

    public static Calibration Of(CalibrationKind kind, double[] logits, bool[] outcomes) => kind switch
    {
        CalibrationKind.None => Calibration.None,
        CalibrationKind.Platt => Platt(logits, outcomes),
        CalibrationKind.Isotonic => Isotonic(logits, outcomes),
    };

    /// <summary>
    /// A line by Newton's method, with Platt's targets, which are a little inside 0 and 1 so that the line stays finite where outcomes are told
    /// apart perfectly. A line that would fall is no calibration: then nothing is changed.
    /// </summary>
    private static Calibration Platt(double[] logits, bool[] outcomes)
    {
        var happened = outcomes.Count(outcome => outcome);
        var (yes, no) = ((happened + 1.0) / (happened + 2), 1.0 / (outcomes.Length - happened + 2));
        var (intercept, slope) = (0.0, 1.0);
        for (var step = 0; step < MostSteps; step++)
        {
            double g0 = 0, g1 = 0, h00 = 1e-9, h01 = 0, h11 = 1e-9;
            for (var row = 0; row < logits.Length; row++)
            {
                var p = LogOdds.Probability(intercept + (slope * logits[row]));
                var (error, weight) = ((outcomes[row] ? yes : no) - p, p * (1 - p));
                (g0, g1) = (g0 + error, g1 + (error * logits[row]));
                (h00, h01, h11) = (h00 + weight, h01 + (weight * logits[row]), h11 + (weight * logits[row] * logits[row]));
            }

            var det = (h00 * h11) - (h01 * h01);
            var (d0, d1) = (Math.Clamp(((h11 * g0) - (h01 * g1)) / det, -2, 2), Math.Clamp(((h00 * g1) - (h01 * g0)) / det, -1, 1));
            (intercept, slope) = (intercept + d0, slope + d1);
            if (Math.Abs(d0) + Math.Abs(d1) < 1e-10) break;
        }

        return slope > 0.01 && double.IsFinite(intercept) ? new(CalibrationKind.Platt, [0, 1], [intercept, intercept + slope]) : Calibration.None;
    }

    /// <summary>Groups of like log-odds, neighbours joined until their shares rise, then the curve through their middles.</summary>
    private static Calibration Isotonic(double[] logits, bool[] outcomes)
    {
        List<Block> blocks = [];
        foreach (var group in Groups(logits, outcomes))
        {
            blocks.Add(group);
            while (blocks.Count > 1 && blocks[^2].Share >= blocks[^1].Share)
            {
                blocks[^2] = blocks[^2].With(blocks[^1]);
                blocks.RemoveAt(blocks.Count - 1);
            }
        }

        return blocks.Count < 2 ? Calibration.None : new(CalibrationKind.Isotonic, [.. blocks.Select(block => block.Middle)], [.. blocks.Select(block => LogOdds.Of(block.Share))]);
    }

    private static IEnumerable<Block> Groups(double[] logits, bool[] outcomes)
    {
        var (sorted, order) = ((double[])logits.Clone(), Enumerable.Range(0, logits.Length).ToArray());
        Array.Sort(sorted, order);
        var count = Math.Clamp(logits.Length / FewestInGroup, 1, MostGroups);
        for (int group = 0, from = 0; group < count; group++)
        {
            var to = (int)((long)sorted.Length * (group + 1) / count);
            while (to > from && to < sorted.Length && sorted[to] == sorted[to - 1]) to++;
            if (to > from) yield return new(to - from, order[from..to].Count(row => outcomes[row]), sorted[from..to].Sum());
            from = Math.Max(from, to);
        }
    }

    private readonly record struct Block(double Rows, double Happened, double Sum)
    {
        public double Share => (Happened + 0.5) / (Rows + 1);

        public double Middle => Sum / Rows;

        public Block With(Block other) => new(Rows + other.Rows, Happened + other.Happened, Sum + other.Sum);
    }
}
