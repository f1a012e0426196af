namespace RevenueBot.Metrics.Cohorts;

/// <summary>What is left of a cohort at the end of a month: figures of a month that has not begun do not exist, so they are never 0.</summary>
/// <param name="Active">Customers who pay, returned ones included.</param>
/// <param name="Survivors">Customers who pay then or at a later month end: who pauses or returns has not left for good. Never rises; at first the whole cohort.</param>
/// <param name="Mrr">Their MRR.</param>
/// <param name="KeptMrr">Σ min(initial MRR, MRR): without expansion.</param>
/// <param name="Revenue">Cash of the cohort since its first payment: net of refunds and disputes, without tax, each payment at the rate of its own day. Null where payments were not read.</param>
public sealed record CohortCell(int Active, int Survivors, long Mrr, long KeptMrr, long? Revenue = null);

/// <summary>
/// The customers whose MRR rose above 0 for the first time in one month. Money is in micro-units of the reporting currency, each
/// customer at the rates of the day it first paid: exchange rates retain nobody. Cash alone is at the rates of the days it was paid.
/// </summary>
/// <param name="Size">Customers, also those who left within the month.</param>
/// <param name="InitialMrr">MRR at the close of the day each first paid.</param>
/// <param name="Cells">By months since, from 0; one for each month that has begun.</param>
/// <param name="LastIsPart">True where the last of them is not over.</param>
public sealed record Cohort(Month Month, int Size, long InitialMrr, IReadOnlyList<CohortCell> Cells, bool LastIsPart)
{
    /// <summary>Initial MRR of customers with a currency that had no rate on the day they first paid: in none of the money.</summary>
    public IReadOnlyList<Unconverted> Unconverted { get; init; } = [];

    /// <summary>Months that are over.</summary>
    public int WholeMonths => Cells.Count - (LastIsPart ? 1 : 0);

    /// <summary>Null for a month that has not begun.</summary>
    public CohortCell? Cell(int month) => month >= 0 && month < Cells.Count ? Cells[month] : null;

    public bool IsPart(int month) => LastIsPart && month == Cells.Count - 1;

    /// <summary>Active customers as a share of the cohort, in [0, 1]; null for a month that has not begun.</summary>
    public decimal? LogoRetention(int month) => Cell(month) is { } cell && Size > 0 ? (decimal)cell.Active / Size : null;

    /// <summary>MRR as a share of the initial, expansion included; null for a month that has not begun, or at base 0.</summary>
    public decimal? RevenueRetention(int month) => Cell(month) is { } cell ? Share(cell.Mrr) : null;

    /// <summary>The same without expansion, in [0, 1].</summary>
    public decimal? GrossRetention(int month) => Cell(month) is { } cell ? Share(cell.KeptMrr) : null;

    private decimal? Share(long part) => InitialMrr == 0 ? null : (decimal)part / InitialMrr;
}
