namespace RevenueBot.Metrics.Retention;

/// <summary>What became of balances, in micro-units of one currency.</summary>
internal readonly record struct Outcome(long Opening, long Churn, long Contraction, long Expansion)
{
    public static Outcome Of(long start, long end) => end == 0 ? new(start, -start, 0, 0)
        : end < start ? new(start, 0, end - start, 0) : new(start, 0, 0, end - start);

    public static Outcome operator +(Outcome a, Outcome b) =>
        new(a.Opening + b.Opening, a.Churn + b.Churn, a.Contraction + b.Contraction, a.Expansion + b.Expansion);
}

/// <summary>The same in the reporting currency, not yet rounded.</summary>
internal readonly record struct ExactOutcome(decimal Opening, decimal Churn, decimal Contraction, decimal Expansion)
{
    public static ExactOutcome Of(Outcome sum, decimal rate) => new(sum.Opening * rate, sum.Churn * rate, sum.Contraction * rate, sum.Expansion * rate);

    public static ExactOutcome Of(decimal start, decimal end) => end == 0 ? new(start, -start, 0, 0)
        : end < start ? new(start, 0, end - start, 0) : new(start, 0, 0, end - start);

    public static ExactOutcome operator +(ExactOutcome a, ExactOutcome b) =>
        new(a.Opening + b.Opening, a.Churn + b.Churn, a.Contraction + b.Contraction, a.Expansion + b.Expansion);

    /// <summary>
    /// Balances are rounded, and the lines between them are their differences, so that they add up. Of churn and contraction the
    /// larger takes the micro-unit that rounding leaves; a line of nothing stays 0.
    /// </summary>
    public RetentionPeriod ToRow(Period period)
    {
        var (opening, kept) = (Micros(Opening), Micros(Opening + Churn + Contraction));
        var end = Expansion == 0 ? kept : Micros(Opening + Churn + Contraction + Expansion);
        var lost = kept - opening;
        var churn = Churn <= Contraction ? lost - Micros(Contraction) : Micros(Churn);
        return new RetentionPeriod(period, opening, end, kept, churn, lost - churn, end - kept, 0, 0);
    }

    private static long Micros(decimal exact) => decimal.ToInt64(Math.Round(exact, MidpointRounding.AwayFromZero));
}
