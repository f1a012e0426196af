using Npgsql;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Postgres;

public sealed class TestDatabaseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_SideBySide_GivesSeparateDatabases()
    {
        await using var one = await TestDatabase.CreateAsync();
        await using var other = await TestDatabase.CreateAsync();
        await ExecuteAsync(one.DataSource, "CREATE TABLE mine (x int)");
        await ExecuteAsync(other.DataSource, "CREATE TABLE mine (x int)");
        one.ConnectionString.ShouldNotBe(other.ConnectionString);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
