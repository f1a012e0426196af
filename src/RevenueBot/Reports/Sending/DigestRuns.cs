using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Storage;
using RevenueBot.Reports.Scheduling;

namespace RevenueBot.Reports.Sending;

/// <summary>A schedule and the newest moment it was due.</summary>
internal sealed record DueDigest(DigestSchedule Schedule, DigestDue Due)
{
    /// <summary>The name of the message: of the report and its destination.</summary>
    public string MessageKey => KeyOf(Due.Period, Schedule.Destination);

    public static string KeyOf(DigestPeriod period, string destination) =>
        $"dg_{DigestKey.Of(period)}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(destination)).AsSpan(0, 8))}";
}

/// <summary>Which reports were handed to the outbox. A run and its messages are put in together: neither is there without the other.</summary>
internal sealed class DigestRuns(NpgsqlDataSource database)
{
    private const string Claim =
        """
        INSERT INTO digest_run (schedule_id, local_day, kind, last_day, destination, message_key, due_at, claimed_at)
        VALUES (@id, @day, @kind, @last, @destination, @messageKey, @dueAt, @at) ON CONFLICT DO NOTHING
        """;
    private const string ReadDone =
        """
        SELECT (k.number - 1)::integer FROM unnest(@ids::text[], @days::date[], @kinds::smallint[], @lasts::date[], @destinations::text[]) WITH ORDINALITY AS k (id, day, kind, last, destination, number)
        WHERE EXISTS (SELECT FROM digest_run r WHERE r.schedule_id = k.id COLLATE "C" AND r.local_day = k.day)
           OR EXISTS (SELECT FROM digest_run r WHERE r.kind = k.kind AND r.last_day = k.last AND r.destination = k.destination COLLATE "C")
        """;
    private const string Document = "pdf";
    private const string Forget = "DELETE FROM digest_run WHERE due_at < @before";

    /// <summary>Whether a delivery is of the whole report as a file.</summary>
    public static bool IsDocument(string deliveryId) => deliveryId.StartsWith("dg_", StringComparison.Ordinal) && deliveryId.EndsWith($".{Document}", StringComparison.Ordinal);

    /// <summary>Those that nobody has claimed yet.</summary>
    public async Task<IReadOnlyList<DueDigest>> OpenAsync(IReadOnlyList<DueDigest> due, CancellationToken cancel)
    {
        if (due.Count == 0) return [];
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using NpgsqlCommand command = new(ReadDone, connection);
        command.Parameters.AddRange(Keys(due));
        HashSet<int> done = [];
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) done.Add(rows.GetInt32(0));
        return [.. due.Where((_, number) => !done.Contains(number))];
    }

    /// <summary>By what reports are found, as arrays: @ids, @days, @kinds, @lasts, @destinations.</summary>
    internal static NpgsqlParameter[] Keys(IReadOnlyList<DueDigest> due) =>
    [
        new("ids", due.Select(one => one.Schedule.Id).ToArray()), new("days", due.Select(one => one.Due.LocalDay).ToArray()), new("kinds", due.Select(one => (short)one.Schedule.Kind).ToArray()),
        new("lasts", due.Select(one => one.Due.Period.Last).ToArray()), new("destinations", due.Select(one => one.Schedule.Destination).ToArray()),
    ];

    /// <summary>Takes a report for a destination and puts its messages into the outbox. False where it was taken, by this schedule or another.</summary>
    /// <param name="posts">The report, and the parts that follow under it.</param>
    public async Task<bool> ClaimAsync(DueDigest due, IReadOnlyList<ReportPost> posts, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var arguments = new
        {
            id = due.Schedule.Id, day = due.Due.LocalDay, kind = (short)due.Schedule.Kind, last = due.Due.Period.Last, destination = due.Schedule.Destination,
            messageKey = due.MessageKey, dueAt = due.Due.At.UtcDateTime, at = at.UtcDateTime,
        };
        if (await connection.ExecuteAsync(new CommandDefinition(Claim, arguments, transaction, cancellationToken: cancel)) == 0) return false;
        await OutboxStore.AddAsync(transaction, [.. posts.Select(post => Item(due, post))], at, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    public async Task ForgetAsync(DateTimeOffset before, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(Forget, new { before = before.UtcDateTime }, cancellationToken: cancel));
    }

    /// <summary>What may have arrived is looked for, and left to a person where nobody can look: figures twice are worse than a question.</summary>
    private static OutboxItem Item(DueDigest due, ReportPost post) =>
        new(due.Schedule.Destination, due.MessageKey, post.Part == 0 ? due.MessageKey : $"{due.MessageKey}.{(post.IsDocument ? Document : post.Part.ToString(CultureInfo.InvariantCulture))}") { Report = post, RepeatsUnknown = false };
}
