using System.Net;
using Microsoft.AspNetCore.Http;
using RevenueBot.Access;
using RevenueBot.Access.Granting;
using RevenueBot.Dashboard;
using RevenueBot.Dashboard.SignIn;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Dashboard;

/// <summary>What ends by itself, and what is too often.</summary>
public sealed class SignInTimeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_ends_after_ten_minutes_and_a_session_after_its_hours()
    {
        await using var database = await TestDatabase.CreateAsync();
        ShiftedTime time = new();
        SignInLinks links = new(new LinkStore(database.DataSource), time);
        using Sessions sessions = new(new SessionStore(database.DataSource), new DashboardOptions(TimeSpan.FromHours(12), 20, []), time);
        var (late, good) = (await links.CreateAsync("terminal", null, Cancel), "");
        time.Shift(TimeSpan.FromMinutes(10));
        (await links.UseAsync(late, null, Cancel)).Viewer.ShouldBeNull();
        good = await links.CreateAsync("terminal", null, Cancel);
        time.Shift(TimeSpan.FromMinutes(9));
        (await links.UseAsync(good, null, Cancel)).Viewer.ShouldBe("terminal");

        DefaultHttpContext entered = new();
        await sessions.BeginAsync(entered, "terminal", Cancel);
        var token = entered.Response.Headers.SetCookie.ToString().Split('=')[1].Split(';')[0];
        DefaultHttpContext next = new() { Request = { Headers = { Cookie = $"revenuebot={token}" } } };
        (await sessions.FindAsync(next.Request, Cancel))!.Viewer.ShouldBe("terminal");
        time.Shift(TimeSpan.FromHours(12));
        (await sessions.FindAsync(next.Request, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_that_proves_anything_is_kept_as_it_is()
    {
        await using var database = await TestDatabase.CreateAsync();
        var secret = await new SignInLinks(new LinkStore(database.DataSource), TimeProvider.System).CreateAsync("terminal", null, Cancel);
        await using var command = database.DataSource.CreateCommand("SELECT string_agg(row_to_json(l)::text, '') FROM dashboard_link l");
        ((string)(await command.ExecuteScalarAsync(Cancel))!).ShouldNotContain(secret);
    }

    [Fact]
    public async Task Who_is_deactivated_in_chat_is_known_to_be_within_minutes_and_an_outage_there_changes_nothing()
    {
        ShiftedTime time = new();
        Directory platform = new();
        Standing standing = new([platform], time);
        (await FactsAsync()).ShouldBe(platform.Says);
        platform.Says = new PersonFacts(IsDeactivated: true);
        (await FactsAsync()).IsDeactivated.ShouldBeFalse();
        time.Shift(TimeSpan.FromMinutes(5));
        await Patience.UntilAsync(async () => (await FactsAsync()).IsDeactivated);
        platform.Says = null;
        time.Shift(TimeSpan.FromMinutes(5));
        for (var i = 0; i < 3; i++) (await FactsAsync()).IsDeactivated.ShouldBeTrue();

        async Task<PersonFacts> FactsAsync() => await standing.OfAsync(Requester.Of("slack/T1/U1")!);
    }

    private sealed class Directory : IKnowPeople
    {
        public PersonFacts? Says { get; set; } = new() { Name = "Ana" };

        public Platform Platform => Platform.Slack;

        public Task<PersonFacts?> FindAsync(string workspace, string user, CancellationToken cancel) => Task.FromResult(Says);
    }

    [Fact]
    public void Behind_a_trusted_proxy_each_caller_has_tries_of_their_own_and_nobody_else_may_name_one()
    {
        using SignInLimits limits = new(new DashboardOptions(TimeSpan.FromHours(12), 20, [IPNetwork.Parse("10.0.0.0/8")]));
        for (var i = 0; i < 20; i++) limits.TakesTry(From("10.0.0.1", "203.0.113.9, 198.51.100.1, 10.0.0.7")).ShouldBeTrue();
        limits.TakesTry(From("10.0.0.2", "198.51.100.1")).ShouldBeFalse();
        limits.TakesTry(From("10.0.0.1", "198.51.100.2")).ShouldBeTrue();
        for (var i = 0; i < 20; i++) limits.TakesTry(From("192.0.2.1", $"198.51.100.{i}")).ShouldBeTrue();
        limits.TakesTry(From("192.0.2.1", "198.51.100.77")).ShouldBeFalse();

        static DefaultHttpContext From(string address, string seen) => new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) }, Request = { Headers = { ["X-Forwarded-For"] = seen } } };
    }

    [Fact]
    public async Task Guessing_is_slowed_down_to_a_standstill()
    {
        await using DashboardBot bot = new();
        await bot.InitializeAsync();
        using var browser = bot.Browser();
        List<HttpStatusCode> answers = [];
        for (var i = 0; i < 30; i++) answers.Add((await browser.GetAsync($"/signin/{Secrets.New()}", Cancel)).StatusCode);
        answers.Take(20).ShouldAllBe(status => status == HttpStatusCode.OK);
        answers.Skip(25).ShouldAllBe(status => status == HttpStatusCode.TooManyRequests);
    }
}
