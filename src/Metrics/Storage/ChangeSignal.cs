using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>
/// Tells listeners on the channel <c>metrics_changed</c> that figures have changed: soon after the commit, and once for all that
/// commits meanwhile. Within the transaction it would make all commits of the server wait for each other
/// (https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/commands/async.c, PreCommit_Notify). It only wakes up: who
/// must know polls as well.
/// </summary>
internal sealed class ChangeSignal(NpgsqlDataSource dataSource)
{
    internal const string Notify = "SELECT set_config('synchronous_commit', 'off', true), pg_notify('metrics_changed', '')"; // nothing to be made durable

    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(30);
    private int _waiting;

    public void Raise()
    {
        if (Interlocked.Exchange(ref _waiting, 1) == 0) _ = Task.Run(SendAsync);
    }

    private async Task SendAsync()
    {
        try
        {
            await Task.Delay(Gather);
            await using var connection = await dataSource.OpenConnectionAsync();
            Volatile.Write(ref _waiting, 0); // what changes from here on needs a signal of its own
            await using NpgsqlCommand notify = new(Notify, connection);
            await notify.ExecuteNonQueryAsync();
        }
        catch (Exception e) when (e is NpgsqlException or ObjectDisposedException)
        {
            Volatile.Write(ref _waiting, 0); // the facts are stored; polling finds them
        }
    }
}
