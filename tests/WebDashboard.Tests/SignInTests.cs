using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RevenueBot.WebDashboard.SignIn;
using Shouldly;
using Xunit;

namespace RevenueBot.WebDashboard.Tests;

public sealed class SignInTests : IAsyncLifetime
{
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("revenuebot-keys");
    private readonly Clock _clock = new(new DateTimeOffset(2026, 11, 10, 12, 0, 0, TimeSpan.Zero));
    private WebApplication _app = null!;
    private HttpClient _browser = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddDashboard(_keys);
        SamplePages.Add(builder.Services);
        _app = builder.Build();
        _app.UseAuthentication();
        _app.MapDashboard();
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
        _keys.Delete(recursive: true);
    }

    [Fact]
    public async Task A_stranger_sees_no_figure()
    {
        (await GetAsync("/")).ShouldNotContain("58,430");
    }

    [Fact]
    public async Task Pressing_the_button_of_a_link_opens_the_overview()
    {
        await SignInAsync(NewLink());
        (await GetAsync("/")).ShouldContain("MRR is $58,430 on 10 Nov.");
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    public async Task Behind_a_proxy_with_TLS_the_cookie_is_secure(string scheme, bool isSecure)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = _browser.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/signin") { Content = new FormUrlEncodedContent([new("secret", NewLink())]) };
        request.Headers.Add("X-Forwarded-Proto", scheme);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        response.Headers.GetValues("Set-Cookie").Single().Contains("; secure", StringComparison.Ordinal).ShouldBe(isSecure);
    }

    [Fact]
    public async Task Fetching_a_link_does_not_use_it_up()
    {
        var link = NewLink();
        await GetAsync($"/signin/{link}");
        await SignInAsync(link);
        (await GetAsync("/")).ShouldContain("58,430");
    }

    [Fact]
    public async Task A_link_works_once()
    {
        var link = NewLink();
        await SignInAsync(link);
        await SignOutAsync();
        (await SignInAsync(link)).ShouldContain("used already");
        (await GetAsync("/")).ShouldNotContain("58,430");
    }

    [Fact]
    public async Task A_link_expires_after_ten_minutes()
    {
        var link = NewLink();
        _clock.Now += TimeSpan.FromMinutes(10);
        await SignInAsync(link);
        (await GetAsync("/")).ShouldNotContain("58,430");
    }

    [Fact]
    public async Task Names_are_encoded_and_pages_are_not_cached()
    {
        await SignInAsync(NewLink());
        var response = await _browser.GetAsync("/", TestContext.Current.CancellationToken);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("Acme &lt;script&gt;");
    }

    [Fact]
    public async Task Only_files_of_the_pages_are_served()
    {
        (await StatusAsync("/assets/Inter-Bold.woff2")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("/assets/..%2Fappsettings.json")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        await SignInAsync(NewLink());
        (await _browser.PostAsync("/signout", null, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await GetAsync("/")).ShouldContain("58,430");
    }

    [Fact]
    public async Task A_table_is_had_as_a_file_safe_for_spreadsheets()
    {
        await SignInAsync(NewLink());
        var response = await _browser.GetAsync("/?csv=at-risk", TestContext.Current.CancellationToken);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("Customer,MRR\nAcme <b>,1250.5\n");
    }

    [Fact]
    public async Task The_theme_is_written_into_the_page()
    {
        await SignInAsync(NewLink());
        using var form = new FormUrlEncodedContent([new("__form", TokenOf(await GetAsync("/"))), new("back", "//elsewhere.example")]);
        (await _browser.PostAsync("/theme", form, TestContext.Current.CancellationToken)).RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/");
        (await GetAsync("/")).ShouldContain("data-theme=\"dark\"");
    }

    private async Task SignOutAsync()
    {
        using var form = new FormUrlEncodedContent([new("__form", TokenOf(await GetAsync("/")))]);
        await _browser.PostAsync("/signout", form, TestContext.Current.CancellationToken);
    }

    private static string TokenOf(string page) => page.Split("name=\"__form\" value=\"")[1].Split('"')[0];

    private async Task<HttpStatusCode> StatusAsync(string path) =>
        (await _browser.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode;

    private string NewLink() => _app.Services.GetRequiredService<SignInLinks>().Create();

    private async Task<string> GetAsync(string path) => await _browser.GetStringAsync(path, TestContext.Current.CancellationToken);

    private async Task<string> SignInAsync(string secret)
    {
        using var form = new FormUrlEncodedContent([new("secret", secret)]);
        var response = await _browser.PostAsync("/signin", form, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
