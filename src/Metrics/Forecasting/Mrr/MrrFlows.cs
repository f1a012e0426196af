namespace RevenueBot.Metrics.Forecasting.Mrr;

/// <summary>
/// What moved MRR month by month: gains as amounts, since they come from outside; what happens to customers who are there as shares of
/// the MRR they began the month with. Paused counts as churn, reactivated and resumed as gains; exchange rates are noise.
/// </summary>
internal sealed record MrrFlows
{
    /// <summary>Older months say little about the next ones, and take time.</summary>
    private const int MostMonths = 48;

    /// <summary>New, reactivated and resumed, micro-units, at least 0.</summary>
    public required double[] Gains { get; init; }

    public required double[] Expansion { get; init; }

    /// <summary>Shares, negative.</summary>
    public required double[] Contraction { get; init; }

    /// <summary>Shares, negative.</summary>
    public required double[] Churn { get; init; }

    /// <summary>MRR at the end of each month.</summary>
    public required double[] Closings { get; init; }

    /// <summary>Net change of each month.</summary>
    public required double[] Nets { get; init; }

    public int Count => Closings.Length;

    /// <summary>From the first month that began with MRR; months before it have no shares.</summary>
    public static MrrFlows Of(IReadOnlyList<PeriodMrr> months)
    {
        var open = months.SkipWhile(month => month.Opening <= 0).Where(month => month.Opening > 0).TakeLast(MostMonths).ToList();
        double[] Shares(Func<PeriodMrr, long> amount) => [.. open.Select(month => (double)amount(month) / month.Opening)];
        return new()
        {
            Gains = [.. open.Select(month => (double)(month.New + month.Reactivation + month.Resumed))],
            Expansion = Shares(month => month.Expansion),
            Contraction = Shares(month => month.Contraction),
            Churn = Shares(month => month.Churn + month.Paused),
            Closings = [.. open.Select(month => (double)month.Closing)],
            Nets = [.. open.Select(month => (double)month.Net)],
        };
    }
}
