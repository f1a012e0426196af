using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using RevenueBot.Slack;
using RevenueBot.Slack.Installing;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Delivering;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack.Installing;

/// <summary>Installs in a browser, from the first page to the last.</summary>
public sealed class InstallTests : IAsyncLifetime
{
    private readonly FakeWorkspace _labs = new("T0LABS") { Name = "Larkspur Labs" };
    private readonly Clock _clock = new() { Now = TimeProvider.System.GetUtcNow() };
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;
    private SlackBot _bot = null!;
    private HttpClient _browser = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await SlackBot.SlackAsync(_clock);
        _bot = await StartAsync();
        _browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = _bot.Http.BaseAddress };
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _bot.DisposeAsync();
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task AnInstallIsStoredWelcomedAndAnswersFromThenOn()
    {
        var begun = await BeginAsync();
        begun.Scopes.Split(',').ShouldBe(SlackScopes.All, ignoreOrder: true);
        begun.Cookie.ShouldStartWith("__Host-revenuebot-install=");
        (await FinishAsync(begun)).ShouldContain("It is installed in Larkspur Labs (T0LABS)");

        var stored = await ReadAsync("T0LABS");
        stored.Installation.ShouldSatisfyAllConditions(
            installation => installation.AppId.ShouldBe("A0BOT"), installation => installation.BotUserId.ShouldBe("U0BOT"), installation => installation.Installer.ShouldBe("U0INSTALLER"),
            installation => installation.Scopes.ShouldBe(SlackScopes.All, ignoreOrder: true), installation => installation.State.ShouldBe(InstallationState.Active));
        var welcome = _slack.Messages.Single();
        welcome.Body.GetProperty("channel").GetString().ShouldBe("U0INSTALLER");
        welcome.Text.ShouldContain("Nobody sees figures here yet");
        _slack.Problems.ShouldBeEmpty();

        _slack.Users["U0BEA"] = new FakeUser(TeamId: "T0LABS");
        await new SlackPerson(_bot.Http, _slack, _clock) { User = "U0BEA", Team = "T0LABS" }.CommandAsync("");
        (await _slack.MessageAsync(message => message.Method == "response_url")).Text.ShouldNotContain("58,430"); // installed, and still nobody has a right
    }

    [Fact]
    public async Task WhatCarriesNoRightOfItsOwnIsNotGoneOnWith()
    {
        var begun = await BeginAsync();
        var other = await BeginAsync();
        var code = Code(begun);
        (await FinishAsync(begun with { State = null! }, code)).ShouldContain("not begun in this browser");
        (await FinishAsync(begun with { State = new string('0', 64) }, code)).ShouldContain("not begun in this browser");
        (await FinishAsync(begun with { Cookie = "" }, code)).ShouldContain("not begun in this browser");
        (await FinishAsync(begun with { Cookie = other.Cookie }, code)).ShouldContain("not begun in this browser"); // another browser
        _slack.Calls.ShouldNotContain(call => call.Method == "oauth.v2.access");
        (await FinishAsync(begun, code)).ShouldContain("RevenueBot is installed"); // which has not used it up
        (await FinishAsync(begun, Code(begun))).ShouldContain("finished already");
        _labs.Installs.ShouldBe(1);
    }

    [Fact]
    public async Task AnInstallThatTakesMoreThanTenMinutesBeginsAgain()
    {
        var begun = await BeginAsync();
        _clock.Now += TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1);
        (await FinishAsync(begun)).ShouldContain("more than 10 minutes ago");
        await BeginAsync();
        (await Alerts.Book.QueryAsync<long>(_database.DataSource, "SELECT count(*) FROM slack_install_state")).ShouldBe([1]);
    }

    [Fact]
    public async Task WhoSaysNoIsLeftInPeace()
    {
        var begun = await BeginAsync();
        (await GetAsync($"/slack/oauth?error=access_denied&state={begun.State}", begun.Cookie)).ShouldContain("You did not allow the app. Nothing was changed.");
        _slack.Calls.ShouldNotContain(call => call.Method == "oauth.v2.access");
    }

    [Theory]
    [InlineData("invalid_code", "has expired or was used already")]
    [InlineData("bad_client_secret", "does not take Slack:ClientId")]
    [InlineData("bad_redirect_uri", "Redirect URLs of the app")]
    [InlineData("internal_error", "did not answer")]
    public async Task WhatGoesWrongIsOneSentence(string error, string sentence)
    {
        _slack.Fail("oauth.v2.access", new Fault.Error(error));
        var begun = await BeginAsync();
        var page = await FinishAsync(begun);
        page.ShouldContain(sentence);
        page.ShouldNotContain("code-canary");
        (await Alerts.Book.QueryAsync<long>(_database.DataSource, "SELECT count(*) FROM slack_installation WHERE NOT from_settings")).ShouldBe([0]);
    }

    [Fact]
    public async Task AFormerCodeIsNoCode()
    {
        var begun = await BeginAsync();
        var code = Code(begun);
        await FinishAsync(begun, code);
        (await FinishAsync(await BeginAsync(), code)).ShouldContain("was used already");
    }

    [Fact]
    public async Task ASecondInstallAddsScopesAndWelcomesNobodyTwice()
    {
        var first = await BeginAsync();
        await FinishAsync(first, _slack.NewCode(_labs, "commands,chat:write", first.RedirectUri));
        (await ReadAsync("T0LABS")).Installation.Scopes.ShouldBe(["commands", "chat:write"], ignoreOrder: true);
        await FinishAsync(await BeginAsync());
        (await ReadAsync("T0LABS")).Installation.Scopes.ShouldBe(SlackScopes.All, ignoreOrder: true);
        _slack.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task AnOrganizationIsKnownByItsOwnIdAndNamesNoTeam()
    {
        var begun = await BeginAsync();
        var page = await FinishAsync(begun, _slack.NewCode(new FakeWorkspace("T0INORG", "E0LARKSPUR") { Name = "Larkspur Group" }, begun.Scopes, begun.RedirectUri));
        page.ShouldContain("Larkspur Group (E0LARKSPUR)");
        (await ReadAsync("E0LARKSPUR")).Installation.ShouldSatisfyAllConditions(org => org.IsEnterprise.ShouldBeTrue(), org => org.TeamId.ShouldBeNull());
    }

    [Fact]
    public async Task WithoutAScopeWhatNeedsItIsLeftOut()
    {
        var begun = await BeginAsync();
        (await FinishAsync(begun, _slack.NewCode(_labs, string.Join(',', SlackScopes.All.Except(["files:write"])), begun.RedirectUri))).ShouldContain("Not granted: files:write");
        var slack = ((SlackClients)_bot.Services.GetService(typeof(SlackClients))!).In("T0LABS");
        (await slack.UploadUrlAsync("chart.png", 10, "MRR", Cancel)).Error.ShouldBe("missing_scope");
        _slack.Calls.ShouldNotContain(call => call.Method == "files.getUploadURLExternal");
        _labs.Scopes.Add("files:write"); // granted later, by whichever way: the next reply says so
        await slack.AuthTestAsync(Cancel);
        (await slack.UploadUrlAsync("chart.png", 10, "MRR", Cancel)).Outcome.IsSent.ShouldBeTrue();
    }

    [Fact]
    public async Task NothingOfAnInstallIsCachedFramedOrLogged()
    {
        var begun = await BeginAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/slack/oauth?code={Code(begun)}&state={begun.State}");
        request.Headers.Add("Cookie", begun.Cookie);
        using var reply = await _browser.SendAsync(request, Cancel);
        reply.Headers.CacheControl!.NoStore.ShouldBeTrue();
        reply.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        foreach (var secret in (string[])["code-canary", "xoxb-canary", begun.State, FakeSlack.ClientSecret])
            _bot.Log.Text.Split('\n').Where(line => !line.Contains(" Microsoft.", StringComparison.Ordinal)).ShouldAllBe(line => !line.Contains(secret, StringComparison.Ordinal)); // the program keeps the framework's lines out
    }

    [Fact]
    public async Task WithoutAClientSecretThereIsNoInstallPage()
    {
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack);
        (await bot.Http.GetAsync(new Uri("/slack/install", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task<SlackBot> StartAsync() => SlackBot.StartAsync(_database.DataSource, _slack, clock: _clock,
        settings: [("Slack:ClientId", FakeSlack.ClientId), ("Slack:ClientSecret", FakeSlack.ClientSecret), ("Slack:OAuthBaseUrl", _slack.BaseUrl)]);

    private sealed record Begun(string State, string Scopes, string RedirectUri, string Cookie);

    private async Task<Begun> BeginAsync()
    {
        using var reply = await _browser.GetAsync(new Uri("/slack/install", UriKind.Relative), Cancel);
        reply.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var address = reply.Headers.Location!;
        address.AbsoluteUri.ShouldStartWith(_slack.BaseUrl + "/oauth/v2/authorize?");
        var cookie = reply.Headers.GetValues("Set-Cookie").Single();
        cookie.ToLowerInvariant().ShouldContain("; path=/; secure; samesite=lax; httponly");
        var query = QueryHelpers.ParseQuery(address.Query);
        query["client_id"].ToString().ShouldBe(FakeSlack.ClientId);
        query["state"].ToString().Length.ShouldBeGreaterThanOrEqualTo(32);
        return new(query["state"]!, query["scope"]!, query["redirect_uri"]!, cookie.Split(';')[0]);
    }

    private string Code(Begun begun) => _slack.NewCode(_labs, begun.Scopes, begun.RedirectUri);

    private Task<string> FinishAsync(Begun begun, string? code = null) => GetAsync($"/slack/oauth?code={code ?? Code(begun)}{(begun.State is null ? "" : $"&state={begun.State}")}", begun.Cookie);

    private async Task<string> GetAsync(string address, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (cookie.Length > 0) request.Headers.Add("Cookie", cookie);
        using var reply = await _browser.SendAsync(request, Cancel);
        return WebUtility.HtmlDecode(await reply.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<Stored> ReadAsync(string id) => (await ((InstallationStore)_bot.Services.GetService(typeof(InstallationStore))!).ReadAsync(id, Cancel))!;
}
