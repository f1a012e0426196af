namespace RevenueBot.Metrics.Forecasting.Mrr;

/// <summary>One month ahead, micro-units of the reporting currency. Bounds are null where the history says nothing of its noise.</summary>
public sealed record MrrForecastMonth(Month Month, long Mean, long? Low80, long? High80, long? Low95, long? High95)
{
    /// <summary>Of which: what moves MRR in the month (losses negative), before the balances' own trend is averaged in.</summary>
    public required MrrMonthFlows Flows { get; init; }

    /// <summary>What the mean is made of.</summary>
    public MrrMonthParts Parts { get; init; }

    /// <summary>Chance of ending the month at a balance or above it; null without an interval.</summary>
    /// <param name="target">Micro-units.</param>
    public double? ChanceOf(long target)
    {
        if (High80 is not { } high) return null;
        var deviation = (high - Mean) / Quantile.Normal80;
        if (deviation > 0) return Quantile.NormalShare((Mean - target) / deviation);
        return Mean >= target ? 1 : 0;
    }
}

/// <summary>
/// Two views of the past and what is known beyond it, in micro-units, not rounded: the mean of a month is
/// <c>max(Trend + Known − Usual, 0)</c>.
/// </summary>
/// <param name="Usual">The balance by the flows alone, as if nothing were known.</param>
/// <param name="Known">The balance by the flows with what is known.</param>
/// <param name="Level">The balance by its own trend.</param>
/// <param name="Trend">The mean of <paramref name="Usual"/> and <paramref name="Level"/>; one of them alone where the history is exact, or too short.</param>
public readonly record struct MrrMonthParts(double Usual, double Known, double Level, double Trend);

/// <param name="ScheduledCancels">The part of <paramref name="Churn"/> that is known already, negative.</param>
/// <param name="Trials">The part of <paramref name="Gains"/> that is expected of running trials.</param>
public sealed record MrrMonthFlows(long Gains, long Expansion, long Contraction, long Churn, long ScheduledCancels, long Trials);

/// <summary>
/// Everything a forecast of MRR rests on, so that it can be kept and asked again with other assumptions: from where it starts, what is
/// known of the months ahead, and what the past says of the rest.
/// </summary>
/// <param name="First">First day of the first month ahead, the one after the last closed month.</param>
/// <param name="Start">MRR now, micro-units.</param>
/// <param name="Left">Share of the first month that has not passed: 1 at its beginning.</param>
/// <param name="Known">Null: only the past counts.</param>
public sealed record MrrOutlook(DateOnly First, long Start, double Left, KnownAhead? Known, MrrModel Model, BackTest BackTest)
{
    /// <summary>
    /// Month by month: what is known first (scheduled cancels, trials at their measured conversion), then the past. The past already
    /// holds the usual amount of scheduled cancels and of trials, so only what differs from it is added; and never less is lost than
    /// is cancelled already.
    /// </summary>
    /// <param name="churnShare">Added to churn: share of MRR a month, 0.01 for one percentage point. May be negative.</param>
    public IReadOnlyList<MrrForecastMonth> Forecast(double churnShare = 0)
    {
        var (usual, expected) = (new MrrWalk(this, null, 0), new MrrWalk(this, Known, churnShare));
        List<MrrForecastMonth> months = [];
        double level = Start;
        for (var i = 0; i < Model.Trailing.Gains.Length; i++)
        {
            var (without, with) = (usual.Next(i), expected.Next(i));
            level += Part(i) * (Model.Level.Count == 0 ? 0 : Model.Level[i] - (i == 0 ? Model.LastClosing : Model.Level[i - 1]));
            var trend = Model.IsExact ? level : Model.Months < MrrModel.FewestMonths ? without.Balance : (without.Balance + level) / 2;
            months.Add(MonthOf(i, Math.Max(trend + with.Balance - without.Balance, 0), with.Flows) with { Parts = new(without.Balance, with.Balance, level, trend) });
        }

        return months;
    }

    /// <summary>How much of a month ahead is still to come.</summary>
    internal double Part(int month) => month == 0 ? Left : 1;

    private MrrForecastMonth MonthOf(int i, double mean, MrrMonthFlows flows)
    {
        var (half80, half95) = (Half(Model.Half80, i), Half(Model.Half95, i));
        return new(Month.Of(First).Plus(i), Micros(mean), Low(mean, half80), High(mean, half80), Low(mean, half95), High(mean, half95)) { Flows = flows };
    }

    /// <summary>Between the whole months around: variances grow about evenly within one.</summary>
    private double? Half(IReadOnlyList<double> halves, int i)
    {
        if (halves.Count == 0) return null;
        var before = i == 0 ? 0 : halves[i - 1] * halves[i - 1];
        return Math.Sqrt(before + (Left * ((halves[i] * halves[i]) - before)));
    }

    /// <summary>MRR is never below 0.</summary>
    private static long? Low(double mean, double? half) => half is { } width ? Micros(Math.Max(mean - width, 0)) : null;

    private static long? High(double mean, double? half) => half is { } width ? Micros(mean + width) : null;

    internal static long Micros(double amount) => (long)Math.Round(amount, MidpointRounding.AwayFromZero);
}
