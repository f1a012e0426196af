using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Storage;
using RevenueBot.Support;
using Shouldly;
using Xunit;
using static RevenueBot.Alerts.Tests.Samples;

namespace RevenueBot.Alerts.Tests.Storage;

public sealed class OutboxTests
{
    private static readonly AlertCard _card = new() { Mark = CardMark.High, State = "High churn risk", Summary = "s", Finding = "f", Footer = "x" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_whose_answer_was_lost_is_found_and_not_posted_again()
    {
        await using var database = await TestDatabase.CreateAsync();
        var alert = Firing(HealthRule, "ada", Morning);
        AlertStore store = new(database.DataSource);
        await using (var turn = await store.TakeTurnAsync(Cancel))
        {
            (await store.TakeTurnAsync(Cancel)).ShouldBeNull();
            await turn!.CommitAsync(new([alert.Status], [AlertEvent.Of(alert, Morning)], [new("slack:C1", alert.Id, null) { Card = _card, AlertId = alert.Id }]), Morning, Cancel);
        }

        (await store.FindAsync(alert.Id, Cancel))!.Reason.ShouldBe(alert.Status.Reason);
        (await store.HistoryAsync(alert.Id, Cancel)).Count.ShouldBe(1);
        Clock clock = new(Morning);
        Losing slack = new();
        Dispatcher dispatcher = new(new OutboxStore(database.DataSource), [slack], new(), clock);
        (await dispatcher.StepAsync(Cancel)).ShouldBeTrue();
        (await dispatcher.StepAsync(Cancel)).ShouldBeFalse();
        clock.Now += TimeSpan.FromMinutes(1);
        (await dispatcher.StepAsync(Cancel)).ShouldBeTrue();
        (slack.Posts, await dispatcher.StepAsync(Cancel)).ShouldBe((1, false));
    }

    private sealed class Losing : INotifier
    {
        public string Platform => "slack";
        public int Posts { get; private set; }

        public Task<DeliveryOutcome> SendAsync(Delivery delivery, AlertCard card, CancellationToken cancel)
        {
            Posts++;
            return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Unknown("timeout"));
        }

        public Task<DeliveryOutcome> UpdateAsync(Delivery delivery, AlertCard card, CancellationToken cancel) => throw new InvalidOperationException();
        public Task<DeliveryOutcome> ReplyAsync(Delivery delivery, ThreadLine line, CancellationToken cancel) => throw new InvalidOperationException();
        public Task<Found> FindAsync(Delivery delivery, CancellationToken cancel) => Task.FromResult<Found>(new Found.There("ts"));
    }
}
