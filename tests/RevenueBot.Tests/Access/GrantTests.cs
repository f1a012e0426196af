using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RevenueBot.Access;
using RevenueBot.Access.Auditing;
using RevenueBot.Access.Granting;
using RevenueBot.Questions;
using RevenueBot.Tests.Questions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Access;

/// <summary><c>/access</c>: what an administrator gives and takes away, and what nobody can.</summary>
public sealed class GrantTests : IAsyncLifetime
{
    private readonly LiveBot _bot = new(new()
    {
        ["Access:Slack:People:U0ROOT"] = "admin", ["Access:Slack:People:U0TOM"] = "totals", ["Access:Slack:Workspaces:T0"] = "totals", ["Access:Slack:Channels:0"] = "C0OPEN",
    });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private T Get<T>() where T : notnull => _bot.Services.GetRequiredService<T>();

    public ValueTask InitializeAsync() => _bot.InitializeAsync();

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task WhatIsGivenCountsAtOnceAndIsTakenBackAtOnce()
    {
        (await RightsAsync("U0EVA")).ShouldBe(Right.Totals);
        (await AskAsync("U0ROOT", "/access allow <@U0EVA|eva> customers")).ShouldBe("U0EVA has the role customers now.");
        (await RightsAsync("U0EVA")).HasFlag(Right.CustomersByName).ShouldBeTrue();
        (await RightsAsync("U0EVA", "T0OTHER")).ShouldBe(Right.None);
        (await AskAsync("U0ROOT", "/access who <@U0EVA>")).ShouldBe("U0EVA has the role customers+totals.");
        (await AskAsync("U0ROOT", "/access deny <@U0EVA>")).ShouldBe("U0EVA may see nothing now.");
        (await RightsAsync("U0EVA")).ShouldBe(Right.None);
        (await AskAsync("U0ROOT", "/access who <@U0EVA>")).ShouldBe("U0EVA may see nothing.");
        (await AskAsync("U0ROOT", "/access allow U0EVA totals")).ShouldBe("U0EVA has the role totals now.");
        (await RightsAsync("U0EVA")).ShouldBe(Right.Totals);
    }

    [Fact]
    public async Task WhatTheConfigurationGivesStays()
    {
        (await AskAsync("U0ROOT", "/access allow U0BEA admin")).ShouldBe("U0BEA has the role admin now.");
        (await AskAsync("U0BEA", "/access deny U0ROOT")).ShouldBe("U0ROOT is allowed by the configuration (Access:Slack:People:U0ROOT): it can be taken away there alone.");
        (await AskAsync("U0BEA", "/access allow U0TOM customers")).ShouldBe("U0TOM has the role customers now.");
        (await AskAsync("U0BEA", "/access deny U0TOM")).ShouldBe("What was given to U0TOM here is taken away; what the configuration gives stays (Access:Slack:People:U0TOM).");
        (await RightsAsync("U0TOM")).ShouldBe(Right.Totals);
        (await AskAsync("U0BEA", "/access channel C0OPEN deny")).ShouldStartWith("C0OPEN is allowed by the configuration");
        (await AskAsync("U0ROOT", "/access deny U0BEA")).ShouldBe("U0BEA may see nothing now.");
        (await AskAsync("U0BEA", "/access deny U0TOM")).ShouldBe("You do not have the right to say who may see what.");
        (await RightsAsync("U0ROOT")).HasFlag(Right.Administer).ShouldBeTrue();
    }

    [Fact]
    public async Task AChannelIsAllowedWithinARole()
    {
        (await AskAsync("U0ROOT", "/access channel <#C0NEW|new> allow totals")).ShouldBe("C0NEW shows figures now, to everybody those of totals.");
        var rules = await Get<AccessBook>().RulesAsync(Platform.Slack, Cancel);
        rules.Channels.ShouldContain("C0NEW");
        rules.ChannelRoles["C0NEW"].ShouldBe(Role.Totals);
        rules.SharedChannels.ShouldBeEmpty();
        (await AskAsync("U0ROOT", "/access channel C0NEW deny")).ShouldBe("C0NEW shows no figures now.");
        (await Get<AccessBook>().RulesAsync(Platform.Slack, Cancel)).Channels.ShouldBe(["C0OPEN"]);
    }

