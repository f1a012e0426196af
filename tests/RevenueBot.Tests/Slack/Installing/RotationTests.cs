using RevenueBot.Alerts;
using RevenueBot.Chat;
using RevenueBot.Slack;
using RevenueBot.Slack.Blocks;
using RevenueBot.Slack.Installing;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Delivering;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack.Installing;

/// <summary>Tokens that live for twelve hours, with Slack's rules: a refresh token is good once, and a third token kills the first.</summary>
public sealed class RotationTests : IAsyncLifetime
{
    private static readonly Message _message = SlackNotices.Plain("MRR is $58,430 on 10 Nov.");
    private readonly Clock _clock = new();
    private readonly FakeWorkspace _labs = new("T0LABS") { Name = "Larkspur Labs", Rotates = true };
    private readonly List<SlackParts> _parts = [];
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;
    private SlackParts _here = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await FakeSlack.StartAsync(_clock);
        _here = Replica();
        var reply = await _here.Get<SlackOAuth>().AccessAsync(_slack.NewCode(_labs, "chat:write", "https://bot.example/slack/oauth"), "https://bot.example/slack/oauth", Cancel);
        await _here.Installations.PutAsync(new Installation("T0LABS", "Larkspur Labs", _clock.Now), reply.Value!.Tokens(_clock.Now)!, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _parts.ForEach(parts => parts.Dispose());
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task ATokenIsRenewedTwoHoursBeforeItsEndAndNotSooner()
    {
        _clock.Now += TimeSpan.FromHours(9.9);
        await PostAsync(_here);
        Refreshes.ShouldBe(0);
        _clock.Now += TimeSpan.FromHours(0.2);
        await PostAsync(_here);
        Refreshes.ShouldBe(1);
        for (var day = 0; day < 6; day++)
        {
            _clock.Now += TimeSpan.FromHours(11);
            await PostAsync(_here);
        }

        Refreshes.ShouldBe(7);
        _labs.Killed.ShouldBe(0);
    }

    [Fact]
    public async Task OfTwoReplicasOneRenewsAndBothGoOn()
    {
        SlackParts[] replicas = [_here, Replica(), Replica(), Replica()];
        foreach (var parts in replicas) await PostAsync(parts); // all of them know the old token
        _clock.Now += TimeSpan.FromHours(11);
        await Task.WhenAll(replicas.SelectMany(parts => Enumerable.Range(0, 5).Select(_ => PostAsync(parts))));
        Refreshes.ShouldBe(1);
        _labs.Active.Count.ShouldBe(2);
        _labs.Killed.ShouldBe(0);
    }

    [Fact]
    public async Task ATokenThatEndedMeanwhileIsRenewedOnceAndTheCallMadeAgain()
    {
        _clock.Now += TimeSpan.FromDays(3); // nobody asked anything over the weekend
        await PostAsync(_here);
        Refreshes.ShouldBe(1);
        _slack.Fail("chat.postMessage", new Fault.Error("token_expired"));
        await PostAsync(_here); // Slack says so although its time is not over
        Refreshes.ShouldBe(2);
    }

    [Fact]
    public async Task AReplicaWhoseTokenWasKilledTakesTheNewOne()
    {
        var other = Replica();
        await PostAsync(other);
        for (var i = 0; i < 2; i++) await _here.Get<TokenRotation>().RenewAsync("T0LABS", (await _here.Store.ReadAsync("T0LABS", Cancel))!.Tokens!.Access, Cancel);
        _labs.Killed.ShouldBe(1);
        await PostAsync(other);
        Refreshes.ShouldBe(2);
    }

    [Fact]
    public async Task ALostReplyIsMadeUpForWithinTheGraceOfTheOldRefreshToken()
    {
        _clock.Now += TimeSpan.FromHours(10.5);
        _slack.Fail("oauth.v2.access", new Fault.DropAfterEffect());
        await PostAsync(_here); // by the token that still works
        Refreshes.ShouldBe(1);
        await PostAsync(_here);
        Refreshes.ShouldBe(1); // not at once again
        _clock.Now += TimeSpan.FromMinutes(2);
        await PostAsync(_here);
        Refreshes.ShouldBe(2);
        (await _here.Store.ReadAsync("T0LABS", Cancel))!.Tokens!.ExpiresAt!.Value.ShouldBe(_clock.Now.AddHours(12), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task ALostReplyAfterTheGraceEndsTheInstallationAndIsToldOnce()
    {
        _clock.Now += TimeSpan.FromHours(10.5);
        _slack.Fail("oauth.v2.access", new Fault.DropAfterEffect());
        await PostAsync(_here);
        _clock.Now += TimeSpan.FromMinutes(30);
        var together = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _here.Clients.In("T0LABS").PostAsync("C0LABS", null, _message, Cancel)));
        together.ShouldContain(outcome => outcome is DeliveryOutcome.Permanent); // the others may go by the token that still works
        _clock.Now += TimeSpan.FromMinutes(1);
        (await _here.Clients.In("T0LABS").PostAsync("C0LABS", null, _message, Cancel)).ShouldBeOfType<DeliveryOutcome.Permanent>();
        (await _here.Store.ReadAsync("T0LABS", Cancel))!.Installation.ShouldSatisfyAllConditions(
            installation => installation.State.ShouldBe(InstallationState.Dead), installation => installation.Reason.ShouldBe("invalid_refresh_token"));
        (_here.Log.Text.Split("SlackInstallationEnded").Length - 1).ShouldBe(1);
    }

    [Fact]
    public async Task AWrongClientSecretEndsNothing()
    {
        _slack.ClientSecrets.Clear();
        _clock.Now += TimeSpan.FromHours(11);
        await PostAsync(_here);
        _clock.Now += TimeSpan.FromHours(2);
        (await _here.Clients.In("T0LABS").PostAsync("C0LABS", null, _message, Cancel)).ShouldBeOfType<DeliveryOutcome.RetryAfter>();
        _slack.ClientSecrets.Add(FakeSlack.ClientSecret);
        _clock.Now += TimeSpan.FromMinutes(2);
        await PostAsync(_here);
    }

    private int Refreshes => _slack.Calls.Count(call => call.Method == "oauth.v2.access" && call.Body.Text("grant_type") == "refresh_token");

    private SlackParts Replica()
    {
        _parts.Add(new(_database.DataSource, _slack.ApiBaseUrl, _clock, ("BotToken", ""), ("ClientId", FakeSlack.ClientId), ("ClientSecret", FakeSlack.ClientSecret)));
        return _parts[^1];
    }

    private static async Task PostAsync(SlackParts parts) => (await parts.Clients.In("T0LABS").PostAsync("C0LABS", null, _message, Cancel)).IsSent.ShouldBeTrue();
}
