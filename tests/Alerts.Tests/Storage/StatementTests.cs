using System.Reflection;
using System.Text.RegularExpressions;
using Npgsql;
using RevenueBot.Alerts.Storage;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Alerts.Tests.Storage;

public sealed partial class StatementTests
{
    private static readonly string[] Verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"];

    [Fact]
    public async Task Every_statement_prepares_on_the_migrated_schema()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var statements = Statements().ToList();
        statements.Count.ShouldBeGreaterThan(25);
        var number = 0;
        foreach (var (name, sql) in statements)
        {
            try
            {
                await using NpgsqlCommand command = new($"PREPARE s{number++} AS {Numbered(sql)}", connection);
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }
            catch (PostgresException e)
            {
                Assert.Fail($"{name}: {e.MessageText}\n{sql}");
            }
        }
    }

    private static IEnumerable<(string Name, string Sql)> Statements() => typeof(AlertStore).Assembly.GetTypes().Where(type => type.Namespace == typeof(AlertStore).Namespace)
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)).Where(field => field.FieldType == typeof(string) && !field.IsPrivate)
        .Select(field => ($"{field.DeclaringType!.Name}.{field.Name}", (string)field.GetValue(null)!)).Where(field => Verbs.Any(verb => field.Item2.StartsWith(verb, StringComparison.Ordinal)));

    /// <summary>Dapper's @names become numbers, as Npgsql sends them.</summary>
    private static string Numbered(string sql)
    {
        var names = Name().Matches(sql).Select(match => match.Value).Distinct().ToList();
        return Name().Replace(sql, match => $"${names.IndexOf(match.Value) + 1}");
    }

    [GeneratedRegex("@[a-zA-Z]+")]
    private static partial Regex Name();
}
