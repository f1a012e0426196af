using RevenueBot.Metrics.Retention;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Retention;

/// <summary>A rate of the customers who paid at the start of a period.</summary>
/// <param name="Key">In figures and JSON.</param>
/// <param name="Short">In columns.</param>
/// <param name="OfMoney">It needs money at the start; else customers suffice.</param>
internal sealed record Rate(string Key, string Name, string Short, bool OfMoney, Func<RetentionPeriod, decimal?> Of)
{
    public static Rate LogoChurn { get; } = new("logo_churn", "Logo churn", "Logo", false, row => row.LogoChurn);
    public static Rate GrossMrrChurn { get; } = new("gross_mrr_churn", "Gross MRR churn", "Gross", true, row => row.GrossMrrChurn);
    public static Rate NetMrrChurn { get; } = new("net_mrr_churn", "Net MRR churn", "Net", true, row => row.NetMrrChurn);
    public static Rate Nrr { get; } = new("nrr", "Net revenue retention", "NRR", true, row => row.Nrr);
    public static Rate Grr { get; } = new("grr", "Gross revenue retention", "GRR", true, row => row.Grr);
    public static Rate LogoRetention { get; } = new("logo_retention", "Logo retention", "Logo", false, row => 1 - row.LogoChurn);

    /// <summary>At the start of a row: the name if it fits a chat table.</summary>
    public string InTable => Name.Length <= 16 ? Name : Short;

    /// <summary>The rates of an answer, the one it is about first.</summary>
    public static IReadOnlyList<Rate> For(Question question) => question switch
    {
        { Metric: Metric.Churn, Facet: Facet.Gross } => [GrossMrrChurn, NetMrrChurn, LogoChurn],
        { Metric: Metric.Churn, Facet: Facet.Net } => [NetMrrChurn, GrossMrrChurn, LogoChurn],
        { Metric: Metric.Churn } => [LogoChurn, GrossMrrChurn, NetMrrChurn],
        { Metric: Metric.Nrr } => [Nrr, Grr],
        { Metric: Metric.Grr } => [Grr, Nrr],
        _ => [Nrr, Grr, LogoRetention],
    };
}
