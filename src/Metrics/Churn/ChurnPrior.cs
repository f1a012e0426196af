using RevenueBot.Metrics.Churn.Features;
using RevenueBot.Metrics.Churn.Learning;
using RevenueBot.Metrics.Health;

namespace RevenueBot.Metrics.Churn;

/// <summary>
/// The rule of thumb where there is too little to learn from. The monthly hazard of each health band, as it was so far and drawn towards a usual one as if
/// that had been seen in 100 customer-months; its odds are multiplied while a payment fails, after three weeks without use, and where no billing period ends.
/// </summary>
/// <param name="Hazards">By <see cref="HealthBand"/>.</param>
/// <param name="Overall">Of all customers.</param>
public sealed record ChurnPrior(IReadOnlyList<double> Hazards, double Overall)
{
    public const double Unpaid = 2.5, Idle = 1.5, NotDue = 0.25;
    public const int IdleFrom = 21, Weight = 100;

    private static readonly int Health = ChurnColumns.IndexOf(HealthFeatures.ScoreName), Failing = ChurnColumns.IndexOf("failing_days"), IdleDays = ChurnColumns.IndexOf("idle_days"), Due = ChurnColumns.IndexOf(ChurnColumns.RenewalDue);

    /// <summary>Usual monthly hazard of a band: insufficient data 3%, high risk 10%, medium 4%, healthy 1.5%.</summary>
    public static double Usual(HealthBand band) => band switch
    {
        HealthBand.InsufficientData => 0.03,
        HealthBand.High => 0.10,
        HealthBand.Medium => 0.04,
        HealthBand.Healthy => 0.015,
    };

    public static ChurnPrior Of(IReadOnlyList<ChurnRow> rows)
    {
        var known = rows.Where(row => row.Left[0] is not null).ToList();
        double[] hazards = [.. Enum.GetValues<HealthBand>().Select(band => Drawn([.. known.Where(row => row.Reading.Band == band)], Usual(band)))];
        hazards[(int)HealthBand.Medium] = Math.Max(hazards[(int)HealthBand.Medium], hazards[(int)HealthBand.Healthy]); // better health is never more risk
        hazards[(int)HealthBand.High] = Math.Max(hazards[(int)HealthBand.High], hazards[(int)HealthBand.Medium]);
        return new(hazards, Drawn(known, Usual(HealthBand.InsufficientData)));
    }

    public ChurnScore Score(ChurnReading reading) =>
        ChurnScore.Of(Contributions(reading, 0), window => Contributions(reading, window).Probability, ChurnColumns.Row(reading.Values, 0));

    private RowContributions Contributions(ChurnReading reading, int window)
    {
        var row = ChurnColumns.Row(reading.Values, window);
        var values = new double[row.Length];
        values[Health] = LogOdds.Of(Hazards[(int)reading.Band]) - LogOdds.Of(Overall);
        if (row[Failing] > 0) values[Failing] = Math.Log(Unpaid);
        if (row[IdleDays] >= IdleFrom) values[IdleDays] = Math.Log(Idle);
        if (row[Due] == 0) values[Due] = Math.Log(NotDue);
        return new(LogOdds.Of(Overall), values, LogOdds.Of(Overall), values);
    }

    private static double Drawn(List<ChurnRow> rows, double usual) => (rows.Count(row => row.Left[0] == true) + (Weight * usual)) / (rows.Count + Weight);
}
