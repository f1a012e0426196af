using System.Globalization;

namespace RevenueBot.Metrics.Forecasting.Ets;

/// <summary>A form with the weights and initial states that make the history most likely.</summary>
/// <param name="Freedom">Points less numbers estimated, at least 1.</param>
internal sealed record EtsModel(EtsForm Form, EtsWeights Weights, EtsState End, int Freedom)
{
    private const int EvaluationsPerNumber = 120;
    private const int FewestEvaluations = 400;

    /// <summary>Of the one-step error; a share where the error is multiplicative. Divided by the numbers estimated, not by the points.</summary>
    public required double Variance { get; init; }

    /// <summary>Akaike's criterion with the correction for short histories; +infinity where there are too few points for the form.</summary>
    public required double Aicc { get; init; }

    /// <summary><c>ETS(A,Ad,N) (α 0.52, β 0.04, φ 0.97)</c></summary>
    public string Name
    {
        get
        {
            static string Number(double weight) => weight.ToString("0.00", CultureInfo.InvariantCulture);
            var weights = $"α {Number(Weights.Level)}" + (Form.Trend == EtsTrend.None ? "" : $", β {Number(Weights.Trend)}")
                + (Form.Season == EtsSeason.None ? "" : $", γ {Number(Weights.Season)}") + (Form.Trend == EtsTrend.Damped ? $", φ {Number(Weights.Damping)}" : "");
            return $"{Form} ({weights})";
        }
    }

    public static EtsModel Fit(double[] values, EtsForm form)
    {
        var vector = new EtsVector(values, form);
        var smoothing = new EtsSmoothing(values, form);
        double Criterion(double[] point) => smoothing.Run(vector.Weights(point), vector.State(point));
        var start = vector.Start;
        var evaluations = Math.Max(FewestEvaluations, EvaluationsPerNumber * start.Length);
        var best = NelderMead.Minimise(Criterion, start, vector.Steps, evaluations);
        var likelihood = Criterion(best);
        var freedom = Math.Max(values.Length - form.Parameters + 1, 1); // the variance itself does not count
        return new(form, vector.Weights(best), smoothing.End, freedom)
        {
            Variance = smoothing.SumOfSquares / freedom,
            Aicc = likelihood + Penalty(values.Length, form.Parameters),
        };
    }

    /// <summary>Means and intervals; the variances are those of the book's chapter 6.</summary>
    public IEnumerable<ForecastPoint> Forecast(int horizon)
    {
        var variances = new EtsVariance(this, horizon);
        for (var ahead = 1; ahead <= horizon; ahead++) yield return ForecastPoint.Student(Mean(ahead), Math.Sqrt(Math.Max(variances.Of(ahead), 0)), Freedom);
    }

    /// <summary>Without the season.</summary>
    public double Trend(int ahead) => End.Level + (Damped(ahead) * End.Trend);

    /// <summary><c>φ + φ² + … + φ^ahead</c></summary>
    public double Damped(int ahead) =>
        Weights.Damping >= 1 ? ahead : Weights.Damping * (1 - Math.Pow(Weights.Damping, ahead)) / (1 - Weights.Damping);

    public double Season(int ahead) => End.Season[(End.Next + ahead - 1) % End.Season.Length];

    public double Mean(int ahead) => Form.Season switch
    {
        EtsSeason.None => Trend(ahead),
        EtsSeason.Additive => Trend(ahead) + Season(ahead),
        EtsSeason.Multiplicative => Trend(ahead) * Season(ahead),
    };

    private static double Penalty(int count, int parameters) => count - parameters - 1 <= 0 ? double.PositiveInfinity
        : (2.0 * parameters) + (2.0 * parameters * (parameters + 1) / (count - parameters - 1));
}
