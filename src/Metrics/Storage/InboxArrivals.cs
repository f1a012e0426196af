using System.Collections.Concurrent;
using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>
/// Stores messages as they come in. Whoever comes while others are being stored waits for these and is stored with all who wait: two
/// hundred senders at once cost two commits on one connection, and not two hundred on a hundred.
/// </summary>
internal sealed class InboxArrivals(NpgsqlDataSource dataSource) : IDisposable
{
    internal const string Add =
        """
        INSERT INTO inbox (source, event_id, received_at, body, due_at) SELECT source, event_id, at, body, at FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::bytea[]) AS arrived (source, event_id, at, body)
        ON CONFLICT DO NOTHING RETURNING source, event_id
        """;

    private const int MostAtOnce = 200;
    private static readonly TimeSpan _storingMayTake = TimeSpan.FromSeconds(5);
    private readonly ConcurrentQueue<Arrival> _waiting = new();
    private readonly SemaphoreSlim _storing = new(1);
    private volatile bool _isStopped;

    /// <summary>Stores a message; false where it is known already. A caller that gives up is not stored, unless that had begun.</summary>
    public async Task<bool> AddAsync(InboxKey key, DateTimeOffset at, byte[] body, CancellationToken ct)
    {
        Arrival arrival = new(key, at.ToUniversalTime(), body);
        await using var givingUp = ct.Register(() => arrival.IsNew.TrySetCanceled(ct));
        _waiting.Enqueue(arrival);
        await _storing.WaitAsync(ct);
        try
        {
            // Where nobody waits any more it is being stored already, by somebody who gave up on it meanwhile.
            while (!arrival.IsNew.Task.IsCompleted && !_waiting.IsEmpty) await StoreWaitingAsync().WaitAsync(ct);
        }
        finally
        {
            _storing.Release();
        }

        return await arrival.IsNew.Task;
    }

    public void Dispose()
    {
        _isStopped = true;
        _storing.Dispose();
    }

    private async Task StoreWaitingAsync()
    {
        List<Arrival> arrivals = [];
        while (arrivals.Count < MostAtOnce && _waiting.TryDequeue(out var arrival))
            if (!arrival.IsNew.Task.IsCompleted) arrivals.Add(arrival);
        if (arrivals.Count > 0) await StoreOrFailAsync(arrivals);
    }

    private async Task StoreOrFailAsync(List<Arrival> arrivals)
    {
        try
        {
            await StoreOnceMoreAsync(arrivals);
        }
        catch (Exception fault) when (arrivals.Count > 1 && fault is not (NpgsqlException { IsTransient: true } or OperationCanceledException or TimeoutException))
        {
            foreach (var alone in arrivals) await StoreOrFailAsync([alone]); // the fault of one is not that of the others
        }
#pragma warning disable CA1031 // whatever it is, those who wait are told
        catch (Exception fault)
#pragma warning restore CA1031
        {
            foreach (var arrival in arrivals) arrival.IsNew.TrySetException(fault);
        }
    }

    /// <summary>
    /// A connection that was broken, by a restart or a change of servers, is no reason to send anybody away: another one is tried. What the
    /// first had stored without saying so is known by its key. A program that has ended tries no more: its database may be somebody else's.
    /// </summary>
    private async Task StoreOnceMoreAsync(List<Arrival> arrivals)
    {
        try
        {
            await StoreAsync(arrivals);
        }
        catch (NpgsqlException fault) when (BrokenConnection.Is(fault) && !_isStopped)
        {
            await StoreAsync(arrivals);
        }
    }

    private async Task StoreAsync(List<Arrival> arrivals)
    {
        using CancellationTokenSource limit = new(_storingMayTake);
        await using var connection = await dataSource.OpenConnectionAsync(limit.Token);
        await using NpgsqlBatch batch = new(connection);
        batch.With(
            Add, Parameter.Texts([.. arrivals.Select(arrival => arrival.Key.Source)]), Parameter.Texts([.. arrivals.Select(arrival => arrival.Key.EventId)]),
            new NpgsqlParameter<DateTimeOffset[]> { TypedValue = [.. arrivals.Select(arrival => arrival.At)] }, new NpgsqlParameter<byte[][]> { TypedValue = [.. arrivals.Select(arrival => arrival.Body)] });
        await batch.PrepareAsync(limit.Token);
        HashSet<InboxKey> stored = [];
        await using (var rows = await batch.ExecuteReaderAsync(limit.Token))
            while (await rows.ReadAsync(limit.Token)) stored.Add(new InboxKey(rows.GetString(0), rows.GetString(1)));
        foreach (var arrival in arrivals) arrival.IsNew.TrySetResult(stored.Remove(arrival.Key)); // of two with the same key one is new
    }

    private sealed record Arrival(InboxKey Key, DateTimeOffset At, byte[] Body)
    {
        /// <summary>Settled when it is stored, or cannot be, or nobody waits for it.</summary>
        public TaskCompletionSource<bool> IsNew { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
