using Dapper;
using Npgsql;

namespace RevenueBot.Intel;

/// <summary>A note as it is kept.</summary>
/// <param name="Author">Who may take it back; <paramref name="AuthorName"/> is who is named.</param>
internal sealed record IntelNote(long Id, string Author, string AuthorName, string Text, string? Link, DateTimeOffset At);

/// <summary>What people noted, by when.</summary>
internal sealed class NoteStore(NpgsqlDataSource database)
{
    private const string Columns = "id AS \"Id\", author AS \"Author\", author_name AS \"AuthorName\", text AS \"Text\", link AS \"Link\", noted_at AS \"At\"";
    internal const string Same = "SELECT id FROM intel_note WHERE author = @author AND text = @text AND link IS NOT DISTINCT FROM @link AND noted_at > @since AND removed_at IS NULL ORDER BY id LIMIT 1";
    internal const string Add = "INSERT INTO intel_note (author, author_name, text, link, noted_at) VALUES (@author, @name, @text, @link, @at) RETURNING id";
    internal const string Find = $"SELECT {Columns} FROM intel_note WHERE id = @id AND removed_at IS NULL";
    internal const string Remove = "UPDATE intel_note SET removed_at = @at, removed_by = @by WHERE id = @id AND removed_at IS NULL";
    internal const string Between = $"SELECT {Columns} FROM intel_note WHERE removed_at IS NULL AND noted_at >= @from AND noted_at < @to ORDER BY noted_at DESC, id DESC LIMIT @most";

    /// <summary>The same words by the same author on the same day, as when a request is taken up twice, are the same note.</summary>
    private static readonly TimeSpan _same = TimeSpan.FromDays(1);

    /// <returns>The id, and whether it is a new one.</returns>
    public async Task<(long Id, bool IsNew)> AddAsync(IntelNote note, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var known = await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(Same, new { note.Author, note.Text, note.Link, since = (note.At - _same).UtcDateTime }, cancellationToken: cancel));
        if (known is { } id) return (id, false);
        return (await connection.ExecuteScalarAsync<long>(new CommandDefinition(Add, new { note.Author, name = note.AuthorName, note.Text, note.Link, at = note.At.UtcDateTime }, cancellationToken: cancel)), true);
    }

    public async Task<IntelNote?> FindAsync(long id, CancellationToken cancel) => (await ReadAsync(Find, new { id }, cancel)).SingleOrDefault();

    public async Task RemoveAsync(long id, string by, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(Remove, new { id, by, at = at.UtcDateTime }, cancellationToken: cancel));
    }

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<IntelNote>> ReadAsync(DateTimeOffset from, DateTimeOffset to, int most, CancellationToken cancel) =>
        ReadAsync(Between, new { from = from.UtcDateTime, to = to.UtcDateTime, most }, cancel);

    private async Task<IReadOnlyList<IntelNote>> ReadAsync(string sql, object parameters, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: cancel))).Select(row => new IntelNote(row.Id, row.Author, row.AuthorName, row.Text, row.Link, new(row.At, TimeSpan.Zero)))];
    }

    private sealed record Row(long Id, string Author, string AuthorName, string Text, string? Link, DateTime At);
}
