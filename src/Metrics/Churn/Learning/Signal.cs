using RevenueBot.Metrics.Churn.Learning.Measuring;
using RevenueBot.Metrics.Churn.Learning.Splitting;

namespace RevenueBot.Metrics.Churn.Learning;

/// <summary>
/// Whether ranks on rows set aside are better than chance. What was chosen was chosen on these rows among hundreds of trees: on noise the best of
/// them lies more than a standard error above a half, so it must lie well above. The linear model is chosen among nine only.
/// </summary>
internal static class Signal
{
    private const double OfChosen = 4;
    private const double OfLinear = 3;

    /// <param name="chosen">Of what was chosen.</param>
    /// <param name="rows">The rows it was measured on.</param>
    public static bool IsFound(RocAuc chosen, BlendChoice choice, bool[] outcomes, int[] rows)
    {
        var linear = RocAuc.Of(RowOrder.Pick(choice.Logistic.Logits, rows), RowOrder.Pick(outcomes, rows));
        return chosen.IsAboveChance(OfChosen) || (chosen.Value > 0.5 && linear.IsAboveChance(OfLinear));
    }
}
