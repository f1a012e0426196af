using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>A table as the program writes it.</summary>
internal abstract class Table(string name, IReadOnlyList<string> names)
{
    public string Name => name;

    /// <summary>What happens to a row that is there already.</summary>
    public string Conflict { get; init; } = "";

    /// <summary>The columns that identify a row where a later word about it replaces an earlier one.</summary>
    public string? Key { get; init; }

    /// <summary>Whether customer_id may be an alias, to be replaced by the customer's own id.</summary>
    public bool ResolvesCustomer { get; init; }

    /// <summary>A further column, filled by its default.</summary>
    public string? Unwritten { get; init; }

    /// <summary>A temporary table for the rows of an import.</summary>
    public string CreateStageSql => $"CREATE TEMP TABLE stage_{Name} (LIKE {Name} INCLUDING DEFAULTS, ordinal bigint GENERATED ALWAYS AS IDENTITY) ON COMMIT DROP";

    /// <summary>Moves the rows of an import from its temporary table here; of several words about one thing the last one.</summary>
    public string MergeSql => Key is null
        ? $"INSERT INTO {Name} ({Names}) {StagedRows} {Conflict}"
        : $"INSERT INTO {Name} ({Names}) {StagedSql} {Conflict}";

    /// <summary>The rows of an import, of several words about one thing the last one.</summary>
    public string StagedSql => $"SELECT DISTINCT ON ({Key}) {Names} FROM ({StagedRows}) AS r ORDER BY {Key}, ordinal DESC";

    /// <summary>Moves what stands under an alias to the customer it is another name of.</summary>
    public string MoveSql =>
        $"""
        WITH gone AS (DELETE FROM {Name} t USING customer_alias a WHERE t.customer_id = a.alias_id RETURNING a.customer_id AS canonical_id, t.*)
        INSERT INTO {Name} ({Kept}) SELECT {Kept.Replace("customer_id", "canonical_id", StringComparison.Ordinal)} FROM gone ON CONFLICT DO NOTHING
        """;

    protected string Names { get; } = string.Join(", ", names);
    protected string Selected => ResolvesCustomer ? string.Join(", ", names.Select(Resolved)) : string.Join(", ", names.Select(column => $"n.{column}"));
    protected string Aliases => ResolvesCustomer ? " LEFT JOIN customer_alias a ON a.alias_id = n.customer_id" : "";

    private string StagedRows => $"SELECT {Selected}{(Key is null ? "" : ", n.ordinal")} FROM stage_{Name} n{Aliases}";
    private string Kept => Unwritten is null ? Names : $"{Names}, {Unwritten}";

    private static string Resolved(string column) => column == "customer_id" ? "COALESCE(a.customer_id, n.customer_id) AS customer_id" : $"n.{column}";
}

/// <summary>Rows go in as one array per column, or by binary COPY.</summary>
internal sealed class Table<TRow>(string name, Columns<TRow> columns) : Table(name, [.. columns.Select(column => column.Name)])
{
    private const int FewRows = 4;

    /// <summary>Inserts rows given as arrays, one parameter per column.</summary>
    public string InsertSql => field ??=
        $"INSERT INTO {Name} ({Names}) SELECT {Selected} FROM {Arrays}{Aliases} {Conflict}";

    private string Arrays => $"unnest({string.Join(", ", columns.Select((column, index) => $"${index + 1}::{column.SqlType}[]"))}) AS n ({Names})";

    /// <summary>Inserts one row: for the one or two of a webhook cheaper than arrays.</summary>
    public string InsertOneSql => field ??= $"INSERT INTO {Name} ({Names}) VALUES ({string.Join(", ", columns.Select((_, index) => $"${index + 1}"))})";

    public string CopySql => field ??= CopyInto(Name);

    public NpgsqlBatchCommand Insert(IReadOnlyList<TRow> rows)
    {
        NpgsqlBatchCommand command = new(InsertSql);
        foreach (var column in columns) command.Parameters.Add(column.ToArray(rows));
        return command;
    }

    /// <summary>A statement over rows given as arrays, and an instant.</summary>
    /// <param name="sql">The statement around the rows and the name of the instant.</param>
    public NpgsqlBatchCommand Over(IReadOnlyList<TRow> rows, Func<string, string, string> sql, DateTimeOffset at)
    {
        NpgsqlBatchCommand command = new(sql($"SELECT {Names} FROM {Arrays}", $"${columns.Count + 1}"));
        foreach (var column in columns) command.Parameters.Add(column.ToArray(rows));
        return command.With(Parameter.Time(at));
    }

    /// <summary>Inserts rows of which none is there already.</summary>
    public IEnumerable<NpgsqlBatchCommand> InsertNew(IReadOnlyList<TRow> rows) => rows.Count <= FewRows ? rows.Select(InsertOne) : [Insert(rows)];

    private NpgsqlBatchCommand InsertOne(TRow row)
    {
        NpgsqlBatchCommand command = new(InsertOneSql);
        foreach (var column in columns) command.Parameters.Add(column.ToValue(row));
        return command;
    }

    public Task CopyAsync(NpgsqlConnection connection, IEnumerable<TRow> rows, CancellationToken ct) => CopyAsync(connection, CopySql, rows, ct);

    public Task StageAsync(NpgsqlConnection connection, IReadOnlyList<TRow> rows, CancellationToken ct) =>
        rows.Count == 0 ? Task.CompletedTask : CopyAsync(connection, CopyInto($"stage_{Name}"), rows, ct);

    private async Task CopyAsync(NpgsqlConnection connection, string sql, IEnumerable<TRow> rows, CancellationToken ct)
    {
        await using var writer = await connection.BeginBinaryImportAsync(sql, ct);
        writer.Timeout = TimeSpan.FromMinutes(10); // of one answer of the server, not of the whole copy
        foreach (var row in rows)
        {
            await writer.StartRowAsync(ct);
            foreach (var column in columns) await column.WriteAsync(writer, row, ct);
        }

        await writer.CompleteAsync(ct);
    }

    private string CopyInto(string table) => $"COPY {table} ({Names}) FROM STDIN (FORMAT BINARY)";
}
