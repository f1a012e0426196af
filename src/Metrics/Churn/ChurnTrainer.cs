using RevenueBot.Metrics.Churn.Learning;

namespace RevenueBot.Metrics.Churn;

/// <summary>Makes a model of the past.</summary>
public static class ChurnTrainer
{
    /// <summary>
    /// Learns each window; where there are too few churns, or what was learnt cannot tell customers apart, the rule of thumb tells. What is learnt is
    /// tried on later months first, and then learnt anew from all of them.
    /// </summary>
    public static ChurnModel Train(ChurnHistory history, CancellationToken cancel = default)
    {
        var card = new ChurnCard(ChurnBasis.TooFewChurns, history.Rows.Count, history.Rows.Select(row => row.Reading.CustomerId).Distinct().Count(), history.Churns);
        if (history.Months.Count > 0) card = card with { From = history.Months[0].FirstDay, To = history.Months[^1].FirstDay };
        if (history.Churns < ChurnCard.FewestChurns) return new(card, null, ChurnPrior.Of(history.Rows));
        var first = Learn(history.Rows, 0, cancel);
        if (first.Card.Verdict != LearningVerdict.Usable) return new(card with { Basis = ChurnBasis.NoSignal, Windows = [first.Card] }, null, ChurnPrior.Of(history.Rows));
        var windows = LearnLater(_ => history.Rows, first, cancel);
        return new(ChurnTrials.Run(history, card with { Basis = ChurnBasis.Learnt, Windows = [.. windows.Select(window => window.Card)] }, cancel), windows, null);
    }

    /// <summary>The windows after the first. Where one has nothing to tell, the one before it tells for it too.</summary>
    internal static IReadOnlyList<TrainedModel> LearnLater(Func<int, IEnumerable<ChurnRow>> rows, TrainedModel first, CancellationToken cancel)
    {
        List<TrainedModel> windows = [first];
        for (var window = 1; window < ChurnWindow.Count; window++) windows.Add(TryLearn(rows(window), window, cancel) ?? windows[^1]);
        return windows;
    }

    /// <param name="features">Null: all.</param>
    internal static TrainedModel Learn(IEnumerable<ChurnRow> rows, int window, CancellationToken cancel, IReadOnlyList<int>? features = null)
    {
        var table = ChurnHistory.Table(rows, window, features);
        return Learner.Train(table, new LearnerOptions { TimeGap = window + 1, FewestOutcomes = Math.Min(ChurnCard.FewestChurns / 2, 20) }, cancel); // an outcome is known so many months after its row
    }

    private static TrainedModel? TryLearn(IEnumerable<ChurnRow> rows, int window, CancellationToken cancel)
    {
        try
        {
            return Learn(rows, window, cancel) is { Card.Verdict: LearningVerdict.Usable } usable ? usable : null;
        }
        catch (LearningException)
        {
            return null; // nobody left in it, or it is not over for any row
        }
    }
}