    [Theory]
    [InlineData("slack/T0/U0TOM")]
    [InlineData("slack/T0OTHER/U0NOBODY")]
    [InlineData("teams/T0/U0ROOT")]
    [InlineData("slack/T0/C0OPEN")]
    [InlineData("api/slack/T0/U0ROOT")]
    [InlineData("api/terminal")]
    [InlineData(null)]
    public async Task NobodyElseGivesAnything(string? reader)
    {
        var answer = await Get<Asker>().AskAsync("/access allow U0TOM admin", new AskContext(TimeProvider.System.GetUtcNow(), Reader: reader), Cancel);
        (answer.Kind, answer.Headline).ShouldBe((AnswerKind.Refused, "You do not have the right to say who may see what."));
        (await Get<GrantStore>().ReadAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TheTerminalGivesOnEveryPlatformAndInEveryWorkspace()
    {
        (await AskAsync(null, "/access allow teams:7f5c1d2e-0a6b totals")).ShouldBe("7f5c1d2e-0a6b has the role totals now.");
        (await AskAsync(null, "/access allow U0EVA customers")).ShouldBe("U0EVA has the role customers now.");
        (await Get<AccessBook>().RulesAsync(Platform.Teams, Cancel)).RoleOf("any", "7f5c1d2e-0a6b")!.Name.ShouldBe("totals");
        (await RightsAsync("U0EVA", "T0OTHER")).HasFlag(Right.Names).ShouldBeTrue();
        var list = await Get<Asker>().AskAsync("/access", new AskContext(TimeProvider.System.GetUtcNow(), Reader: Requester.Terminal), Cancel);
        list.Table!.Rows.Select(row => $"{row[0]} {row[1]}").ShouldBe(["U0ROOT admin", "U0TOM totals", "everybody in T0 totals", "C0OPEN show figures", "U0EVA customers", "7f5c1d2e-0a6b totals"]);
    }

    [Fact]
    public async Task ARoleThatIsNoneGivesNothingNeitherNowNorLater()
    {
        (await AskAsync("U0ROOT", "/access allow U0EVA boss")).ShouldStartWith("There is no role of that name: use totals,");
        await Get<GrantStore>().PutAsync(new AccessGrant(new Subject(Platform.Slack, "T1", SubjectKind.Person, "U0EVA"), true, "gone", "terminal", TimeProvider.System.GetUtcNow()), Cancel);
        Get<AccessBook>().Forget();
        (await RightsAsync("U0EVA", "T1")).ShouldBe(Right.None);
    }

    [Fact]
    public async Task ChangesAreWrittenDownBeforeTheyAreMade()
    {
        await AskAsync("U0ROOT", "/access allow U0EVA customers");
        await AskAsync(null, "/access deny U0EVA");
        (await Get<AccessAudit>().ReadAsync(null, null, 10, Cancel)).Select(entry => (entry.Surface, entry.Person, entry.Act, entry.Outcome)).ShouldBe(
            [("terminal", "terminal", "grant", "allowed: deny person U0EVA"), ("slack", "U0ROOT", "grant", "allowed: allow person U0EVA customers")]);
        await ExecuteAsync("ALTER TABLE access_audit RENAME TO gone");
        await Should.ThrowAsync<PostgresException>(() => AskAsync("U0ROOT", "/access allow U0EVA admin"));
        (await RightsAsync("U0EVA")).ShouldBe(Right.None);
        await ExecuteAsync("ALTER TABLE gone RENAME TO access_audit");
    }

    [Fact]
    public async Task WhereGrantsCannotBeReadNobodyIsLetIn()
    {
        await ExecuteAsync("ALTER TABLE access_grant RENAME TO gone");
        Get<AccessBook>().Forget();
        await Should.ThrowAsync<PostgresException>(() => Get<AccessBook>().RulesAsync(Platform.Slack, Cancel));
        await ExecuteAsync("ALTER TABLE gone RENAME TO access_grant");
        (await RightsAsync("U0TOM")).ShouldBe(Right.Totals);
    }

    [Fact]
    public async Task AGrantMadeElsewhereCountsWithinHalfAMinute()
    {
        MovableClock clock = new();
        List<AccessGrant> elsewhere = [];
        using AccessBook book = new(new Dictionary<Platform, AccessRules>(), Roles.BuiltIn, _ => Task.FromResult<IReadOnlyList<AccessGrant>>([.. elsewhere]), clock);
        (await book.RulesAsync(Platform.Slack, Cancel)).AreEmpty.ShouldBeTrue();
        elsewhere.Add(new(new Subject(Platform.Slack, "", SubjectKind.Person, "U0EVA"), true, "totals", "terminal", clock.GetUtcNow()));
        clock.Add(TimeSpan.FromSeconds(30));
        (await book.RulesAsync(Platform.Slack, Cancel)).RoleOf("T0", "U0EVA").ShouldNotBeNull();
    }

    [Fact]
    public async Task RequestsWithAKeyAreWrittenDownByItsName()
    {
        await _bot.Client.GetAsync("/api/v1/metrics/mrr?from=2024-03-01&to=2024-03-31", Cancel);
        await _bot.Client.GetAsync("/api/v1/customers/ada", Cancel);
        using var question = new StringContent("""{"text": "/health ada"}""", System.Text.Encoding.UTF8, "application/json");
        await _bot.Client.PostAsync("/api/v1/ask", question, Cancel);
        var entries = (await Get<AccessAudit>().ReadAsync("key 1", null, 10, Cancel)).Reverse().ToList();
        entries.Select(entry => $"{entry.Surface} {entry.Act} {entry.Metric}").ShouldBe(["api GET /api/v1/metrics/mrr", "api GET /api/v1/customers/{id}", "api POST health"]);
        await ExecuteAsync("ALTER TABLE access_audit RENAME TO gone");
        (await _bot.Client.GetAsync("/api/v1/metrics/mrr", Cancel)).StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
    }

    private async Task<string> AskAsync(string? user, string text) =>
        (await Get<Asker>().AskAsync(text, new AskContext(TimeProvider.System.GetUtcNow(), Reader: user is null ? Requester.Terminal : $"slack/T0/{user}"), Cancel)).Headline;

    private async Task<Right> RightsAsync(string user, string workspace = "T0") => ((await Get<AccessBook>().RulesAsync(Platform.Slack, Cancel)).RoleOf(workspace, user)?.At(PlaceKind.Public) ?? Right.None) | ((await Get<AccessBook>().RulesAsync(Platform.Slack, Cancel)).RoleOf(workspace, user)?.Anywhere & Right.Administer ?? Right.None);

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await Get<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(sql);
    }
}
