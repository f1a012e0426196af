using Dapper;
using Npgsql;

namespace RevenueBot.Intel.Feeds;

/// <summary>An entry of a feed that is reported.</summary>
internal sealed record ListedEntry(string FeedName, string Title, string? Link, DateTimeOffset? PublishedAt, DateTimeOffset ListedAt);

/// <summary>What is known of a feed.</summary>
/// <param name="ReadAt">The last time it could be read; null: never.</param>
/// <param name="TriedAt">The last time that was tried.</param>
/// <param name="Problem">Why it could not be read, a sentence; null: it could.</param>
internal sealed record FeedState(string Address, string? ETag, string? LastModified, DateTimeOffset? ReadAt, DateTimeOffset TriedAt, string? Problem, bool IsGone);

/// <summary>Feeds and their entries, as they are kept.</summary>
internal sealed class EntryStore(NpgsqlDataSource database)
{
    internal const string ReadStates = "SELECT address AS \"Address\", etag AS \"ETag\", last_modified AS \"LastModified\", read_at AS \"ReadAt\", tried_at AS \"TriedAt\", problem AS \"Problem\", is_gone AS \"IsGone\" FROM intel_feed";
    internal const string PutState =
        """
        INSERT INTO intel_feed (address, etag, last_modified, read_at, tried_at, problem, is_gone) VALUES (@address, @etag, @lastModified, @readAt, @triedAt, @problem, @isGone)
        ON CONFLICT (address) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified, read_at = excluded.read_at, tried_at = excluded.tried_at, problem = excluded.problem, is_gone = excluded.is_gone
        """;
    internal const string Add =
        """
        INSERT INTO intel_entry (feed, key, likeness, feed_name, title, link, published_at, seen_at, listed_at)
        VALUES (@feed, @key, @likeness, @name, @title, @link, @publishedAt, @seenAt, @listedAt) ON CONFLICT DO NOTHING
        """;
    internal const string Between =
        """
        SELECT feed_name AS "FeedName", title AS "Title", link AS "Link", published_at AS "PublishedAt", listed_at AS "ListedAt"
        FROM intel_entry WHERE listed_at >= @from AND listed_at < @to ORDER BY listed_at DESC, feed, key LIMIT @most
        """;
    internal const string CountListed = "SELECT feed AS \"Feed\", count(*) AS \"Count\" FROM intel_entry WHERE listed_at >= @from GROUP BY feed";

    /// <summary>By address.</summary>
    public async Task<IReadOnlyDictionary<string, FeedState>> StatesAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<State>(new CommandDefinition(ReadStates, cancellationToken: cancel))).ToDictionary(row => row.Address, row => row.ToState());
    }

    /// <summary>Reported entries, the newest first.</summary>
    public async Task<IReadOnlyList<ListedEntry>> ReadAsync(DateTimeOffset from, DateTimeOffset to, int most, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Between, new { from = from.UtcDateTime, to = to.UtcDateTime, most }, cancellationToken: cancel));
        return [.. rows.Select(row => new ListedEntry(row.FeedName, row.Title, row.Link, At(row.PublishedAt), new(row.ListedAt, TimeSpan.Zero)))];
    }

    /// <summary>How many entries of each feed are reported since then.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(DateTimeOffset from, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<(string Feed, long Count)>(new CommandDefinition(CountListed, new { from = from.UtcDateTime }, cancellationToken: cancel))).ToDictionary(row => row.Feed, row => row.Count);
    }

    /// <summary>What a feed said, and with it the entries that were not known: together or not at all.</summary>
    /// <param name="name">What the feed is called.</param>
    public async Task PutAsync(FeedState state, string name, IReadOnlyList<SeenEntry> entries, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var (entry, listedAt) in entries)
        {
            await connection.ExecuteAsync(new CommandDefinition(Add, new
            {
                feed = state.Address, key = entry.Key, likeness = entry.Likeness, name, title = entry.Title, link = entry.Link?.AbsoluteUri, publishedAt = entry.Published?.UtcDateTime, seenAt = state.TriedAt.UtcDateTime, listedAt = listedAt?.UtcDateTime,
            }, transaction, cancellationToken: cancel));
        }

        await connection.ExecuteAsync(new CommandDefinition(PutState, new
        {
            address = state.Address, etag = state.ETag, lastModified = state.LastModified, readAt = state.ReadAt?.UtcDateTime, triedAt = state.TriedAt.UtcDateTime, problem = state.Problem, isGone = state.IsGone,
        }, transaction, cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
    }

    private static DateTimeOffset? At(DateTime? at) => at is { } known ? new(known, TimeSpan.Zero) : null;

    private sealed record Row(string FeedName, string Title, string? Link, DateTime? PublishedAt, DateTime ListedAt);

    private sealed record State(string Address, string? ETag, string? LastModified, DateTime? ReadAt, DateTime TriedAt, string? Problem, bool IsGone)
    {
        public FeedState ToState() => new(Address, ETag, LastModified, At(ReadAt), new(TriedAt, TimeSpan.Zero), Problem, IsGone);
    }
}
