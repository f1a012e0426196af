using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace RevenueBot.WebDashboard.Tests;

/// <summary>The frame of every page, without a host.</summary>
public sealed class PageTests : IAsyncLifetime
{
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("revenuebot-keys");
    private WebApplication _app = null!;
    private HttpClient _browser = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDashboard(_keys);
        SamplePages.Add(builder.Services);
        _app = builder.Build();
        _app.MapDashboard();
        await _app.StartAsync(Cancel);
        _browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = new Uri(_app.Urls.First()), DefaultRequestHeaders = { { SamplePages.Header, "1" } } };
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
        _keys.Delete(recursive: true);
    }

    [Fact]
    public async Task A_stranger_is_led_to_the_way_in()
    {
        _browser.DefaultRequestHeaders.Remove(SamplePages.Header);
        (await _browser.GetAsync("/", Cancel)).Headers.Location!.OriginalString.ShouldBe("/signin");
    }

    [Fact]
    public async Task A_page_names_its_figures_its_links_and_nothing_as_markup()
    {
        var page = await GetAsync("/");
        page.ShouldContain("<h1>Overview</h1>");
        page.ShouldContain("Acme &lt;script&gt;");
        page.ShouldContain("Acme &lt;b&gt;");
        page.ShouldContain("Pro &lt;i&gt;");
        page.ShouldContain("aria-current=\"page\"");
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing() =>
        (await _browser.PostAsync("/theme", new FormUrlEncodedContent([]), Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_table_is_had_as_a_file_with_plain_numbers()
    {
        var response = await _browser.GetAsync("/?csv=at-risk", Cancel);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        (await response.Content.ReadAsStringAsync(Cancel)).ShouldBe("Customer,MRR\nAcme <b>,1250.5\n");
        (await _browser.GetAsync("/?csv=other", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_theme_is_written_into_the_page_and_leads_back_to_no_other_site()
    {
        var token = (await GetAsync("/")).Split("name=\"__form\" value=\"")[1].Split('"')[0];
        var answer = await _browser.PostAsync("/theme", new FormUrlEncodedContent([new("__form", token), new("back", "//elsewhere.example")]), Cancel);
        answer.Headers.Location!.OriginalString.ShouldBe("/");
        (await GetAsync("/")).ShouldContain("data-theme=\"dark\"");
    }

    [Fact]
    public async Task Only_files_of_the_pages_are_served()
    {
        (await _browser.GetAsync("/assets/Inter-Bold.woff2", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _browser.GetAsync("/assets/..%2Fappsettings.json", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task<string> GetAsync(string path) => _browser.GetStringAsync(path, Cancel);
}
