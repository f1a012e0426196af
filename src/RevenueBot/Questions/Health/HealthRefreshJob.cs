using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Questions.Health;

/// <summary>The score of every customer, every hour.</summary>
internal sealed class HealthRefreshJob(HealthRefresh refresh, Company company) : IRefresh
{
    public string Name => "health";

    public Cadence Cadence => Cadence.Hourly;

    public Task RunAsync(DateTimeOffset at, CancellationToken cancel) => refresh.RunAsync(at, company.Currency, cancel);
}
