using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Dashboard.SignIn;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Tests.Questions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Dashboard;

/// <summary>The whole bot with a customer of a dangerous name, and people of every role to look at its pages.</summary>
public sealed class DashboardBot : IAsyncLifetime
{
    public const string Name = "<img src=x onerror=alert(1)>\"'&Ada";

    private readonly LiveBot _bot;

    public DashboardBot()
        : this([])
    {
    }

    /// <param name="time">Null: that of the machine.</param>
    /// <param name="other">Another replica on the same database; null: none.</param>
    internal DashboardBot(Dictionary<string, string?> more, TimeProvider? time = null, DashboardBot? other = null) => _bot = new LiveBot(
        new(more)
        {
            ["Access:Slack:People:UTOTALS"] = "totals", ["Access:Slack:People:UUNNAMED"] = "unnamed", ["Access:Slack:People:UCUSTOMERS"] = "customers", ["Access:Slack:People:UADMIN"] = "admin",
        },
        isEmpty: other is not null, time, other?._bot.Database);

    internal IServiceProvider Services => _bot.Services;

    /// <summary>A program with an API key.</summary>
    internal HttpClient Program => _bot.Client;

    internal Uri Address => _bot.Client.BaseAddress!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _bot.InitializeAsync();
        await Services.GetRequiredService<FactStore>().ApplyAsync(new FactBatch { Customers = [new("ada", Name, null, null, null, null, null, null), new("a/da", null, null, null, null, null, null, null)] }, new FactOptions());
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    /// <summary>A browser that knows nobody.</summary>
    internal HttpClient Browser(bool follows = true) => new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = follows }) { BaseAddress = Address };

    /// <summary>A browser on which somebody is signed in; null: nobody.</summary>
    internal async Task<HttpClient> BrowserOfAsync(string? viewer)
    {
        CookieContainer cookies = new();
        if (viewer is not null) cookies.Add(Address, new Cookie("revenuebot", await SessionOfAsync(viewer)));
        return new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    /// <summary>What a viewer reads on a page.</summary>
    internal async Task<string> TextAsync(string viewer, string address)
    {
        using var browser = await BrowserOfAsync(viewer);
        return PageReading.Text(await browser.GetStringAsync(address, Cancel));
    }

    internal Task<string> SessionOfAsync(string viewer) => PageReading.SessionOfAsync(Services, viewer, "Firefox on Linux");

    internal Task<string> LinkAsync(string viewer, string? code = null) => Services.GetRequiredService<SignInLinks>().CreateAsync(viewer, code, Cancel);

    /// <summary>Opens the page of a link and presses its button.</summary>
    internal static async Task<HttpResponseMessage> PressAsync(HttpClient browser, string secret)
    {
        var page = await browser.GetStringAsync($"/signin/{secret}", Cancel);
        return await PostAsync(browser, "/signin", page, ("secret", secret));
    }

    /// <summary>Sends a form as a page has it.</summary>
    internal static Task<HttpResponseMessage> PostAsync(HttpClient browser, string address, string page, params (string Name, string Value)[] fields) =>
        browser.PostAsync(address, new FormUrlEncodedContent([new("__form", TokenOf(page)), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]), Cancel);

    internal static string TokenOf(string page)
    {
        page.ShouldContain("name=\"__form\"");
        return page.Split("name=\"__form\" value=\"")[1].Split('"')[0];
    }
}
