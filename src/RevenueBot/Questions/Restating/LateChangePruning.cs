using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Questions.Restating;

/// <summary>Late changes that everybody has been told are kept for the year that answers compare with, and a month.</summary>
internal sealed class LateChangePruning(ToldStore told) : IRefresh
{
    private const int MonthsKept = 13;

    public string Name => "late-changes";

    public Cadence Cadence => Cadence.Weekly;

    public Task RunAsync(DateTimeOffset at, CancellationToken cancel) => told.ForgetAsync(at.AddMonths(-MonthsKept), cancel);
}
