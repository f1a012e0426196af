using Dapper;
using Npgsql;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Ingest.AppDatabase;

/// <summary>From a real database of an application into a real ledger.</summary>
public sealed class AppDatabaseSourceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscription_moves_with_every_state_its_row_takes()
    {
        await using var application = await Application.CreateAsync(Cancel);
        await using var source = application.Source();
        await application.ExecuteAsync("INSERT INTO subscriptions (id, user_id, plan_id, status, created_at, updated_at) VALUES (10, 1, 'basic', 'active', '2026-03-01T00:00:00', '2026-05-01T00:00:00')");
        await source.PollAsync(Cancel);
        await application.ExecuteAsync("UPDATE subscriptions SET plan_id = 'pro', updated_at = '2026-06-15T12:00:00'");
        await source.PollAsync(Cancel);
        await application.ExecuteAsync("UPDATE subscriptions SET status = 'cancelled', ended_at = '2026-08-01T00:00:00Z', updated_at = '2026-08-03T00:00:00'");

        await source.PollAsync(Cancel);

        (await MovementsAsync(application)).ShouldBe(
        [
            ("1", "2026-03-01", MovementKind.New, 49_000_000),
            ("1", "2026-06-15", MovementKind.Expansion, 51_000_000),
            ("1", "2026-08-01", MovementKind.Churn, -100_000_000),
        ]);
    }

    [Fact]
    public async Task A_trial_that_was_paid_begins_with_its_end_and_one_that_was_not_never_does()
    {
        await using var application = await Application.CreateAsync(Cancel);
        await using var source = application.Source();
        await application.ExecuteAsync(
            """
            INSERT INTO subscriptions (id, user_id, plan_id, status, trial_end, ended_at, created_at, updated_at) VALUES
              (10, 1, 'basic', 'active', '2026-03-15T00:00:00Z', NULL, '2026-03-01T00:00:00', '2026-06-15T00:00:00'),
              (11, 2, 'basic', 'canceled', '2026-03-15T00:00:00Z', '2026-03-15T02:00:00Z', '2026-03-01T00:00:00', '2026-03-15T02:00:00')
            """);

        await source.PollAsync(Cancel);

        (await MovementsAsync(application)).Where(m => m.Kind != MovementKind.Memo).ShouldBe([("1", "2026-03-15", MovementKind.New, 49_000_000)]);
    }

    [Fact]
    public async Task Reading_again_adds_nothing_and_later_rows_are_found_even_a_little_out_of_order()
    {
        await using var application = await Application.CreateAsync(Cancel);
        await using var source = application.Source();
        await application.ExecuteAsync("INSERT INTO usage_records SELECT n, 1, n, '2026-03-01T00:00:00Z'::timestamptz + n * interval '1 minute' FROM generate_series(1, 12000) n");
        await source.PollAsync(Cancel);
        await source.PollAsync(Cancel);
        (await application.Ledger.CountAsync("usage_record")).ShouldBe(12_000);

        await application.ExecuteAsync("INSERT INTO usage_records VALUES (20000, 2, 1, '2026-03-01T00:00:00Z'::timestamptz + 11995 * interval '1 minute')");
        await source.PollAsync(Cancel);

        (await application.Ledger.CountAsync("usage_record")).ShouldBe(12_001);
        (await application.Ledger.ReadAsync<string>("SELECT cursor FROM backfill_cursor WHERE source = 'database' AND object_kind = 'UsageRecords'")).ShouldNotBeNull().ShouldStartWith("2026-03-09T08:00:00");
    }

    [Fact]
    public async Task Users_of_a_company_are_one_customer_where_the_company_is_mapped()
    {
        await using var application = await Application.CreateAsync(Cancel);
        await using var source = application.Source(("Users:Customer", "company_id"));
        await application.ExecuteAsync(
            """
            INSERT INTO subscriptions (id, user_id, plan_id, status, created_at, updated_at) VALUES
              (10, 1, 'basic', 'active', '2026-03-01T00:00:00', '2026-03-01T00:00:00'), (11, 2, 'basic', 'active', '2026-03-02T00:00:00', '2026-03-02T00:00:00')
            """);

        await source.PollAsync(Cancel);

        (await MovementsAsync(application)).ShouldBe([("7", "2026-03-01", MovementKind.New, 49_000_000), ("7", "2026-03-02", MovementKind.Expansion, 49_000_000)]);
        (await application.Ledger.CountAsync("app_user")).ShouldBe(2);
        (await application.Ledger.CountAsync("customer")).ShouldBe(1);
    }

    [Fact]
    public async Task Billing_events_become_payments_and_only_those_that_are()
    {
        await using var application = await Application.CreateAsync(Cancel);
        await using var source = application.Source();
        await application.ExecuteAsync(
            """
            INSERT INTO billing_events VALUES (1, 1, 'payment_success', 4900, '2026-03-01T00:00:00Z'), (2, 1, 'refund', -4900, '2026-03-02T00:00:00Z'),
              (3, 1, 'payment_failed', 4900, '2026-04-01T00:00:00Z'), (4, 1, 'invoice_created', 4900, '2026-04-01T00:00:00Z'), (5, NULL, 'payment_success', 1, '2026-04-01T00:00:00Z')
            """);

        await source.PollAsync(Cancel);

        await using var connection = await application.Ledger.Database.OpenConnectionAsync(Cancel);
        (await connection.QueryAsync<(string, long, short)>("SELECT payment_id, amount_minor, status FROM payment ORDER BY payment_id"))
            .ShouldBe([("1", 4900L, (short)1), ("2", 4900L, (short)3), ("3", 4900L, (short)2)]);
    }

    [Fact]
    public async Task A_row_that_makes_no_sense_is_a_problem_and_does_not_stop_the_others()
    {
        await using var application = await Application.CreateAsync(Cancel);
        await using var source = application.Source();
        await application.ExecuteAsync(
            """
            INSERT INTO subscriptions (id, user_id, plan_id, status, created_at, updated_at) VALUES
              (10, 1, 'odd', 'active', '2026-03-01', '2026-03-01'), (11, 1, 'basic', 'zombie', '2026-03-01', '2026-03-01'),
              (12, 1, 'gone', 'active', '2026-03-01', '2026-03-01'), (13, 1, 'basic', 'active', '2026-03-01', '2026-03-01')
            """);

        await source.PollAsync(Cancel);

        (await MovementsAsync(application)).ShouldHaveSingleItem();
        await using var connection = await application.Ledger.Database.OpenConnectionAsync(Cancel);
        (await connection.QueryAsync<string>("SELECT sentence FROM data_problem WHERE source = 'database' ORDER BY reference")).ShouldBe(
        [
            "Subscription 10 of the application's database has a plan whose interval is not day, week, month or year.",
            "Subscription 11 of the application's database has a status that is not known.",
            "Subscription 12 of the application's database names a plan that does not exist.",
        ]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999")]
    public async Task An_interval_count_that_makes_no_sense_is_a_problem_and_does_not_stop_the_others(string count)
    {
        await using var application = await Application.CreateAsync(Cancel);
        await using var source = application.Source();
        await application.ExecuteAsync(
            $"""
            ALTER TABLE subscription_plans ADD interval_count numeric, ADD tier numeric;
            UPDATE subscription_plans SET interval_count = {count}, tier = 99999999999999 WHERE id = 'pro';
            INSERT INTO subscriptions (id, user_id, plan_id, status, created_at, updated_at) VALUES
              (10, 1, 'pro', 'active', '2026-03-01', '2026-03-01'), (11, 1, 'basic', 'active', '2026-03-01', '2026-03-01')
            """);

        await source.PollAsync(Cancel);

        (await MovementsAsync(application)).ShouldHaveSingleItem();
        (await application.Ledger.ReadAsync<string>("SELECT sentence FROM data_problem WHERE source = 'database'"))
            .ShouldBe("Subscription 10 of the application's database has a plan whose interval count is not a whole number from 1 to 3,660.");
    }

    [Fact]
    public async Task Other_names_are_a_matter_of_configuration()
    {
        await using var application = await Application.CreateAsync(Cancel);
        await application.ExecuteAsync("CREATE SCHEMA app; ALTER TABLE usage_records SET SCHEMA app; ALTER TABLE app.usage_records RENAME recorded_at TO at; INSERT INTO app.usage_records VALUES (1, 1, 5, '2026-03-01T00:00:00Z')");
        await using var source = application.Source(("UsageRecords:Table", "app.usage_records"), ("UsageRecords:RecordedAt", "at"));

        await source.PollAsync(Cancel);

        (await application.Ledger.CountAsync("usage_record")).ShouldBe(1);
    }

    [Theory]
    [InlineData("Users:Table", "people", "The application's database has no table people: set AppDatabase:Users:Table.")]
    [InlineData("Users:Country", "land", "Table users of the application's database has no column land: set AppDatabase:Users:Country.")]
    [InlineData("Users:Email", "email\"; DROP TABLE users; --", "AppDatabase:Users:Email must be a plain name of letters, digits and underscores.")]
    [InlineData("Users:Table", "a.b.c", "AppDatabase:Users:Table must be a plain name of letters, digits and underscores.")]
    public async Task A_wrong_name_is_told_with_its_setting(string key, string value, string sentence)
    {
        await using var application = await Application.CreateAsync(Cancel);
        await using var source = application.Source((key, value));

        (await Should.ThrowAsync<RefusalException>(() => source.PollAsync(Cancel))).Message.ShouldBe(sentence);
    }

    [Fact]
    public async Task A_row_dated_into_the_future_does_not_hide_those_that_follow()
    {
        await using var application = await Application.CreateAsync(Cancel);
        await using var source = application.Source();
        await application.ExecuteAsync("INSERT INTO usage_records VALUES (1, 1, 5, '2150-01-01T00:00:00Z')");
        await source.PollAsync(Cancel);

        await application.ExecuteAsync("INSERT INTO usage_records VALUES (2, 1, 5, now())");
        await source.PollAsync(Cancel);

        (await application.Ledger.CountAsync("usage_record")).ShouldBe(2);
    }

    [Fact]
    public async Task The_connection_cannot_write()
    {
        await using var application = await Application.CreateAsync(Cancel);
        await application.ExecuteAsync("CREATE TABLE log (x int); ALTER TABLE users RENAME TO real_users; CREATE FUNCTION peek() RETURNS bigint LANGUAGE sql AS 'INSERT INTO log VALUES (1); SELECT 1::bigint'; CREATE VIEW users AS SELECT peek() AS id, created_at FROM real_users");
        await using var source = application.Source();

        (await Should.ThrowAsync<PostgresException>(() => source.PollAsync(Cancel))).SqlState.ShouldBe(PostgresErrorCodes.ReadOnlySqlTransaction);
    }

    private static async Task<IReadOnlyList<(string Customer, string Day, MovementKind Kind, long Amount)>> MovementsAsync(Application application)
    {
        await using var connection = await application.Ledger.Database.OpenConnectionAsync(Cancel);
        var rows = await connection.QueryAsync<(string, string, short, long)>(
            "SELECT customer_id, day::text, kind, sum(amount)::bigint FROM movement WHERE superseded_at = 'infinity' GROUP BY 1, 2, 3 ORDER BY 1, 2");
        return [.. rows.Select(r => (r.Item1, r.Item2, (MovementKind)r.Item3, r.Item4))];
    }
}
