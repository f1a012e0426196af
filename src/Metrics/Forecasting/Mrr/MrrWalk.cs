namespace RevenueBot.Metrics.Forecasting.Mrr;

/// <summary>A balance on its way through the months ahead, flow by flow.</summary>
internal sealed class MrrWalk(MrrOutlook outlook, KnownAhead? known, Suppositions supposed)
{
    private readonly MrrTrailing _past = outlook.Model.Trailing;
    private readonly double _churnShare = (double)supposed.ChurnPoints / 100, _sales = 1 + ((double)supposed.SalesPercent / 100);
    private double _balance = outlook.Start;

    public (double Balance, MrrMonthFlows Flows) Next(int month)
    {
        var part = outlook.Part(month);
        var (expansion, contraction) = (part * _past.Expansion[month] * _balance, part * _past.Contraction[month] * _balance);
        var churn = (_past.Churn[month] - _churnShare) * ((part * _balance) + Renewals(month, part));
        var gains = part * _past.Gains[month];
        var (cancels, trials) = known is null ? default : (Cancels(known, month), Trials(known, month));
        churn = Math.Clamp(Math.Min(churn - cancels.Beyond, -cancels.Known), -_balance, 0);
        gains = _sales * Math.Max(gains + trials.Beyond, trials.Known);
        _balance = Math.Max(_balance + gains + expansion + contraction + churn, 0);
        return (_balance, new(
            MrrOutlook.Micros(gains), MrrOutlook.Micros(expansion), MrrOutlook.Micros(contraction), MrrOutlook.Micros(churn),
            MrrOutlook.Micros(-cancels.Known), MrrOutlook.Micros(_sales * trials.Known)));
    }

    /// <summary>
    /// By how much more MRR comes up for renewal than if renewals lay evenly; negative for less. A contract leaves when its term ends, and
    /// then with all the churn that its months would have had.
    /// </summary>
    private double Renewals(int month, double part) => known is null or { Renewals.Count: 0 } ? 0 : KnownAhead.At(known.Renewals, month) - (part * known.Terms);

    /// <summary>What is cancelled for the month, and how much that is beyond the usual.</summary>
    private (double Known, double Beyond) Cancels(KnownAhead known, int month)
    {
        var usual = outlook.Model.UsualCancels * outlook.Start;
        return (KnownAhead.At(known.Cancels, month), KnownAhead.At(known.Cancels, month) - (usual * Timing(known.Cancels, known.CancelsLater, month)));
    }

    /// <summary>What the trials that end in the month bring at the measured conversion. Nothing while that is not known.</summary>
    private (double Known, double Beyond) Trials(KnownAhead known, int month)
    {
        var usual = outlook.Model.UsualTrials * outlook.Start;
        var conversion = known.Conversion ?? 0;
        return (conversion * KnownAhead.At(known.Trials, month), conversion * (KnownAhead.At(known.Trials, month) - (usual * Timing(known.Trials, 0, month))));
    }

    /// <summary>The share of a month in all that is known; where nothing is, all of it is missing from the first.</summary>
    private static double Timing(IReadOnlyList<long> amounts, long later, int month)
    {
        var total = amounts.Sum() + later;
        if (total == 0) return month == 0 ? 1 : 0;
        return (double)KnownAhead.At(amounts, month) / total;
    }
}
