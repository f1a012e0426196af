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
    /// Month by month: what is known first (scheduled cancels, renewals of long contracts, trials at their measured conversion), then the
    /// past. The past already holds the usual amount of scheduled cancels and of trials, so only what differs from it is added; and never
    /// less is lost than is cancelled already.
    /// </summary>
    /// <param name="churnShare">
    /// Added to churn: share of MRR a month, 0.01 for one percentage point. May be negative. Ranges follow as noise does, with the root of MRR.
    /// </param>
    public IReadOnlyList<MrrForecastMonth> Forecast(double churnShare = 0)
    {
        var expected = Walk(churnShare);
        var usual = churnShare == 0 ? expected : Walk(0);
        return [.. expected.Select((month, i) => MonthOf(i, month.Parts, month.Flows, MeanOf(usual[i].Parts) is > 0 and var mean ? Math.Sqrt(MeanOf(month.Parts) / mean) : 1))];
    }

    private List<(MrrMonthParts Parts, MrrMonthFlows Flows)> Walk(double churnShare)
    {
        var (usual, expected) = (new MrrWalk(this, null, 0), new MrrWalk(this, Known, churnShare));
        List<(MrrMonthParts, MrrMonthFlows)> months = [];
        double level = Start;
        for (var i = 0; i < Model.Trailing.Gains.Length; i++)
        {
            var (without, with) = (usual.Next(i), expected.Next(i));
            level += Part(i) * (Model.Level.Count == 0 ? 0 : Model.Level[i] - (i == 0 ? Model.LastClosing : Model.Level[i - 1]));
            var trend = Model.IsExact ? level : Model.Months < MrrModel.FewestMonths ? without.Balance : (without.Balance + level) / 2;
            months.Add((new(without.Balance, with.Balance, level, trend), with.Flows));
        }

        return months;
    }

    private static double MeanOf(MrrMonthParts parts) => Math.Max(parts.Trend + parts.Known - parts.Usual, 0);

    /// <summary>How much of a month ahead is still to come.</summary>
    internal double Part(int month) => month == 0 ? Left : 1;

    private MrrForecastMonth MonthOf(int i, MrrMonthParts parts, MrrMonthFlows flows, double scale)
    {
        var mean = MeanOf(parts);
        var (half80, half95) = (scale * Half(Model.Half80, i), scale * Half(Model.Half95, i));
        return new(Month.Of(First).Plus(i), Micros(mean), Low(mean, half80), High(mean, half80), Low(mean, half95), High(mean, half95)) { Flows = flows, Parts = parts };
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
