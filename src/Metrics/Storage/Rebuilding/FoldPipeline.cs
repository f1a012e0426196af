using System.Buffers;
using System.Collections.Concurrent;
using System.Threading.Channels;

namespace RevenueBot.Metrics.Storage.Rebuilding;

/// <summary>What a rebuild has made so far.</summary>
internal sealed record FoldTotals(Rollup Rollup, RowChecksum Checksum, long Facts, long Customers)
{
    public FoldTotals With(FoldWorker chunk) =>
        this with { Checksum = Checksum + chunk.Checksum, Facts = Facts + chunk.Facts, Customers = Customers + chunk.Customers };
}

/// <summary>
/// Facts in, ledger rows out: one reader, a fold per processor, one writer that keeps the order of the chunks. The channel between
/// them is short, so that memory does not depend on the number of customers.
/// </summary>
internal sealed class FoldPipeline(LedgerRules rules, IProgress<long>? progress)
{
    private readonly ConcurrentBag<FoldWorker> _idle = [];
    private readonly Rollup _rollup = new(Rollup.MaxWaiting);

    public async Task<FoldTotals> RunAsync(Stream facts, KeyRows keys, Stream rows, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var channel = Channel.CreateBounded<Task<FoldWorker>>(Environment.ProcessorCount);
        var reading = Task.Run(() => ReadAsync(facts, keys, channel.Writer, stop.Token), CancellationToken.None);
        try
        {
            return await WriteAsync(channel.Reader, rows, ct);
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // its failure came through the channel
        }
    }

    private async Task ReadAsync(Stream facts, KeyRows keys, ChannelWriter<Task<FoldWorker>> output, CancellationToken ct)
    {
        try
        {
            foreach (var chunk in FactChunks.Read(facts, ct))
            {
                var chunkKeys = keys.Through(chunk.LastCustomer);
                await output.WriteAsync(Task.Run(() => Fold(chunk, chunkKeys), ct), ct);
            }

            output.Complete();
        }
        catch (Exception e)
        {
            output.Complete(e);
            throw;
        }
    }

    private async Task<FoldTotals> WriteAsync(ChannelReader<Task<FoldWorker>> input, Stream rows, CancellationToken ct)
    {
        FoldTotals totals = new(_rollup, default, 0, 0);
        await rows.WriteAsync(CopyWriter.Header, ct);
        await foreach (var fold in input.ReadAllAsync(ct))
        {
            var worker = await fold;
            await rows.WriteAsync(worker.Rows.Written, ct);
            foreach (var (key, sums) in worker.Sums) _rollup.Add(key, sums);
            totals = totals.With(worker);
            _idle.Add(worker);
            progress?.Report(totals.Facts);
        }

        await rows.WriteAsync(CopyWriter.Trailer, ct);
        return totals;
    }

    private FoldWorker Fold(FactChunk chunk, byte[] keys)
    {
        if (!_idle.TryTake(out var worker)) worker = new FoldWorker(rules);
        worker.Fold(chunk, keys);
        ArrayPool<byte>.Shared.Return(chunk.Buffer);
        return worker;
    }
}
