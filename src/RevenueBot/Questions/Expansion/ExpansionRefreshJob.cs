using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Questions.Expansion;

/// <summary>Who is ready to grow, every hour.</summary>
internal sealed class ExpansionRefreshJob(ExpansionRefresh refresh, Company company) : IRefresh
{
    public string Name => "expansion";

    public Cadence Cadence => Cadence.Hourly;

    public Task RunAsync(DateTimeOffset at, CancellationToken cancel) => refresh.RunAsync(at, company.Currency, cancel);
}
