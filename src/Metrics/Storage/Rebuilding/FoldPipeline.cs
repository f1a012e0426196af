using System.Buffers;
using System.Collections.Concurrent;
using System.Threading.Channels;

namespace RevenueBot.Metrics.Storage.Rebuilding;

/// <summary>
/// Facts in, ledger rows out: one reader, a fold per processor, one writer that keeps the order of the chunks. The channel between
/// them is short, so that memory does not depend on the number of customers.
/// </summary>
internal sealed class FoldPipeline(LedgerRules rules, IProgress<long>? progress)
{
    private readonly ConcurrentBag<FoldWorker> _idle = [];
    private readonly ConcurrentBag<FoldWorker> _all = [];

    public async Task<FoldTotals> RunAsync(Stream facts, Stream rows, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var channel = Channel.CreateBounded<Task<CopyWriter>>(2 * Environment.ProcessorCount);
        var reading = Task.Run(() => ReadAsync(facts, channel.Writer, stop.Token), CancellationToken.None);
        try
        {
            await WriteAsync(channel.Reader, rows, ct);
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // its failure came through the channel
        }

        return FoldTotals.Of(_all);
    }

    private async Task ReadAsync(Stream facts, ChannelWriter<Task<CopyWriter>> output, CancellationToken ct)
    {
        try
        {
            await foreach (var chunk in FactChunks.ReadAsync(facts, ct)) await output.WriteAsync(Task.Run(() => Fold(chunk), ct), ct);
            output.Complete();
        }
        catch (Exception e)
        {
            output.Complete(e);
            throw;
        }
    }

    private async Task WriteAsync(ChannelReader<Task<CopyWriter>> input, Stream rows, CancellationToken ct)
    {
        await rows.WriteAsync(CopyWriter.Header, ct);
        await foreach (var fold in input.ReadAllAsync(ct))
        {
            using var chunk = await fold;
            await rows.WriteAsync(chunk.Written, ct);
            progress?.Report(_all.Sum(worker => worker.Facts));
        }

        await rows.WriteAsync(CopyWriter.Trailer, ct);
    }

    private CopyWriter Fold(FactChunk chunk)
    {
        if (!_idle.TryTake(out var worker)) _all.Add(worker = new FoldWorker(rules));
        var rows = worker.Fold(chunk);
        ArrayPool<byte>.Shared.Return(chunk.Buffer);
        _idle.Add(worker);
        return rows;
    }
}

/// <summary>What all workers did together.</summary>
internal sealed record FoldTotals(Rollup Rollup, RowChecksum Checksum, long Facts, long Customers)
{
    public static FoldTotals Of(IReadOnlyCollection<FoldWorker> workers)
    {
        Rollup rollup = new();
        RowChecksum checksum = default;
        foreach (var worker in workers)
        {
            rollup.Add(worker.Rollup);
            checksum += worker.Checksum;
        }

        return new FoldTotals(rollup, checksum, workers.Sum(worker => worker.Facts), workers.Sum(worker => worker.Customers));
    }
}
