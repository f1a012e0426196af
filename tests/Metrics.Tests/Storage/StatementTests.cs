using System.Reflection;
using Npgsql;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Storage;

public sealed class StatementTests
{
    private static readonly string[] Verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"];

    [Fact]
    public async Task Every_statement_prepares_on_the_migrated_schema()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(connection, ImportStage.Create);
        await ExecuteAsync(connection, HealthStore.CreateStage);
        await ExecuteAsync(connection, ExpansionStore.CreateStage);
        await ExecuteAsync(connection, ChurnStore.CreateStage);
        var statements = Statements().ToList();
        statements.Count.ShouldBeGreaterThan(50);
        var number = 0;
        foreach (var (name, sql) in statements)
        {
            try
            {
                await ExecuteAsync(connection, $"PREPARE s{number++} AS {Numbered(sql)}");
            }
            catch (PostgresException e)
            {
                Assert.Fail($"{name}: {e.MessageText}\n{sql}");
            }
        }
    }

    private static IEnumerable<(string Name, string Sql)> Statements()
    {
        var fields = typeof(FactStore).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith(typeof(FactStore).Namespace!, StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(string) && !field.IsPrivate)
            .Select(field => ($"{field.DeclaringType!.Name}.{field.Name}", (string)field.GetValue(null)!))
            .Where(field => Verbs.Any(verb => field.Item2.StartsWith(verb, StringComparison.Ordinal)));
        return
        [
            .. fields, .. AliasMove.MoveTables.Select(sql => ("Table.MoveSql", sql)), .. FactTables.Side.Select(table => ("Table.MergeSql", table.MergeSql)),
            .. Inserts().Select(sql => ("Table.InsertSql", sql)),
        ];
    }

    private static IEnumerable<string> Inserts() =>
    [
        EventRow.Table.InsertSql, MovementRow.Table.InsertSql, EventRow.Table.InsertOneSql, MovementRow.Table.InsertOneSql, RollupDelta.Table.InsertOneSql, RollupDelta.Table.InsertSql, RollupStore.Days.InsertSql, RollupStore.Months.InsertSql, FactTables.Customer.InsertSql, FactTables.StagedCustomer.InsertSql,
        FactTables.User.InsertSql, FactTables.Plan.InsertSql, FactTables.Payment.InsertSql, FactTables.Usage.InsertSql, FactTables.Ticket.InsertSql,
        FactTables.Nps.InsertSql, FactTables.FxRate.InsertSql, FactTables.Annotation.InsertSql, FactTables.Target.InsertSql,
    ];

    /// <summary>Dapper's @names become numbers, as Npgsql sends them.</summary>
    private static string Numbered(string sql)
    {
        string[] names = ["aliases", "customers", "at", "key", "assembly", "number", "name", "checksum", "since"];
        var used = names.Where(name => sql.Contains('@' + name, StringComparison.Ordinal)).OrderByDescending(name => name.Length).ToList();
        for (var i = 0; i < used.Count; i++) sql = sql.Replace('@' + used[i], $"${i + 1}", StringComparison.Ordinal);
        return sql;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using NpgsqlCommand command = new(sql.Replace("ON COMMIT DROP", "", StringComparison.Ordinal), connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
