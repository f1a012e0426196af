using Dapper;
using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Storage;
using RevenueBot.Support;
using Shouldly;
using Xunit;
using static RevenueBot.Alerts.Tests.Samples;

namespace RevenueBot.Alerts.Tests.Storage;

/// <summary>What cannot be sent is given up with a reason, and holds nothing behind it.</summary>
public sealed class GivenUpTests : IAsyncLifetime
{
    private static readonly AlertCard _card = new() { Mark = CardMark.High, State = "High churn risk", Summary = "s", Finding = "f", Footer = "x" };
    private readonly Clock _clock = new(Morning);
    private TestDatabase _database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private OutboxStore Store => new(_database.DataSource);

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task An_adapter_that_always_throws_is_given_up_after_some_attempts()
    {
        await PutAsync(new OutboxItem("slack:C1", "al_1", null) { Card = _card });
        Throwing slack = new();
        Dispatcher dispatcher = new(Store, [slack], new(), _clock);
        await RunAsync(dispatcher, TimeSpan.FromHours(3));
        slack.Calls.ShouldBe(5);
        var dead = (await Store.DeadAsync(10, Cancel)).Single();
        dead.Error.ShouldStartWith("failed: InvalidOperationException");
        dead.Advice.ShouldContain("replay");
    }

    [Fact]
    public async Task A_message_that_a_newer_version_wrote_is_given_up_and_those_behind_it_are_sent()
    {
        await PutAsync(new OutboxItem("slack:C1", "al_1", null) { Card = _card });
        await PutAsync(new OutboxItem("slack:C1", "al_2", null) { Card = _card });
        await ExecuteAsync("""UPDATE outbox SET payload = '{"mark": "from_the_future"}' WHERE message_key = 'al_1'""");
        Working slack = new();
        await RunAsync(new(Store, [slack], new(), _clock), TimeSpan.FromMinutes(1));
        slack.Ids.ShouldBe(["al_2.v1"]);
        (await Store.DeadAsync(10, Cancel)).Single().Error.ShouldBe("unreadable");
    }

    [Fact]
    public async Task Lines_of_a_card_that_was_closed_before_it_was_posted_wait_for_nothing()
    {
        await PutAsync(new OutboxItem("slack:C1", "al_1", null) { Card = _card with { IsClosed = true } });
        await RunAsync(new(Store, [new Working()], new(), _clock), TimeSpan.FromMinutes(1));
        await PutAsync(new OutboxItem("slack:C1", "al_1", "al_1.late") { Line = new("Recovered.") });
        await Store.TidyAsync(Morning, Morning, Cancel);
        (await Store.DeadAsync(10, Cancel)).ShouldBeEmpty();
        await using var connection = await _database.DataSource.OpenConnectionAsync(Cancel);
        (await connection.QuerySingleAsync<short>("SELECT state FROM outbox WHERE kind = 2")).ShouldBe((short)OutboxState.Superseded);
    }

    private async Task RunAsync(Dispatcher dispatcher, TimeSpan time)
    {
        for (var until = _clock.Now + time; _clock.Now < until; _clock.Now += TimeSpan.FromSeconds(20))
            while (await dispatcher.StepAsync(Cancel)) { }
    }

    private async Task PutAsync(OutboxItem item)
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await OutboxStore.AddAsync(transaction, [item], _clock.Now, Cancel);
        await transaction.CommitAsync(Cancel);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(sql);
    }

    private class Working : INotifier
    {
        public string Platform => "slack";

        public List<string> Ids { get; } = [];

        public virtual Task<DeliveryOutcome> SendAsync(Delivery delivery, AlertCard card, CancellationToken cancel)
        {
            Ids.Add(delivery.Id);
            return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Sent("C1:1.1"));
        }

        public Task<DeliveryOutcome> UpdateAsync(Delivery delivery, AlertCard card, CancellationToken cancel) => SendAsync(delivery, card, cancel);
        public Task<DeliveryOutcome> ReplyAsync(Delivery delivery, ThreadLine line, CancellationToken cancel) => SendAsync(delivery, _card, cancel);
        public Task<Found> FindAsync(Delivery delivery, CancellationToken cancel) => Task.FromResult<Found>(new Found.NotThere());
    }

    private sealed class Throwing : Working
    {
        public int Calls { get; private set; }

        public override Task<DeliveryOutcome> SendAsync(Delivery delivery, AlertCard card, CancellationToken cancel)
        {
            Calls++;
            throw new InvalidOperationException("always");
        }
    }
}
