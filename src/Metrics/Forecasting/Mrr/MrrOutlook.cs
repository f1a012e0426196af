using System.Text.Json.Serialization;

namespace RevenueBot.Metrics.Forecasting.Mrr;

/// <summary>One month ahead, micro-units of the reporting currency. Bounds are null where the history says nothing of its noise.</summary>
public sealed record MrrForecastMonth(Month Month, long Mean, long? Low80, long? High80, long? Low95, long? High95)
{
    /// <summary>Of which: what moves MRR in the month (losses negative) at the prices of today, before the balances' own trend is averaged in.</summary>
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
/// <c>max(Trend + Known − Usual, 0) + Price</c>.
/// </summary>
/// <param name="Usual">The balance by the flows alone, as if nothing were known.</param>
/// <param name="Known">The balance by the flows with what is known and supposed, at the prices of today.</param>
/// <param name="Level">The balance by its own trend.</param>
/// <param name="Trend">The mean of <paramref name="Usual"/> and <paramref name="Level"/>; one of them alone where the history is exact, or too short.</param>
public readonly record struct MrrMonthParts(double Usual, double Known, double Level, double Trend)
{
    /// <summary>What supposed prices add to the balance; negative where they are lower.</summary>
    public double Price { get; init; }

    /// <summary>The part of the balance that does not pay supposed prices yet: contracts before their renewal.</summary>
    public double Waiting { get; init; }

    public double AtTodaysPrices => Math.Max(Trend + Known - Usual, 0);

    public double Mean => AtTodaysPrices + Price;
}

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
    /// <param name="supposed">Ranges follow: with the root of MRR where fewer or more customers pay it, in proportion where prices change for all of them.</param>
    public IReadOnlyList<MrrForecastMonth> Forecast(Suppositions supposed = default)
    {
        var (expected, prices) = (Walk(supposed), new NewPrices(this, supposed.PricePercent));
        var usual = supposed.IsNothing ? expected : Walk(default);
        return [.. expected.Select((month, i) => MonthOf(i, prices.Over(month.Parts, i), month.Flows, usual[i].Parts))];
    }

    private List<(MrrMonthParts Parts, MrrMonthFlows Flows)> Walk(Suppositions supposed)
    {
        var (usual, expected) = (new MrrWalk(this, null, default), new MrrWalk(this, Known, supposed));
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

    /// <summary>The first month ahead that has not begun: new prices begin with it.</summary>
    [JsonIgnore]
    public int FirstWholeMonth => Left < 1 ? 1 : 0;

    /// <summary>How much of a month ahead is still to come.</summary>
    internal double Part(int month) => month == 0 ? Left : 1;

    /// <param name="usual">The same month with nothing supposed: its noise is known.</param>
    private MrrForecastMonth MonthOf(int i, MrrMonthParts parts, MrrMonthFlows flows, MrrMonthParts usual)
    {
        var (mean, scale) = (parts.Mean, Noise(parts, usual));
        var (half80, half95) = (scale * Half(Model.Half80, i), scale * Half(Model.Half95, i));
        return new(Month.Of(First).Plus(i), Micros(mean), Low(mean, half80), High(mean, half80), Low(mean, half95), High(mean, half95)) { Flows = flows, Parts = parts };
    }

    private static double Noise(MrrMonthParts parts, MrrMonthParts usual) =>
        (usual.AtTodaysPrices > 0 ? Math.Sqrt(parts.AtTodaysPrices / usual.AtTodaysPrices) : 1) * (parts.AtTodaysPrices > 0 ? parts.Mean / parts.AtTodaysPrices : 1);

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
