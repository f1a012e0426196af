using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>
/// Tells listeners on the channel <c>metrics_changed</c> that figures have changed, after the commit and at most one call at a
/// time. Within the transaction it would make all commits of the server wait for each other
/// (https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/commands/async.c, PreCommit_Notify). It only wakes up: who
/// must know polls as well.
/// </summary>
internal sealed class ChangeSignal(NpgsqlDataSource dataSource)
{
    private int _waiting;

    public void Raise()
    {
        if (Interlocked.Exchange(ref _waiting, 1) == 0) _ = Task.Run(SendAsync);
    }

    private async Task SendAsync()
    {
        try
        {
            await using var connection = await dataSource.OpenConnectionAsync();
            Volatile.Write(ref _waiting, 0); // what changes from here on needs a signal of its own
            await using NpgsqlCommand notify = new(StateWriter.Notify, connection);
            await notify.ExecuteNonQueryAsync();
        }
        catch (Exception e) when (e is NpgsqlException or ObjectDisposedException)
        {
            Volatile.Write(ref _waiting, 0); // the facts are stored; polling finds them
        }
    }
}
