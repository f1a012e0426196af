using RevenueBot.Metrics.Churn.Features;
using RevenueBot.Metrics.Churn.Learning;
using RevenueBot.Metrics.Churn.Learning.Measuring;

namespace RevenueBot.Metrics.Churn;

/// <summary>
/// Tries what is learnt from the earlier months on the later ones: all features, the health score alone, and the days since the last use alone, each
/// as a calibrated model of its own. Between what is learnt from and what is tried lie as many months as an outcome takes to be known.
/// </summary>
internal static class ChurnTrials
{
    private const int LatestPart = 4, FewestMonths = 8, FewestOutcomes = 10;

    private static readonly int[] Health = [ChurnColumns.IndexOf(HealthFeatures.ScoreName)], LastUse = [ChurnColumns.IndexOf("idle_days")];

    /// <returns>The card with the trials; without them where the past is too short.</returns>
    public static ChurnCard Run(ChurnHistory history, ChurnCard card, CancellationToken cancel)
    {
        if (history.Months.Count < FewestMonths) return card;
        var first = history.Months[^Math.Max(2, history.Months.Count / LatestPart)];
        var later = history.Rows.Where(row => row.Month >= first).ToList();
        try
        {
            TrainedModel Learn(int[]? features) => ChurnTrainer.Learn(Known(history, first, 0), 0, cancel, features);
            ChurnModel all = new(card, ChurnTrainer.LearnLater(window => Known(history, first, window), Learn(null), cancel), null);
            var (health, lastUse) = (Learn(Health), Learn(LastUse));
            var scores = later.ToDictionary(row => row.Reading, row => all.Score(row.Reading)); // one serves all windows
            IEnumerable<ChurnTrial?> trials =
            [
                .. Enumerable.Range(1, ChurnWindow.Count).Select(windows => Trial("model", later, history.Through, windows, reading => Within(scores[reading], windows))),
                Trial("health alone", later, history.Through, 1, reading => health.Probability([reading.Values[Health[0]]])),
                Trial("last use alone", later, history.Through, 1, reading => lastUse.Probability([reading.Values[LastUse[0]]])),
            ];
            return card with { TriedFrom = first.FirstDay, Trials = [.. trials.OfType<ChurnTrial>()] };
        }
        catch (LearningException)
        {
            return card; // the earlier months alone are too few
        }
    }

    /// <summary>Rows whose outcome in a window was known before a month.</summary>
    private static IEnumerable<ChurnRow> Known(ChurnHistory history, Month before, int window) => history.UpTo(before.Plus(-1 - window));

    /// <summary>Null: too few churns, or too few stayed, to say how good it was.</summary>
    private static ChurnTrial? Trial(string of, List<ChurnRow> later, DateOnly through, int windows, Func<ChurnReading, double> probability)
    {
        var over = later.Where(row => row.Reading.Day.AddDays(windows * ChurnWindow.Days) <= through).ToList();
        bool[] left = [.. over.Select(row => row.Left.Take(windows).Contains(true))];
        var happened = left.Count(left => left);
        return happened < FewestOutcomes || left.Length - happened < FewestOutcomes ? null
            : new(of, windows * ChurnWindow.Days, Scores.Of([.. over.Select(row => probability(row.Reading))], left));
    }

    private static double Within(ChurnScore score, int windows) => windows switch
    {
        1 => score.P30,
        2 => score.P60,
        _ => score.P90,
    };
}
