using Dapper;
using Npgsql;
using RevenueBot.Configuration;

namespace RevenueBot.Ingest.AppDatabase;

/// <summary>Which column of a table holds which field.</summary>
internal sealed class AppColumns
{
    internal const string Describe =
        """
        SELECT attname::text AS "Name", format_type(atttypid, NULL) AS "Type", NOT attnotnull AS "IsNullable"
        FROM pg_attribute WHERE attrelid = to_regclass(@table) AND attnum > 0 AND NOT attisdropped
        """;

    private readonly Dictionary<string, AppColumn> _fields = [];

    private AppColumns(Identifier table) => Table = table;

    public Identifier Table { get; }

    /// <exception cref="RefusalException">The table or a required column is not there, or a name is not plain.</exception>
    public static async Task<AppColumns> ReadAsync(NpgsqlConnection connection, AppTable table, IConfiguration names, CancellationToken cancel)
    {
        var section = $"AppDatabase:{table.Name}";
        var name = Plain(names[$"{table.Name}:Table"] ?? table.Table, $"{section}:Table");
        var found = (await connection.QueryAsync<AppColumn>(new CommandDefinition(Describe, new { table = name.Quoted }, cancellationToken: cancel))).ToDictionary(c => c.Name);
        if (found.Count == 0) throw new RefusalException($"The application's database has no table {name.Name}: set {section}:Table.");
        var columns = new AppColumns(name);
        foreach (var field in table.Fields) columns.Add(field, found, names[$"{table.Name}:{field.Name}"], section);
        return columns;
    }

    public AppColumn? Find(AppField field) => _fields.GetValueOrDefault(field.Name);

    private void Add(AppField field, Dictionary<string, AppColumn> found, string? configured, string section)
    {
        var key = $"{section}:{field.Name}";
        var name = configured ?? field.Column;
        if (name.Length > 0 && found.TryGetValue(Plain(name, key).Name, out var column)) _fields[field.Name] = column;
        else if (field.IsRequired || configured is { Length: > 0 })
            throw new RefusalException($"Table {Table.Name} of the application's database has no column {name}: set {key}.");
    }

    private static Identifier Plain(string name, string key) =>
        Identifier.Read(name) ?? throw new RefusalException($"{key} must be a plain name of letters, digits and underscores.");
}
