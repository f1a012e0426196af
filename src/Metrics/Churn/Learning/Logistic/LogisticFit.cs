namespace RevenueBot.Metrics.Churn.Learning.Logistic;

/// <summary>
/// Logistic regression with an L2 penalty by Newton's method (iteratively reweighted least squares); a step that does not help is halved. The
/// intercept is not penalised.
/// </summary>
internal sealed class LogisticFit(Design design, bool[] outcomes, int[] signs)
{
    private const int MostSteps = 60;
    private const int MostHalvings = 20;
    private const double LeastPenalty = 1e-9;

    /// <summary>Slots that are held at 0 because their sign would break a promise.</summary>
    private readonly bool[] _held = new bool[design.Width];

    /// <param name="penalty">Half of it times the sum of squared weights is added to the log loss of all rows together.</param>
    /// <param name="start">Where to begin: intercept and weights.</param>
    /// <param name="tolerance">Ends when no weight moves by more.</param>
    public double[] Run(double penalty, double[] start, double tolerance)
    {
        Array.Clear(_held);
        var weights = Newton(penalty, start, tolerance);
        while (Hold(weights)) weights = Newton(penalty, weights, tolerance);
        return weights;
    }

    /// <summary>Holds slots whose weight has the wrong sign. False: there is none.</summary>
    private bool Hold(double[] weights)
    {
        var any = false;
        for (var slot = 0; slot < weights.Length; slot++)
        {
            if (signs[slot] * weights[slot] >= 0) continue;
            (any, _held[slot], weights[slot]) = (true, true, 0);
        }

        return any;
    }

    private double[] Newton(double penalty, double[] start, double tolerance)
    {
        var (weights, step, last, halvings) = (start, new double[start.Length], double.PositiveInfinity, 0);
        for (var i = 0; i < MostSteps; i++)
        {
            var trial = weights.Zip(step, (weight, change) => weight + change).ToArray();
            var here = Curvature.At(design, outcomes, trial);
            var loss = here.Loss + (penalty / 2 * trial.Skip(1).Sum(weight => weight * weight));
            if (!(loss <= last + (1e-12 * Math.Abs(last))) && halvings++ < MostHalvings)
            {
                for (var slot = 0; slot < step.Length; slot++) step[slot] /= 2;
                continue;
            }

            (weights, last, halvings) = (trial, loss, 0);
            if (i > 0 && step.Max(Math.Abs) < tolerance) break;
            step = Step(here, weights, penalty);
        }

        return weights;
    }

    private double[] Step(Curvature here, double[] weights, double penalty)
    {
        var (second, gradient, width) = (here.Second, here.Gradient, design.Width);
        for (var slot = 0; slot < width; slot++)
        {
            var own = slot == 0 ? LeastPenalty : penalty;
            second[(slot * width) + slot] += own;
            gradient[slot] -= own * weights[slot];
            if (!_held[slot]) continue;
            gradient[slot] = 0;
            for (var other = 0; other < width; other++) second[(Math.Min(slot, other) * width) + Math.Max(slot, other)] = slot == other ? 1 : 0;
        }

        return NormalEquations.Solve(second, gradient);
    }
}
