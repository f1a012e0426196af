using Npgsql;
using RevenueBot.Alerts.Storage;
using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Health;

/// <summary>Reads how the work stands, once in a while for all who ask: whoever asks often does not keep the database busy.</summary>
internal sealed class OperationsReading(JobTable table, JobRuns runs, Inbox inbox, OutboxStore outbox, LedgerReader ledger, Company company, TimeProvider time)
{
    private static readonly TimeSpan _mayTake = TimeSpan.FromSeconds(3);

    /// <summary>Longer than a reading takes: there is never a second one beside it.</summary>
    private static readonly TimeSpan _isGoodFor = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Task<Operations?>? _newest;
    private long _begunAt;

    /// <summary>At most five seconds old; null where the database did not answer in time.</summary>
    public Task<Operations?> ReadAsync(CancellationToken cancel)
    {
        lock (_gate)
        {
            if (_newest is null || time.GetElapsedTime(_begunAt) >= _isGoodFor) (_begunAt, _newest) = (time.GetTimestamp(), Task.Run(InTimeAsync, CancellationToken.None));
            return _newest.WaitAsync(cancel);
        }
    }

    private async Task<Operations?> InTimeAsync()
    {
        using CancellationTokenSource deadline = new(_mayTake);
        try
        {
            return await NowAsync(deadline.Token).WaitAsync(deadline.Token); // a server that is silent is also silent about what it is to break off
        }
        catch (Exception error) when (error is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            return null;
        }
    }

    /// <summary>One after the other: by one connection of the pool at a time.</summary>
    private async Task<Operations> NowAsync(CancellationToken cancel)
    {
        var jobs = await runs.StandingAsync([.. table.Jobs.Select(job => job.Name)], cancel);
        var (waiting, sent) = (await inbox.WaitingAsync(cancel), await outbox.StandingAsync(cancel));
        var context = await ledger.ContextAsync(Dimension.Total, company.Calendar.DayOf(time.GetUtcNow()), cancel);
        return new Operations(jobs, waiting, sent, context.Sources);
    }
}
