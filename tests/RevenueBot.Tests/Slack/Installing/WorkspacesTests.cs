using RevenueBot.Alerts;
using RevenueBot.Doctor;
using RevenueBot.Slack;
using RevenueBot.Slack.Blocks;
using RevenueBot.Slack.Installing;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack.Installing;

/// <summary>Several workspaces: each request is answered by its own installation, and what ends one leaves the others.</summary>
public sealed class WorkspacesTests : IAsyncLifetime
{
    private const string Second = "T0SECOND", SecondToken = "xoxb-canary-second";
    private static readonly Message _message = SlackNotices.Plain("MRR is $58,430 on 10 Nov.");
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;
    private FakeWorkspace _second = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await SlackBot.SlackAsync();
        _second = _slack.Install(new FakeWorkspace(Second) { Name = "Larkspur Labs" }, SecondToken);
        _slack.Users["U0BEA"] = new FakeUser(TeamId: Second);
        using var parts = Parts();
        await InstallAsync(parts, new Installation(Second, "Larkspur Labs", TimeProvider.System.GetUtcNow()) { TeamId = Second });
    }

    public async ValueTask DisposeAsync()
    {
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task EachRequestIsAnsweredWithTheTokenOfItsOwnWorkspace()
    {
        await using var bot = await StartAsync();
        await Bea(bot).SendEventAsync(Bea(bot).EventBody("app_mention", "mrr", "Ev1"));
        var answer = await _slack.MessageAsync(m => m.Method == "chat.postMessage");
        answer.Token.ShouldBe(SecondToken);
        _slack.Calls.Where(call => call.Method is "users.info" or "conversations.info").ShouldAllBe(call => call.Token == SecondToken);
        await bot.Ana.SendEventAsync(bot.Ana.EventBody("app_mention", "mrr", "Ev2"));
        (await _slack.MessageAsync(m => m.Method == "chat.postMessage" && m.Token == FakeSlack.Token)).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task AnOrganizationsInstallationAnswersInItsWorkspaces()
    {
        _slack.Install(new FakeWorkspace("T0INORG", "E0LARKSPUR"), "xoxb-canary-org");
        using var parts = Parts();
        await parts.Store.PutAsync(new Installation("E0LARKSPUR", "Larkspur", TimeProvider.System.GetUtcNow()) { IsEnterprise = true, EnterpriseId = "E0LARKSPUR" }, new Tokens("xoxb-canary-org"), Cancel);
        _slack.Users["W0CARA"] = new FakeUser(TeamId: "T0INORG");
        await using var bot = await StartAsync(("Access:Slack:People:W0CARA", "totals"));
        var cara = new SlackPerson(bot.Http, _slack, TimeProvider.System) { User = "W0CARA", Team = "T0INORG", Enterprise = "E0LARKSPUR" };
        await cara.CommandAsync("");
        var answer = await _slack.MessageAsync();
        answer.Text.ShouldStartWith("MRR is ");
        _slack.Calls.First(call => call.Method == "users.info").Token.ShouldBe("xoxb-canary-org");
        await cara.ClickAsync(SlackActions.Receipt, answer.ButtonValue(SlackActions.Receipt)); // names no team at all
        (await _slack.WaitForAsync(call => call.Method == "views.update" && call.Accepted)).Token.ShouldBe("xoxb-canary-org");
    }

    [Fact]
    public async Task ARequestOfAnUnknownWorkspaceIsAcknowledgedAndDropped()
    {
        await using var bot = await StartAsync(("Access:Slack:People:U0EVE", "customers"));
        var eve = new SlackPerson(bot.Http, _slack, TimeProvider.System) { User = "U0EVE", Team = "T0STRANGER" };
        (await eve.CommandAsync("")).IsSuccessStatusCode.ShouldBeTrue();
        await Patience.UntilAsync(async () => await Task.FromResult(bot.Log.Text.Contains("SlackNotInstalled", StringComparison.Ordinal)));
        _slack.Messages.ShouldBeEmpty();
        _slack.Calls.ShouldAllBe(call => call.Method == "auth.test");
    }

    [Fact]
    public async Task ALimitedMethodPausesInOneWorkspaceAlone()
    {
        using var parts = Parts();
        _slack.Fail("chat.postMessage", new Fault.RateLimited(30));
        (await parts.Clients.In(FakeSlack.Team).PostAsync("C0REVENUE", null, _message, Cancel)).ShouldBe(new DeliveryOutcome.RetryAfter("ratelimited", TimeSpan.FromSeconds(30)));
        (await parts.Clients.In(Second).PostAsync("C0OTHER", null, _message, Cancel)).IsSent.ShouldBeTrue();
        (await parts.Clients.In(FakeSlack.Team).PostAsync("C0REVENUE", null, _message, Cancel)).ShouldBeOfType<DeliveryOutcome.RetryAfter>();
        _slack.Calls.Count(call => call.Method == "chat.postMessage").ShouldBe(2);
    }

    [Fact]
    public async Task TokensLieSealedInTheDatabase()
    {
        await using var command = _database.DataSource.CreateCommand("SELECT encode(token, 'escape') || row_to_json(slack_installation)::text FROM slack_installation");
        ((string)(await command.ExecuteScalarAsync(Cancel))!).ShouldNotContain("canary");
        using var parts = Parts();
        (await parts.Store.ReadAsync(Second, Cancel))!.Tokens!.Access.ShouldBe(SecondToken);
    }

    [Theory]
    [InlineData("account_inactive", true)]
    [InlineData("token_revoked", true)]
    [InlineData("invalid_auth", false)]
    public async Task WhatEndsOneInstallationIsToldOnceByAnotherWayAndLeavesTheOthers(string word, bool isRemoved)
    {
        using var here = Parts(("Alerts:Channels:Operators", "slack:C0REVENUE"));
        using var there = Parts(("Alerts:Channels:Operators", "slack:C0REVENUE"));
        _slack.Fail("chat.postMessage", [.. Enumerable.Repeat(new Fault.Error(word), 4)]);
        _slack.Fail("auth.test", [.. Enumerable.Repeat(new Fault.Error(word), 4)]);
        await Task.WhenAll(new[] { here, there, here, there }.Select(parts => parts.Clients.In(Second).PostAsync("C0OTHER", null, _message, Cancel)));
        var stored = (await here.Store.ReadAsync(Second, Cancel))!;
        stored.Installation.State.ShouldBe(isRemoved ? InstallationState.Removed : InstallationState.Dead);
        (stored.Tokens is null).ShouldBe(isRemoved);
        ((here.Log.Text + there.Log.Text).Split("SlackInstallationEnded").Length - 1).ShouldBe(1);
        (await Alerts.Book.QueryAsync<string>(_database.DataSource, "SELECT destination FROM outbox")).ShouldBe(["slack:C0REVENUE"]);
        (await here.Clients.In(Second).PostAsync("C0OTHER", null, _message, Cancel)).ShouldBeOfType<DeliveryOutcome.Permanent>().Advice.ShouldContain("Install the app");
    }

    [Fact]
    public async Task WithoutItsKeysATokenIsNotUsedAndThatIsSaid()
    {
        await using var command = _database.DataSource.CreateCommand("UPDATE slack_installation SET token = decode('00', 'hex')");
        await command.ExecuteNonQueryAsync(Cancel);
        using var parts = Parts();
        (await parts.Clients.In(Second).PostAsync("C0OTHER", null, _message, Cancel)).ShouldBeOfType<DeliveryOutcome.Permanent>().Reason.ShouldBe("token_unreadable");
    }

    [Theory]
    [InlineData("C0REVENUE", FakeSlack.Team)]
    [InlineData("T0SECOND/C0OTHER", Second)]
    public async Task ADestinationIsOfTheOnlyWorkspaceOrOfTheOneItNames(string address, string workspace)
    {
        using var parts = Parts();
        (await parts.Places.FindAsync(address, Cancel)).Place!.Workspace.ShouldBe(workspace);
    }

    [Fact]
    public async Task OfSeveralInstallsADestinationMustNameOne()
    {
        _slack.Install(new FakeWorkspace("T0THIRD"), "xoxb-canary-third");
        using var parts = Parts(("BotToken", ""));
        (await parts.Places.FindAsync("C0REVENUE", Cancel)).Place!.Workspace.ShouldBe(Second);
        await InstallAsync(parts, new Installation("T0THIRD", "Third", TimeProvider.System.GetUtcNow()));
        (await parts.Places.FindAsync("C0REVENUE", Cancel)).Problem.ShouldBeOfType<DeliveryOutcome.Permanent>().Advice.ShouldContain("slack:T…/C0REVENUE");
    }

    [Fact]
    public async Task DoctorHasALineForEveryWorkspace()
    {
        using var parts = Parts();
        await parts.Store.PutAsync(new Installation("T0GONE", "Former", TimeProvider.System.GetUtcNow()), new Tokens("xoxb-canary-gone"), Cancel);
        await parts.Store.EndAsync("T0GONE", InstallationState.Removed, "app_uninstalled", TimeProvider.System.GetUtcNow(), Cancel);
        await parts.Store.PutAsync(new Installation("T0LESS", "Less", TimeProvider.System.GetUtcNow()) { Scopes = ["chat:write"] }, new Tokens(SecondToken), Cancel);
        var (working, checks) = await parts.Get<InstallationChecks>().RunAsync(Cancel);
        working.ShouldBe([FakeSlack.Team, "T0LESS", Second]);
        checks.Select(check => (check.Name, check.Outcome)).ShouldContain(("Slack T0GONE", Outcome.Warn));
        checks.Single(check => check.Name == "Slack T0LESS").Sentence.ShouldContain("Missing: commands");
        checks.ShouldAllBe(check => !check.Sentence.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhileASigningSecretChangesNoRequestIsRefused()
    {
        const string next = "canary-next-signing-secret";
        await using var bot = await StartAsync(("Slack:SigningSecrets:0", next), ("Slack:SigningSecrets:1", SlackPerson.Secret));
        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
        {
            var person = new SlackPerson(bot.Http, _slack, TimeProvider.System) { User = $"U0LOAD{i}", SigningSecret = i % 2 == 0 ? next : SlackPerson.Secret };
            return person.SendEventAsync(person.EventBody("app_mention", "mrr", $"EvLoad{i}"));
        }));
        replies.ShouldAllBe(reply => reply.IsSuccessStatusCode);
    }

    private SlackParts Parts(params (string, string)[] settings) => new(_database.DataSource, _slack.ApiBaseUrl, null, settings);

    private Task<SlackBot> StartAsync(params (string, string)[] settings) => SlackBot.StartAsync(_database.DataSource, _slack, settings: [("Access:Slack:People:U0BEA", "totals"), .. settings]);

    private SlackPerson Bea(SlackBot bot) => new(bot.Http, _slack, TimeProvider.System) { User = "U0BEA", Team = Second };

    private static Task InstallAsync(SlackParts parts, Installation installation) => parts.Store.PutAsync(installation, new Tokens(SecondToken), Cancel);
}
