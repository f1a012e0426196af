using System.Reflection;
using System.Text.RegularExpressions;
using Npgsql;
using RevenueBot.Conversing;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Storage;

public sealed partial class StatementTests
{
    [Fact]
    public async Task Every_statement_prepares_on_the_migrated_schema()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var statements = Statements().ToList();
        statements.Count.ShouldBeGreaterThan(50);
        List<string> problems = [];
        foreach (var (number, (name, sql)) in statements.Index())
        {
            try
            {
                await using NpgsqlCommand command = new($"PREPARE s{number} AS {Numbered(sql)}", connection);
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }
            catch (PostgresException e)
            {
                problems.Add($"{name}: {e.MessageText}\n{sql}");
            }
        }

        problems.ShouldBeEmpty();
    }

    /// <summary>Every text that is a constant or computed once and begins as a statement does, whatever class it stands in.</summary>
    private static IEnumerable<(string Name, string Sql)> Statements() => typeof(ConversationStore).Assembly.GetTypes().Where(type => !type.ContainsGenericParameters)
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)).Where(field => field.FieldType == typeof(string))
        .Select(field => ($"{field.DeclaringType!.FullName}.{field.Name}", field.GetValue(null) as string ?? "")).Where(field => Statement().IsMatch(field.Item2));

    /// <summary>Dapper's @names become numbers, as Npgsql sends them.</summary>
    private static string Numbered(string sql)
    {
        var names = Name().Matches(sql).Select(match => match.Value).Distinct().ToList();
        return Name().Replace(sql, match => $"${names.IndexOf(match.Value) + 1}");
    }

    [GeneratedRegex("@[a-zA-Z]+")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH)\s")]
    private static partial Regex Statement();
}
