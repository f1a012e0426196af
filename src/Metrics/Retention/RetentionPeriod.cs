namespace RevenueBot.Metrics.Retention;

/// <summary>
/// What became, within a period, of the customers who paid at its start (DEFINITIONS §4). All money is in micro-units of the
/// reporting currency at the rates of the day before the period, losses negative; customers who come within the period are in no
/// figure. Each customer is judged by its balance at both ends, whatever happened between, so that
/// <c>OpeningMrr + Churn + Contraction = KeptMrr</c> and <c>KeptMrr + Expansion = EndMrr</c> hold exactly.
/// </summary>
/// <param name="Period">Half-open days. The start is the close of the day before, the end the close of the last day.</param>
/// <param name="OpeningMrr">S: MRR of the customers who paid at the start.</param>
/// <param name="EndMrr">Σ endᵢ: their MRR at the end.</param>
/// <param name="KeptMrr">Σ min(startᵢ, endᵢ).</param>
/// <param name="Churn">What those paid who do not pay at the end; never above 0.</param>
/// <param name="Contraction">What the others pay less; never above 0.</param>
/// <param name="Expansion">What the others pay more; never below 0.</param>
/// <param name="OpeningCustomers">Customers who paid at the start.</param>
/// <param name="LeftCustomers">Those of them who do not pay at the end, paused ones included.</param>
public sealed record RetentionPeriod(
    Period Period, long OpeningMrr, long EndMrr, long KeptMrr, long Churn, long Contraction, long Expansion, int OpeningCustomers, int LeftCustomers)
{
    /// <summary>Value of the dimension; empty for the total.</summary>
    public string Key { get; init; } = "";

    /// <summary>Those of <see cref="LeftCustomers"/> whose subscription is paused at the end.</summary>
    public int PausedCustomers { get; init; }

    /// <summary>Customers who stay and pay more, less.</summary>
    public int ExpandedCustomers { get; init; }

    /// <inheritdoc cref="ExpandedCustomers"/>
    public int ContractedCustomers { get; init; }

    /// <summary>
    /// MRR at the start of customers who have, at either end, a currency without a rate on the day before the period: counted among
    /// the customers, and in none of the money.
    /// </summary>
    public IReadOnlyList<Unconverted> Unconverted { get; init; } = [];

    /// <summary>Net revenue retention, a fraction, possibly above 1. Null at base 0.</summary>
    public decimal? Nrr => Share(EndMrr);

    /// <summary>Gross revenue retention, in [0, 1]. Null at base 0.</summary>
    public decimal? Grr => Share(KeptMrr);

    /// <summary>Customers who left, in [0, 1]. Null where none paid at the start.</summary>
    public decimal? LogoChurn => OpeningCustomers == 0 ? null : (decimal)LeftCustomers / OpeningCustomers;

    /// <summary>1 − GRR, in [0, 1].</summary>
    public decimal? GrossMrrChurn => 1 - Grr;

    /// <summary>1 − NRR, negative where expansion exceeds the losses.</summary>
    public decimal? NetMrrChurn => 1 - Nrr;

    /// <summary>Two groups of customers of one period as one; its key is that of the first.</summary>
    public RetentionPeriod Plus(RetentionPeriod other) => this with
    {
        OpeningMrr = OpeningMrr + other.OpeningMrr,
        EndMrr = EndMrr + other.EndMrr,
        KeptMrr = KeptMrr + other.KeptMrr,
        Churn = Churn + other.Churn,
        Contraction = Contraction + other.Contraction,
        Expansion = Expansion + other.Expansion,
        OpeningCustomers = OpeningCustomers + other.OpeningCustomers,
        LeftCustomers = LeftCustomers + other.LeftCustomers,
        PausedCustomers = PausedCustomers + other.PausedCustomers,
        ExpandedCustomers = ExpandedCustomers + other.ExpandedCustomers,
        ContractedCustomers = ContractedCustomers + other.ContractedCustomers,
        Unconverted = [.. Unconverted.Concat(other.Unconverted).GroupBy(amount => amount.Currency).Select(group => new Unconverted(group.Key, group.Sum(amount => amount.Amount)))],
    };

    private decimal? Share(long part) => OpeningMrr == 0 ? null : (decimal)part / OpeningMrr;
}
