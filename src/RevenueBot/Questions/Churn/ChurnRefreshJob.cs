using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Questions.Churn;

/// <summary>A new model and the risk of every customer, every week.</summary>
internal sealed class ChurnRefreshJob(ChurnRefresh refresh, Company company) : IRefresh
{
    public string Name => "churn";

    public Cadence Cadence => Cadence.Weekly;

    public Task RunAsync(DateTimeOffset at, CancellationToken cancel) => refresh.RunAsync(at, company.Currency, cancel);
}
