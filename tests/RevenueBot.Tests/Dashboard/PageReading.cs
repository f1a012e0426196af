using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Dashboard.SignIn;
using RevenueBot.Tests.Questions;
using Xunit;

namespace RevenueBot.Tests.Dashboard;

/// <summary>Pages as the operator, signed in, gets and reads them.</summary>
internal static partial class PageReading
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Signs somebody in: what the cookie holds.</summary>
    public static async Task<string> SessionOfAsync(IServiceProvider services, string viewer, string browser = "Chrome on Linux")
    {
        var (token, now) = (Secrets.New(), TimeProvider.System.GetUtcNow());
        await services.GetRequiredService<SessionStore>().AddAsync(Secrets.Hash(token), new(0, viewer, browser, now, now, now.AddHours(1)), Cancel);
        return token;
    }

    public static async Task<HttpResponseMessage> ReplyAsync(this LiveBot bot, string address)
    {
        using HttpClient browser = new() { BaseAddress = bot.Client.BaseAddress, DefaultRequestHeaders = { { "Cookie", $"revenuebot={await SessionOfAsync(bot.Services, "terminal")}" } } };
        return await browser.GetAsync(address, Cancel);
    }

    public static async Task<string> PageAsync(this LiveBot bot, string address) => await (await bot.ReplyAsync(address)).EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel);

    /// <summary>The value of the tile with an id.</summary>
    public static string Tile(string page, string id) => WebUtility.HtmlDecode(Regex.Match(page, $"id=\"t-{id}\">([^<]*)<").Groups[1].Value);

    /// <summary>What can be read, with one space between the parts.</summary>
    public static string Text(string page) => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(page, " ")), " ");

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
