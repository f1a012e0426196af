using Dapper;
using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Storage;
using RevenueBot.Support;
using Xunit;

namespace RevenueBot.Alerts.Tests.Storage;

/// <summary>An outbox of its own with a clock that moves when it is told to.</summary>
public abstract class Bench : IAsyncLifetime
{
    internal Clock Clock { get; } = new(Samples.Morning);

    internal TestDatabase Database { get; private set; } = null!;

    internal static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal OutboxStore Outbox => new(Database.DataSource);

    public async ValueTask InitializeAsync() => Database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal static AlertCard Card(string text, bool isClosed = false) =>
        new() { Mark = CardMark.High, State = "High churn risk", Summary = text, Finding = text, Footer = "x", IsClosed = isClosed };

    internal static OutboxItem First(string key, string text, string destination = "slack:C1", bool isClosed = false) => new(destination, key, null) { Card = Card(text, isClosed), AlertId = key };

    internal static OutboxItem Line(string key, string text, string destination = "slack:C1") => new(destination, key, $"{key}.{text}") { Line = new(text) };

    internal Dispatcher Dispatcher(Platform platform, DispatchOptions? options = null) => new(Outbox, [platform], options ?? new(), Clock);

    internal async Task PutAsync(params OutboxItem[] items)
    {
        await using var connection = await Database.DataSource.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await OutboxStore.AddAsync(transaction, items, Clock.Now, Cancel);
        await transaction.CommitAsync(Cancel);
    }

    /// <summary>Everything that is due, and what becomes due within a time.</summary>
    internal async Task RunAsync(Dispatcher dispatcher, TimeSpan time)
    {
        for (var until = Clock.Now + time; Clock.Now < until; Clock.Now += TimeSpan.FromSeconds(20))
            while (await dispatcher.StepAsync(Cancel)) { }
    }

    internal async Task<int> CountAsync(string sql)
    {
        await using var connection = await Database.DataSource.OpenConnectionAsync(Cancel);
        return (int)await connection.ExecuteScalarAsync<long>(sql);
    }

    /// <summary>What nobody will look at again: neither waiting nor being sent.</summary>
    internal Task<int> UnfinishedAsync() => CountAsync("SELECT count(*) FROM outbox WHERE state IN (0, 1)");

    internal async Task ExecuteAsync(string sql)
    {
        await using var connection = await Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(sql);
    }
}
