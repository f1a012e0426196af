using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>
/// Brings a database to the schema of this program: numbered scripts (<c>Migrations/0001_name.sql</c>, embedded), applied
/// once each, in order, all or nothing. Every assembly has its own numbering. A script that was applied is never edited.
/// </summary>
public static class Migrations
{
    private const long Lock = 0x5245_564D_0001;
    private const string TakeLock = "SELECT pg_advisory_xact_lock(@key)";
    private const string CreateTable =
        """
        CREATE TABLE IF NOT EXISTS schema_migration (
          assembly text COLLATE "C", number integer, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(),
          PRIMARY KEY (assembly, number))
        """;
    internal const string ReadApplied = """SELECT number AS "Number", name AS "Name", checksum AS "Checksum" FROM schema_migration WHERE assembly = @assembly""";
    internal const string AddApplied = "INSERT INTO schema_migration (assembly, number, name, checksum) VALUES (@assembly, @number, @name, @checksum)";

    /// <summary>Applies what is missing of this assembly and of <paramref name="others"/>, in that order, in one transaction.</summary>
    /// <exception cref="SchemaException">The database is newer than the program, or an applied script was edited.</exception>
    public static async Task ApplyAsync(NpgsqlDataSource dataSource, CancellationToken ct, params IReadOnlyList<Assembly> others)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(TakeLock, new { key = Lock }, transaction, cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition(CreateTable, transaction: transaction, cancellationToken: ct));
        foreach (var assembly in others.Prepend(typeof(Migrations).Assembly).Distinct())
            await ApplyAsync(connection, assembly, ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Assembly assembly, CancellationToken ct)
    {
        var name = assembly.GetName().Name!;
        var applied = (await connection.QueryAsync<Applied>(new CommandDefinition(ReadApplied, new { assembly = name }, cancellationToken: ct)))
            .ToDictionary(row => row.Number);
        var scripts = Scripts(assembly);
        foreach (var row in applied.Values) Check(row, scripts.FirstOrDefault(script => script.Number == row.Number));
        foreach (var script in scripts.Where(script => !applied.ContainsKey(script.Number)))
        {
            await connection.ExecuteAsync(new CommandDefinition(script.Sql, commandTimeout: 0, cancellationToken: ct));
            var row = new { assembly = name, number = script.Number, name = script.Name, checksum = script.Checksum };
            await connection.ExecuteAsync(new CommandDefinition(AddApplied, row, cancellationToken: ct));
        }
    }

    private static void Check(Applied row, Script? script)
    {
        if (script is null)
            throw new SchemaException($"The database is newer than this program: it has migration {row.Number:0000} ({row.Name}). Start the newer version of the program.");
        if (script.Checksum != row.Checksum)
            throw new SchemaException($"Migration {row.Number:0000} ({row.Name}) was edited after it was applied. Restore the script and add a new one instead.");
    }

    private static List<Script> Scripts(Assembly assembly) =>
    [
        .. assembly.GetManifestResourceNames()
            .Where(name => name.Contains(".Migrations.", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => Script.Read(assembly, name))
            .OrderBy(script => script.Number),
    ];

    private sealed record Applied(int Number, string Name, string Checksum);

    private sealed record Script(int Number, string Name, string Sql)
    {
        public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

        public static Script Read(Assembly assembly, string resource)
        {
            var file = resource[(resource.IndexOf(".Migrations.", StringComparison.Ordinal) + ".Migrations.".Length)..^".sql".Length];
            var (number, name) = file.Split('_', 2) is [var digits, var rest] ? (digits, rest) : throw new InvalidOperationException($"Migration {file} is not named 0001_name.sql.");
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            return new Script(int.Parse(number, CultureInfo.InvariantCulture), name, reader.ReadToEnd());
        }
    }
}

/// <summary>The database and the program do not fit each other; the message says what to do.</summary>
public sealed class SchemaException(string message) : Exception(message);
