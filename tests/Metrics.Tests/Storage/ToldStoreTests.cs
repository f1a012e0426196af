using Npgsql;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Restating;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using RevenueBot.Support.Stripe;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Storage;

public sealed class ToldStoreTests : IAsyncLifetime
{
    private static readonly Currency _usd = Currency.Parse("USD");
    private static readonly DateTimeOffset _now = new(2026, 11, 10, 12, 0, 0, TimeSpan.Zero);
    private readonly HurriedTime _time = new(_now);
    private TestDatabase _database = null!;
    private FactStore _store = null!;
    private ToldStore _told = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        (_store, _told) = (new FactStore(_database.DataSource, LedgerRules.Default, _time), new ToldStore(_database.DataSource));
        await _store.ApplyAsync(new FactBatch { SubscriptionEvents = [Event("e1", "ada", 100, new(2026, 1, 5)), Event("e2", "bo", 100, new(2026, 11, 10))] }, ct: Cancel);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Whoever_was_never_told_has_nothing_restated()
    {
        var since = await _told.ReadAsync("ana", _usd, Cancel);
        (since.At, since.Late.Changes.Count).ShouldBe((null, 0));
    }

    [Fact]
    public async Task A_late_fact_is_untold_until_the_reader_is_told_and_to_each_reader_alone()
    {
        foreach (var reader in (string[])["ana", "ben"]) await TellAsync(reader);
        _time.Advance(TimeSpan.FromMinutes(5));
        await _store.ApplyAsync(new FactBatch { SubscriptionEvents = [Event("e3", "ada", 70, new(2026, 11, 9))] }, ct: Cancel);

        (await TellAsync("ana")).ShouldBe([new LateChange(_now.AddMinutes(5), new(2026, 11, 9), _usd, MovementKind.Contraction, -30_000_000, 1)]);
        (await TellAsync("ana")).ShouldBeEmpty();
        (await TellAsync("ben")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_import_is_summed_by_day_and_kind_over_its_customers()
    {
        await TellAsync("ana");
        _time.Advance(TimeSpan.FromMinutes(5));
        await _store.ImportAsync(Batches(Enumerable.Range(0, 40).Select(i => Event($"i{i}", $"c{i}", 10, new(2026, 10, 1 + (i % 2))))), ct: Cancel);

        (await TellAsync("ana")).OrderBy(change => change.Day).Select(change => (change.Day, change.Kind, change.Amount, change.Customers)).ShouldBe(
            [(new(2026, 10, 1), MovementKind.New, 200_000_000L, 20), (new(2026, 10, 2), MovementKind.New, 200_000_000L, 20)]);
    }

    [Fact]
    public async Task What_concerns_the_day_that_runs_is_not_late()
    {
        await TellAsync("ana");
        await _store.ApplyAsync(new FactBatch { SubscriptionEvents = [Event("e3", "ada", 70, new(2026, 11, 10))] }, ct: Cancel);
        (await TellAsync("ana")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_recorded_before_the_telling_and_committed_after_it_is_told_once_too()
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using (var insert = new NpgsqlCommand("INSERT INTO late_change (recorded_at, day, currency, kind, amount, customers) VALUES ($1, '2026-11-09', 'USD', 5, -1, 1)", connection))
        {
            insert.Parameters.AddWithValue(_now.AddSeconds(-1));
            await insert.ExecuteNonQueryAsync(Cancel);
        }

        await TellAsync("ana");
        (await TellAsync("ana")).ShouldBeEmpty();
        await transaction.CommitAsync(Cancel);

        (await TellAsync("ana")).ShouldHaveSingleItem();
        (await TellAsync("ana")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rebuild_changes_nothing_of_it_and_other_rules_begin_anew()
    {
        await TellAsync("ana");
        _time.Advance(TimeSpan.FromMinutes(5));
        await _store.ApplyAsync(new FactBatch { SubscriptionEvents = [Event("e3", "ada", 70, new(2026, 11, 9))] }, ct: Cancel);
        await Rebuild.RunAsync(_database.DataSource, LedgerRules.Default, null, Cancel);
        (await _told.ReadAsync("ana", _usd, Cancel)).Late.Changes.ShouldHaveSingleItem();

        await Rebuild.RunAsync(_database.DataSource, LedgerRules.Default with { Profile = DefinitionProfile.Default with { Name = "other" } }, null, Cancel);
        (await _told.ReadAsync("ana", _usd, Cancel)).At.ShouldBeNull();
    }

    private async Task<IReadOnlyList<LateChange>> TellAsync(string reader)
    {
        var since = await _told.ReadAsync(reader, _usd, Cancel);
        await _told.MarkAsync(reader, _usd, _time.GetUtcNow(), since, Cancel);
        return since.Late.Changes;
    }

    private static async IAsyncEnumerable<FactBatch> Batches(IEnumerable<SubscriptionEvent> events)
    {
        await Task.CompletedTask;
        yield return new FactBatch { SubscriptionEvents = [.. events] };
    }

    private static SubscriptionEvent Event(string id, string customer, decimal price, DateOnly day) => new()
    {
        Source = FactSource.Import, EventId = id, CustomerId = customer, SubscriptionId = "sub_" + customer, ItemId = "sub_" + customer, PlanId = "pro",
        UnitAmountMinor = price * 100, Currency = _usd, Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = new(day, new(12, 0), TimeSpan.Zero),
    };
}
