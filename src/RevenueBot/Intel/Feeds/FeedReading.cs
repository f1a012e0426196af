using RevenueBot.Jobs;

namespace RevenueBot.Intel.Feeds;

/// <summary>Reads every feed once an hour. What was seen before is not reported again.</summary>
internal sealed class FeedReading(IntelOptions options, FeedClient client, EntryStore store, FeedLimits limits) : IRefresh
{
    private const int AtOnce = 4;

    /// <summary>A feed that is gone for good is looked for no more often: it may have been said by mistake.</summary>
    private static readonly TimeSpan _goneRests = TimeSpan.FromHours(23);

    public string Name => "feeds";

    public Cadence Cadence => Cadence.Hourly;

    public async Task RunAsync(DateTimeOffset at, CancellationToken cancel)
    {
        var states = await store.StatesAsync(cancel);
        var due = options.Feeds.Where(feed => states.GetValueOrDefault(feed.Address.AbsoluteUri) is not { IsGone: true } gone || at - gone.TriedAt >= _goneRests);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (feed, stop) => await ReadAsync(feed, states.GetValueOrDefault(feed.Address.AbsoluteUri), at, stop));
    }

    private async Task ReadAsync(Feed feed, FeedState? before, DateTimeOffset at, CancellationToken cancel)
    {
        FeedState state = new(feed.Address.AbsoluteUri, before?.ETag, before?.LastModified, before?.ReadAt, at, null, IsGone: false);
        var (after, entries) = await client.FetchAsync(feed.Address, before, cancel) switch
        {
            FeedReply.Unchanged => (state with { ReadAt = at }, []),
            FeedReply.Fetched fetched => Read(fetched, state),
            FeedReply.Failed failed => (state with { Problem = failed.Problem, IsGone = failed.IsGone }, []),
            _ => throw new InvalidOperationException("There is no such reply."),
        };
        await store.PutAsync(after, feed.Name, entries, cancel);
    }

    /// <summary>What could not be read is asked for whole the next time.</summary>
    private (FeedState State, IReadOnlyList<SeenEntry> Entries) Read(FeedReply.Fetched fetched, FeedState state)
    {
        var (entries, problem) = FeedXml.Read(fetched.Body, fetched.Address, limits.MostEntries);
        if (problem is not null) return (state with { ETag = null, LastModified = null, Problem = problem }, []);
        return (state with { ETag = fetched.ETag, LastModified = fetched.LastModified, ReadAt = state.TriedAt }, [.. entries.Select(entry => SeenEntry.Of(entry, state.ReadAt, state.TriedAt))]);
    }
}
