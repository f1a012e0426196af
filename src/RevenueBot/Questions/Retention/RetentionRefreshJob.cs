using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Questions.Retention;

/// <summary>Retention and cohorts, every night.</summary>
internal sealed class RetentionRefreshJob(RetentionRefresh refresh, Company company) : IRefresh
{
    public string Name => "retention";

    public Cadence Cadence => Cadence.Daily;

    public Task RunAsync(DateTimeOffset at, CancellationToken cancel) => refresh.RunAsync(at, company.Calendar, company.Currency, cancel);
}
