using RevenueBot.Metrics.Churn.Learning;
using RevenueBot.Metrics.Churn.Learning.Measuring;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Churn.Learning;

/// <summary>
/// Invented customers whose true chance to leave is known, with what scikit-learn 1.2.1 reached on the same rows: the better of its logistic
/// regression (penalty by cross-validation) and its histogram gradient boosting (tuned by cross-validation over 24 settings).
/// </summary>
public sealed class YardstickTests
{
    private const int Known = 2_000;

    /// <summary>Two of the usual plans: the others take time and change little here.</summary>
    private static readonly LearnerOptions _options = new() { Plans = [new(4, 10, 0.1, 1, 0.7), new(8, 20, 0.05, 1, 1)] };

    [Theory]
    [InlineData("telephone", 0.8261, 0.1296)]
    [InlineData("bank", 0.7844, 0.1617)]
    [InlineData("rare", 0.8654, 0.0763)]
    [InlineData("noise", 0.6902, 0.1875)]
    public void The_learner_is_level_with_the_better_of_two_others_and_near_what_can_be_known(string family, double rocAuc, double brier)
    {
        var (known, later, truth) = ChurnFamilies.Make(family, 12_000).Split(Known);
        var found = Scores.Of(Learner.Train(known, _options, TestContext.Current.CancellationToken).Predict(later), later.Outcomes);
        var best = Scores.Of([.. truth.Select(logit => 1 / (1 + Math.Exp(-logit)))], later.Outcomes);
        found.RocAuc.Value.ShouldBeInRange(rocAuc - 0.003, best.RocAuc.Value + 0.001); // chance may lift it a little above
        found.Brier.ShouldBeInRange(best.Brier, brier + 0.001);
        (best.RocAuc.Value - found.RocAuc.Value).ShouldBeLessThan(0.015);
        found.CalibrationError.ShouldBeLessThan(0.03);
    }
}
