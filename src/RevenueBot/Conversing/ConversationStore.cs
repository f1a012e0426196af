using Dapper;
using Npgsql;
using RevenueBot.Jobs;

namespace RevenueBot.Conversing;

/// <summary>The last question of each person in each thread, for a day. No answer and no figure is kept.</summary>
internal sealed class ConversationStore(NpgsqlDataSource database, TimeProvider clock) : IRefresh
{
    internal const string Find =
        """
        SELECT question AS "Question", answer_id AS "AnswerId" FROM conversation
        WHERE platform = @Platform AND workspace = @Workspace AND place = @Place AND thread = @Id AND at > @since
        ORDER BY person = @Person DESC, at DESC LIMIT 1
        """;
    internal const string Keep =
        """
        INSERT INTO conversation (platform, workspace, place, thread, person, question, answer_id, at)
        VALUES (@Platform, @Workspace, @Place, @Id, @Person, @question, @answerId, @at)
        ON CONFLICT (platform, workspace, place, thread, person) DO UPDATE SET question = excluded.question, answer_id = excluded.answer_id, at = excluded.at
        WHERE conversation.at <= excluded.at
        """;
    internal const string Forget = "DELETE FROM conversation WHERE at <= @before";

    private static readonly TimeSpan _keeps = TimeSpan.FromHours(24);

    public string Name => "conversations";

    public Cadence Cadence => Cadence.Hourly;

    /// <summary>What this person asked last in the thread; where they asked nothing, what anybody did.</summary>
    public async Task<LastAsked?> FindAsync(Thread thread, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var arguments = new { thread.Platform, thread.Workspace, thread.Place, thread.Id, thread.Person, since = clock.GetUtcNow() - _keeps };
        return await connection.QuerySingleOrDefaultAsync<LastAsked>(new CommandDefinition(Find, arguments, cancellationToken: cancel));
    }

    public async Task KeepAsync(Thread thread, LastAsked asked, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var arguments = new { thread.Platform, thread.Workspace, thread.Place, thread.Id, thread.Person, question = asked.Question, answerId = asked.AnswerId, at = clock.GetUtcNow() };
        await connection.ExecuteAsync(new CommandDefinition(Keep, arguments, cancellationToken: cancel));
    }

    public async Task RunAsync(DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(Forget, new { before = at - _keeps }, cancellationToken: cancel));
    }
}
