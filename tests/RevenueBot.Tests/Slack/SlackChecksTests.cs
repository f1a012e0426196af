using RevenueBot.Access;
using RevenueBot.Doctor;
using RevenueBot.Slack;
using RevenueBot.Slack.Installing;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Access;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

public sealed class SlackChecksTests : IAsyncLifetime
{
    private static readonly AccessRules _rules = new()
    {
        People = new Dictionary<string, Role> { ["U0ANA"] = Role.Totals },
        Channels = new HashSet<string> { "C0REVENUE", "C0PARTNER", "C0GONE" },
    };

    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;

    public async ValueTask InitializeAsync() => (_database, _slack) = (await TestDatabase.CreateAsync(), await SlackBot.SlackAsync());

    public async ValueTask DisposeAsync()
    {
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task EverythingThatIsNamedIsLookedAt()
    {
        var checks = await RunAsync(FakeSlack.Token, _rules);
        checks.Select(c => (c.Name, c.Outcome)).ShouldBe(
        [
            ("Slack", Outcome.Ok), ("Slack scopes", Outcome.Ok), ("Slack access", Outcome.Ok),
            ("Slack C0GONE", Outcome.Fail), ("Slack C0PARTNER", Outcome.Warn), ("Slack C0REVENUE", Outcome.Ok),
        ]);
        checks.ShouldAllBe(c => c.Sentence.EndsWith('.') && !c.Sentence.Contains(FakeSlack.Token) && !c.Sentence.Contains(SlackPerson.Secret));
    }

    [Fact]
    public async Task MissingScopesAreNamed()
    {
        _slack.Scopes = "commands,chat:write";
        var scopes = (await RunAsync(FakeSlack.Token, _rules)).Single(c => c.Name == "Slack scopes");
        scopes.Outcome.ShouldBe(Outcome.Fail);
        scopes.Sentence.ShouldContain("files:write");
    }

    [Fact]
    public async Task ADeadTokenAndEmptyRulesSayWhatToDo()
    {
        var checks = await RunAsync("xoxb-revoked", new AccessRules());
        checks.ShouldAllBe(c => c.Outcome == Outcome.Fail);
        checks[0].Sentence.ShouldContain("Slack:BotToken");
        checks[1].Sentence.ShouldContain("Access:Slack:People");
    }

    [Fact]
    public async Task ATokenThatRotatesCannotStayInTheSettingsAndTheDoctorSaysWhatToDo()
    {
        const string then = "Remove Slack:BotToken, set Slack:ClientId and Slack:ClientSecret, and install the app at /slack/install.";
        _slack.Install(new FakeWorkspace("T0LABS"), "xoxe.xoxb-1-canary");
        (await RunAsync("xoxe.xoxb-1-canary", _rules))[0].ShouldBe(DoctorCheck.Warn("Slack", $"The bot token works in T0LABS, but it rotates: it ends within 12 hours, and cannot be renewed in Slack:BotToken. {then}"));
        _slack.Fail("auth.test", new Fault.Error("token_expired"));
        (await RunAsync("xoxe.xoxb-1-canary", _rules))[0].ShouldBe(DoctorCheck.Fail("Slack", $"The bot token is refused (token_expired). {then}"));
    }

    [Theory]
    [InlineData("", "secret", "https://slack.com/api/", "Slack:BotToken is empty")]
    [InlineData("xoxb-1", "", "https://slack.com/api/", "Slack:SigningSecrets is empty")]
    [InlineData("xoxp-1", "secret", "https://slack.com/api/", "does not begin with xoxb-")]
    [InlineData("xoxb-1", "secret", "http://evil.example/api/", "not an https address")]
    public void HalfAConfigurationIsExplained(string token, string secret, string address, string sentence) =>
        new SlackOptions { BotToken = token, SigningSecrets = [secret], ApiBaseUrl = address }.Problems().Single().ShouldContain(sentence);

    [Fact]
    public void NoConfigurationIsNoProblem()
    {
        new SlackOptions().IsConfigured.ShouldBeFalse();
        new SlackOptions().Problems().ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<DoctorCheck>> RunAsync(string token, AccessRules rules)
    {
        using SlackParts parts = new(_database.DataSource, _slack.ApiBaseUrl, null, ("BotToken", token));
        return await new SlackChecks(parts.Get<InstallationChecks>(), parts.Clients, Books.Slack(rules)).RunAsync(TestContext.Current.CancellationToken);
    }
}
