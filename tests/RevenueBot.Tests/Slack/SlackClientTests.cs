using RevenueBot.Alerts;
using RevenueBot.Slack;
using RevenueBot.Slack.Blocks;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

/// <summary>The client against the fake: what it makes of limits, lost answers and a Slack that is not there.</summary>
public sealed class SlackClientTests : IAsyncLifetime
{
    private static readonly Message _message = SlackNotices.Plain("MRR is $58,430 on 10 Nov.");
    private readonly List<SlackParts> _parts = [];
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;
    private SlackClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await FakeSlack.StartAsync();
        _client = Client(_slack.ApiBaseUrl);
    }

    public async ValueTask DisposeAsync()
    {
        _parts.ForEach(parts => parts.Dispose());
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task APostIsConfirmedByItsTs()
    {
        var sent = (await _client.PostAsync("C0REVENUE", null, _message, Cancel)).ShouldBeOfType<DeliveryOutcome.Sent>();
        sent.Reference.ShouldNotBeNullOrEmpty();
        var body = _slack.Messages.Single().Body;
        body.GetProperty("unfurl_links").GetBoolean().ShouldBeFalse();
        body.GetProperty("unfurl_media").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task ALimitedMethodWaitsAndTheOthersGoOn()
    {
        _slack.Fail("chat.postMessage", new Fault.RateLimited(30));
        (await _client.PostAsync("C0REVENUE", null, _message, Cancel)).ShouldBe(new DeliveryOutcome.RetryAfter("ratelimited", TimeSpan.FromSeconds(30)));
        var again = (await _client.PostAsync("C0REVENUE", null, _message, Cancel)).ShouldBeOfType<DeliveryOutcome.RetryAfter>();
        again.Delay!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        _slack.Calls.Count(call => call.Method == "chat.postMessage").ShouldBe(1);
        (await _client.UpdateAsync("C0REVENUE", "1.1", _message, Cancel)).IsSent.ShouldBeTrue();
    }

    [Fact]
    public async Task ALostAnswerToAPostIsUnknownAndToAnEditIsTriedAgain()
    {
        _slack.Fail("chat.postMessage", new Fault.DropAfterEffect());
        _slack.Fail("chat.update", new Fault.DropAfterEffect());
        (await _client.PostAsync("C0REVENUE", null, _message, Cancel)).ShouldBeOfType<DeliveryOutcome.Unknown>();
        (await _client.UpdateAsync("C0REVENUE", "1.1", _message, Cancel)).ShouldBeOfType<DeliveryOutcome.RetryAfter>();
        _slack.Messages.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task AFailingSlackMayHavePosted(int status)
    {
        _slack.Fail("chat.postMessage", new Fault.Status(status));
        (await _client.PostAsync("C0REVENUE", null, _message, Cancel)).ShouldBeOfType<DeliveryOutcome.Unknown>();
    }

    [Fact]
    public async Task ASlackThatIsNotThereGotNothing() =>
        (await Client("http://127.0.0.1:9/api/").PostAsync("C0REVENUE", null, _message, Cancel)).ShouldBe(new DeliveryOutcome.RetryAfter("unreachable"));

    [Fact]
    public async Task TheTokenStaysOutOfResponseUrls()
    {
        await _client.RespondAsync(new Uri(_slack.NewResponseUrl()), ResponseMessage.Private(_message), Cancel);
        _slack.Calls.Single(call => call.Method == "response_url").Token.ShouldBeEmpty();
    }

    [Fact]
    public async Task ASixthPostIsRefused()
    {
        var address = new Uri(_slack.NewResponseUrl());
        for (var i = 0; i < 5; i++) (await _client.RespondAsync(address, ResponseMessage.Private(_message), Cancel)).IsSent.ShouldBeTrue();
        (await _client.RespondAsync(address, ResponseMessage.Private(_message), Cancel)).ShouldBeOfType<DeliveryOutcome.Permanent>().Reason.ShouldBe("used_url");
    }

    private SlackClient Client(string address)
    {
        _parts.Add(new(_database.DataSource, address));
        return _parts[^1].Clients.In(FakeSlack.Team);
    }
}
