using Dapper;
using Npgsql;

namespace RevenueBot.Ingest.Stripe;

/// <summary>How far a list has been read.</summary>
internal sealed record BackfillCursor(string Kind, string? After, bool Done, long Objects);

/// <summary>The Stripe objects that facts are made from, and how far the backfill has come.</summary>
internal sealed class StripeStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>The name of this source wherever one is stored.</summary>
    internal const string Source = "stripe";

    /// <summary>The name of this source where people read it, and by which it is kept how far it has been read.</summary>
    internal const string ShownName = "Stripe";

    internal const string PutCatalogue =
        """
        INSERT INTO stripe_object (kind, id, body, fetched_at)
        SELECT kind, id, body, fetched_at FROM unnest(@kinds::text[], @ids::text[], @bodies::text[], @times::timestamptz[]) AS t (kind, id, body, fetched_at)
        ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body, fetched_at = excluded.fetched_at WHERE stripe_object.fetched_at <= excluded.fetched_at
        """;

    internal const string PutOwned =
        """
        INSERT INTO stripe_customer_object (customer_id, kind, id, body, fetched_at)
        SELECT customer_id, kind, id, body, fetched_at FROM unnest(@owners::text[], @kinds::text[], @ids::text[], @bodies::text[], @times::timestamptz[]) AS t (customer_id, kind, id, body, fetched_at)
        ON CONFLICT (customer_id, kind, id) DO UPDATE SET body = excluded.body, fetched_at = excluded.fetched_at
          WHERE stripe_customer_object.fetched_at <= excluded.fetched_at
        """;

    internal const string PutCursor =
        """
        INSERT INTO backfill_cursor (source, object_kind, cursor, done, objects, updated_at) VALUES (@source, @kind, @after, @done, @objects, @now)
        ON CONFLICT (source, object_kind) DO UPDATE SET cursor = excluded.cursor, done = excluded.done, objects = excluded.objects, updated_at = excluded.updated_at
        """;

    internal const string ReadCursors =
        """SELECT object_kind AS "Kind", cursor AS "After", done AS "Done", objects AS "Objects" FROM backfill_cursor WHERE source = @source""";

    internal const string ForgetCursors = "DELETE FROM backfill_cursor WHERE source = @source";

    internal const string ForgetProblems = "DELETE FROM data_problem WHERE source = @source";

    internal const string ReadProblems =
        """SELECT reference AS "ObjectId", sentence AS "Sentence" FROM data_problem WHERE source = @source AND reference NOT IN ('key', 'connection') ORDER BY first_seen_at DESC LIMIT 5""";

    internal const string ReadDataThrough = "SELECT data_through FROM source_state WHERE source = @source";

    internal const string ReadCatalogue =
        """SELECT kind AS "Kind", id AS "Id", '' AS "CustomerId", body AS "Body", fetched_at AS "FetchedAt" FROM stripe_object WHERE kind = ANY(@kinds)""";

    internal const string ReadSome =
        """SELECT kind AS "Kind", id AS "Id", '' AS "CustomerId", body AS "Body", fetched_at AS "FetchedAt" FROM stripe_object WHERE kind = ANY(@kinds) AND id = ANY(@ids)""";

    internal const string ReadOwned =
        """
        SELECT kind AS "Kind", id AS "Id", customer_id AS "CustomerId", body AS "Body", fetched_at AS "FetchedAt"
        FROM stripe_customer_object WHERE customer_id = ANY(@owners) AND kind = ANY(@kinds)
        """;

    internal const string FindOwned =
        """
        SELECT kind AS "Kind", id AS "Id", customer_id AS "CustomerId", body AS "Body", fetched_at AS "FetchedAt"
        FROM stripe_customer_object WHERE kind = @kind AND id = ANY(@ids)
        """;

    internal const string NextOwners =
        """SELECT DISTINCT customer_id FROM stripe_customer_object WHERE customer_id > @after ORDER BY customer_id LIMIT @limit""";

    internal const string Ignore = "UPDATE inbox SET status = 1, error = @reason, body = '' WHERE source = @source AND event_id = @eventId";

    internal const string ReadApplied = "SELECT event_id FROM inbox WHERE source = @source AND status = 1 AND event_id = ANY(@ids)";

    /// <summary>Those of the events that have been applied.</summary>
    public async Task<IReadOnlySet<string>> AppliedAsync(IEnumerable<string> ids, CancellationToken ct) =>
        (await QueryAsync<string>(ReadApplied, new { source = Source, ids = ids.ToArray() }, ct)).ToHashSet();

    /// <summary>Keeps objects, and with them how far their list has been read: both or neither.</summary>
    public async Task PutAsync(IReadOnlyList<StripeObject> objects, BackfillCursor? cursor, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        foreach (var group in objects.GroupBy(o => o.CustomerId.Length > 0))
        {
            // One statement may not write a row twice.
            StripeObject[] rows = [.. group.DistinctBy(o => (o.Kind, o.Id))];
            var values = new
            {
                owners = rows.Select(o => o.CustomerId).ToArray(), kinds = rows.Select(o => o.Kind).ToArray(), ids = rows.Select(o => o.Id).ToArray(),
                bodies = rows.Select(o => o.Body).ToArray(), times = rows.Select(o => o.FetchedAt.UtcDateTime).ToArray(),
            };
            await connection.ExecuteAsync(new CommandDefinition(group.Key ? PutOwned : PutCatalogue, values, transaction, cancellationToken: ct));
        }

        if (cursor is not null)
        {
            var row = new { source = Source, kind = cursor.Kind, after = cursor.After, done = cursor.Done, objects = cursor.Objects, now = time.GetUtcNow().UtcDateTime };
            await connection.ExecuteAsync(new CommandDefinition(PutCursor, row, transaction, cancellationToken: ct));
        }

        await transaction.CommitAsync(ct);
    }

    public async Task<IReadOnlyDictionary<string, BackfillCursor>> CursorsAsync(CancellationToken ct) =>
        (await QueryAsync<BackfillCursor>(ReadCursors, new { source = Source }, ct)).ToDictionary(cursor => cursor.Kind);

    public Task ForgetCursorsAsync(CancellationToken ct) => ExecuteAsync(ForgetCursors, new { source = Source }, ct);

    /// <summary>Before everything is looked at again: what is still wrong will be reported again.</summary>
    public Task ForgetProblemsAsync(CancellationToken ct) => ExecuteAsync(ForgetProblems, new { source = Source }, ct);

    /// <summary>The latest things that could not be counted, five at most.</summary>
    public Task<IReadOnlyList<StripeProblem>> ProblemsAsync(CancellationToken ct) => QueryAsync<StripeProblem>(ReadProblems, new { source = Source }, ct);

    /// <summary>How far Stripe has been read; null before the first backfill or event.</summary>
    public async Task<DateTimeOffset?> DataThroughAsync(CancellationToken ct) =>
        await QueryAsync<DateTime>(ReadDataThrough, new { source = ShownName }, ct) is [var through] ? new DateTimeOffset(through, TimeSpan.Zero) : null;

    /// <summary>All prices, products and coupons.</summary>
    public Task<IReadOnlyList<StripeObject>> CatalogueAsync(CancellationToken ct) => QueryObjectsAsync(ReadCatalogue, new
    {
        kinds = new[] { StripeKind.Price.Name, StripeKind.Product.Name, StripeKind.Coupon.Name },
    }, ct);

    /// <summary>Objects of the catalogue, and discounts, by id.</summary>
    public Task<IReadOnlyList<StripeObject>> SomeAsync(IEnumerable<string> kinds, IEnumerable<string> ids, CancellationToken ct) =>
        QueryObjectsAsync(ReadSome, new { kinds = kinds.ToArray(), ids = ids.ToArray() }, ct);

    public Task<IReadOnlyList<StripeObject>> OwnedAsync(IEnumerable<string> customers, IEnumerable<StripeKind> kinds, CancellationToken ct) =>
        QueryObjectsAsync(ReadOwned, new { owners = customers.ToArray(), kinds = kinds.Select(kind => kind.Name).ToArray() }, ct);

    public Task<IReadOnlyList<StripeObject>> FindAllAsync(StripeKind kind, IEnumerable<string> ids, CancellationToken ct) =>
        QueryObjectsAsync(FindOwned, new { kind = kind.Name, ids = ids.ToArray() }, ct);

    public async Task<StripeObject?> FindAsync(StripeKind kind, string id, CancellationToken ct) =>
        await FindAllAsync(kind, [id], ct) is [var found, ..] ? found : null;

    /// <summary>Customers in ascending order, from after one on.</summary>
    public Task<IReadOnlyList<string>> CustomersAsync(string after, int limit, CancellationToken ct) =>
        QueryAsync<string>(NextOwners, new { after, limit }, ct);

    /// <summary>Marks a message done that is deliberately not applied, and why.</summary>
    public Task IgnoreAsync(string eventId, string reason, CancellationToken ct) =>
        ExecuteAsync(Ignore, new { source = Source, eventId, reason }, ct);

    private async Task<IReadOnlyList<StripeObject>> QueryObjectsAsync(string sql, object values, CancellationToken ct) =>
        [.. (await QueryAsync<ObjectRow>(sql, values, ct)).Select(row => new StripeObject(row.Kind, row.Id, row.CustomerId, row.Body, new DateTimeOffset(row.FetchedAt, TimeSpan.Zero)))];

    private async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object values, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(sql, values, cancellationToken: ct))];
    }

    private async Task ExecuteAsync(string sql, object values, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: ct));
    }

    private sealed record ObjectRow(string Kind, string Id, string CustomerId, string Body, DateTime FetchedAt);
}
