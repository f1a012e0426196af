using Npgsql;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.House;

/// <summary>Tests are given databases that other tests have used.</summary>
public sealed class EmptiedDatabaseTests
{
    [Fact]
    public async Task IsAsAfterItsMigrations()
    {
        await using var database = await TestDatabase.CreateAsync();
        var before = await StateAsync(database);
        await ExecuteAsync(database, "INSERT INTO customer (customer_id, name, created_at) SELECT 'c' || i, 'n', now() FROM generate_series(1, 3) i; UPDATE ledger_meta SET rules_hash = 'changed'; SELECT nextval(oid::regclass) FROM pg_class WHERE relkind = 'S'");
        (await StateAsync(database)).ShouldNotBe(before, "the test itself sees no difference");
        await using (NpgsqlConnection open = new($"{database.ConnectionString};Pooling=false"))
        {
            await open.OpenAsync(TestContext.Current.CancellationToken);
            await using NpgsqlCommand hold = new("BEGIN; LOCK TABLE customer", open);
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            (await EmptyAsync(database)).ShouldBeTrue();
        }

        (await StateAsync(database)).ShouldBe(before);
    }

    [Theory]
    [InlineData("ALTER TABLE customer ADD COLUMN extra text")]
    [InlineData("DROP INDEX movement_day")]
    [InlineData("CREATE SCHEMA extra")]
    [InlineData("CREATE TABLE extra (i int)")]
    public async Task IsNotUsedAgainWithAnotherSchema(string change)
    {
        await using var database = await TestDatabase.CreateAsync();
        await ExecuteAsync(database, change);
        (await EmptyAsync(database)).ShouldBeFalse();
    }

    private static async Task<bool> EmptyAsync(TestDatabase database)
    {
        await using EmptiedDatabase emptied = new(database.ConnectionString);
        return await emptied.TryEmptyAsync();
    }

    private static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        await using var command = database.DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> StateAsync(TestDatabase database)
    {
        await using NpgsqlConnection connection = new($"{database.ConnectionString};Pooling=false"); // connections of the pool were cut
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using NpgsqlCommand command = new(
            "SELECT concat((SELECT to_jsonb(m) FROM ledger_meta m), (SELECT string_agg(s::text, ';' ORDER BY s::text) FROM (SELECT sequencename, last_value FROM pg_sequences) s), pg_relation_size('customer'))", connection);
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
