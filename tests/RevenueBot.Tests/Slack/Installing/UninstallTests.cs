using RevenueBot.Slack;
using RevenueBot.Slack.Blocks;
using RevenueBot.Slack.Installing;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack.Installing;

/// <summary>The app is taken out of a workspace: said by two events in any order, more than once, late, or not at all.</summary>
public sealed class UninstallTests : IAsyncLifetime
{
    private const string Labs = "T0LABS", Token = "xoxb-canary-labs";
    private readonly FakeWorkspace _labs = new(Labs) { Name = "Larkspur Labs" };
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;
    private SlackBot _bot = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await SlackBot.SlackAsync();
        _slack.Install(_labs, Token);
        _bot = await SlackBot.StartAsync(_database.DataSource, _slack, settings: [("Alerts:Channels:Default", "slack:C0REVENUE")]);
        await InstallAsync(_now.AddHours(-1), Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("app_uninstalled", "tokens_revoked")]
    [InlineData("tokens_revoked", "app_uninstalled")]
    [InlineData("tokens_revoked", "tokens_revoked")]
    [InlineData("app_uninstalled")]
    public async Task WhicheverEventsComeTheTokensAreDeletedAndItIsToldOnce(params string[] events)
    {
        _slack.Uninstall(_labs);
        foreach (var (type, i) in events.Select((type, i) => (type, i))) (await SendAsync(type, $"Ev{i}", _now)).IsSuccessStatusCode.ShouldBeTrue();
        await SendAsync(events[0], "Ev0", _now); // delivered again
        await DoneAsync();
        var stored = (await ReadAsync())!;
        stored.Tokens.ShouldBeNull();
        stored.Installation.State.ShouldBe(InstallationState.Removed);
        (await Alerts.Book.QueryAsync<string>(_database.DataSource, "SELECT kind FROM slack_installation_event WHERE installation_id = 'T0LABS' ORDER BY id")).ShouldBe(["installed", "removed"]);
        (_bot.Log.Text.Split("SlackInstallationEnded").Length - 1).ShouldBe(1);
        (await Alerts.Book.QueryAsync<long>(_database.DataSource, "SELECT count(*) FROM outbox")).ShouldBe([1]);
        _bot.Log.Text.ShouldNotContain(Token);
    }

    [Fact]
    public async Task WithoutAnyEventTheNextCallFindsOut()
    {
        _slack.Uninstall(_labs);
        await PostAsync();
        (await ReadAsync())!.Installation.ShouldSatisfyAllConditions(
            installation => installation.State.ShouldBe(InstallationState.Removed), installation => installation.Reason.ShouldBe("account_inactive"));
        await SendAsync("app_uninstalled", "Ev1", _now);
        await DoneAsync();
        (_bot.Log.Text.Split("SlackInstallationEnded").Length - 1).ShouldBe(1);
    }

    [Fact]
    public async Task AnInstallThatIsYoungerThanTheEventStays()
    {
        _slack.Uninstall(_labs);
        await SendAsync("tokens_revoked", "Ev1", _now.AddMinutes(-30));
        await DoneAsync();
        _slack.Install(_labs, "xoxb-canary-again");
        await InstallAsync(_now.AddMinutes(-5), "xoxb-canary-again");
        await SendAsync("app_uninstalled", "Ev2", _now.AddMinutes(-30)); // an hour late
        await DoneAsync();
        (await ReadAsync())!.Installation.State.ShouldBe(InstallationState.Active);
        (await PostAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task APersonsTokenIsNotTheBots()
    {
        var person = new SlackPerson(_bot.Http, _slack, TimeProvider.System) { Team = Labs };
        var body = person.UninstallBody("tokens_revoked", "Ev1", _now).Replace("\"oauth\":[],\"bot\":[\"U0BOT\"]", "\"oauth\":[\"U0ANA\"],\"bot\":[]", StringComparison.Ordinal);
        body.ShouldContain("U0ANA");
        await person.SendEventAsync(body);
        (await PostAsync()).ShouldBeTrue();
        (await ReadAsync())!.Installation.State.ShouldBe(InstallationState.Active);
    }

    [Fact]
    public async Task WhatWasToBePostedThereBecomesADeadLetterWithAdviceAndTheOthersGoOn()
    {
        _slack.Uninstall(_labs);
        _slack.Channels["C0LABS"] = new FakeChannel();
        await Alerts.Book.TellAsync(_database.DataSource, TimeProvider.System, "T0LABS/C0LABS", "cus_1");
        await Alerts.Book.TellAsync(_database.DataSource, TimeProvider.System, "C0REVENUE", "cus_2");
        await Patience.UntilAsync(async () => (await Alerts.Book.QueryAsync<long>(_database.DataSource, "SELECT count(*) FROM outbox WHERE state IN (0, 1)"))[0] == 0);
        (await Alerts.Book.QueryAsync<string>(_database.DataSource, "SELECT destination || ' ' || error || ' ' || advice FROM outbox WHERE state = 3 AND destination LIKE '%T0LABS%'")).Single().ShouldContain("Install the app");
        _slack.Board.ShouldContain(message => message.Channel == "C0REVENUE");
    }

    private Task<HttpResponseMessage> SendAsync(string type, string eventId, DateTimeOffset at)
    {
        var person = new SlackPerson(_bot.Http, _slack, TimeProvider.System) { Team = Labs };
        return person.SendEventAsync(person.UninstallBody(type, eventId, at));
    }

    private Task DoneAsync() => Patience.UntilAsync(async () => (await Alerts.Book.QueryAsync<long>(_database.DataSource, "SELECT count(*) FROM inbox WHERE source = 'slack' AND status = 0"))[0] == 0);

    private async Task<bool> PostAsync() => (await Get<SlackClients>().In(Labs).PostAsync("C0LABS", null, new Message("MRR", []), Cancel)).IsSent;

    private Task<Stored?> ReadAsync() => Get<InstallationStore>().ReadAsync(Labs, Cancel);

    private Task InstallAsync(DateTimeOffset at, string token) => Get<Installations>().PutAsync(new Installation(Labs, "Larkspur Labs", at) { TeamId = Labs }, new Tokens(token), Cancel);

    private T Get<T>() => (T)_bot.Services.GetService(typeof(T))!;
}
