namespace RevenueBot.Metrics.Ratios;

/// <summary>
/// Ratios of one period's movements and balances (DEFINITIONS §4). They take a row as the ledger gives it: micro-units of the
/// reporting currency, losses negative; what could not be converted is in neither side of a ratio.
/// </summary>
public static class RevenueRatios
{
    /// <summary>ARPA: MRR ÷ paying customers, both at the end of the period. Micro-units; undefined without a paying customer.</summary>
    public static Measured Arpa(PeriodMrr row) => Arpa(row.Closing, row.Customers);

    /// <summary>ARPA of a balance. Micro-units.</summary>
    /// <param name="mrr">Micro-units.</param>
    public static Measured Arpa(long mrr, int customers) =>
        customers > 0 ? Measured.Of((decimal)mrr / customers) : Measured.None(Undefined.NoCustomers);

    /// <summary>ASP: new MRR ÷ new customers of the period. Micro-units; undefined without a new customer.</summary>
    public static Measured Asp(PeriodMrr row) =>
        row.NewCustomers > 0 ? Measured.Of((decimal)row.New / row.NewCustomers) : Measured.None(Undefined.NoNewCustomers);

    /// <summary>
    /// Quick ratio: (new + expansion) ÷ (contraction + churn). Reactivation, pauses and exchange rates are on neither side. 0 where
    /// nothing was gained; undefined where nothing was lost.
    /// </summary>
    public static Measured QuickRatio(PeriodMrr row) => (Gains(row), Losses(row)) switch
    {
        (var gains, > 0 and var losses) => Measured.Of((decimal)gains / losses),
        (0, _) => Measured.None(Undefined.NothingMoved),
        _ => Measured.None(Undefined.NoLosses),
    };

    /// <summary>New + expansion, micro-units: the upper side of the quick ratio.</summary>
    public static long Gains(PeriodMrr row) => row.New + row.Expansion;

    /// <summary>Contraction + churn as a positive amount, micro-units: the lower side of the quick ratio.</summary>
    public static long Losses(PeriodMrr row) => -(row.Contraction + row.Churn);

    /// <summary>Growth from one balance to another as a fraction; null where it starts from 0 or less, since there is no percentage of nothing.</summary>
    public static decimal? Growth(long from, long to) => from > 0 ? ((decimal)to - from) / from : null;
}
