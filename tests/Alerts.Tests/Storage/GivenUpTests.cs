using Dapper;
using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Storage;
using Shouldly;
using Xunit;
using static RevenueBot.Alerts.Tests.Samples;

namespace RevenueBot.Alerts.Tests.Storage;

/// <summary>What cannot be sent is given up with a reason, and holds nothing behind it.</summary>
public sealed class GivenUpTests : Bench
{
    private static readonly AlertCard _card = new() { Mark = CardMark.High, State = "High churn risk", Summary = "s", Finding = "f", Footer = "x" };

    [Fact]
    public async Task An_adapter_that_always_throws_is_given_up_after_some_attempts()
    {
        await PutAsync(new OutboxItem("slack:C1", "al_1", null) { Card = _card });
        Throwing slack = new();
        Dispatcher dispatcher = new(Outbox, [slack], new(), Clock);
        await RunAsync(dispatcher, TimeSpan.FromHours(3));
        slack.Calls.ShouldBe(5);
        var dead = (await Outbox.DeadAsync(10, Cancel)).Single();
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
        await RunAsync(new(Outbox, [slack], new(), Clock), TimeSpan.FromMinutes(1));
        slack.Ids.ShouldBe(["al_2.v1"]);
        (await Outbox.DeadAsync(10, Cancel)).Single().Error.ShouldBe("unreadable");
    }

    [Fact]
    public async Task Lines_of_a_card_that_was_closed_before_it_was_posted_wait_for_nothing()
    {
        await PutAsync(new OutboxItem("slack:C1", "al_1", null) { Card = _card with { IsClosed = true } });
        await RunAsync(new(Outbox, [new Working()], new(), Clock), TimeSpan.FromMinutes(1));
        await PutAsync(new OutboxItem("slack:C1", "al_1", "al_1.late") { Line = new("Recovered.") });
        await Outbox.TidyAsync(Morning, Morning, Cancel);
        (await Outbox.DeadAsync(10, Cancel)).ShouldBeEmpty();
        await using var connection = await Database.DataSource.OpenConnectionAsync(Cancel);
        (await connection.QuerySingleAsync<short>("SELECT state FROM outbox WHERE kind = 2")).ShouldBe((short)OutboxState.Superseded);
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
