using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RevenueBot.Tests.Slack.Alerts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Dashboard;

/// <summary>Alerts on the page of a customer: for who may know names, and acted on there.</summary>
public sealed class CustomerAlertTests(DashboardBot bot) : IClassFixture<DashboardBot>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_alert_is_acknowledged_snoozed_and_assigned_on_the_page_of_its_customer()
    {
        var alert = await Book.TellAsync(bot.Services.GetRequiredService<NpgsqlDataSource>(), TimeProvider.System, "C0ALERTS", "ada");
        using var browser = await bot.BrowserOfAsync("slack/T0/UCUSTOMERS");
        var page = await browser.GetStringAsync("/customers/ada", Cancel);
        page.ShouldContain("not acknowledged yet");
        (string Name, string Value) back = ("back", "/customers/ada");
        (await DashboardBot.PostAsync(browser, $"/alerts/{alert}", page, back, ("act", "ack"))).Headers.Location!.OriginalString.ShouldBe("/customers/ada");
        (page = await browser.GetStringAsync("/customers/ada", Cancel)).ShouldContain("acknowledged by you");
        page.ShouldNotContain(">Acknowledge<");
        await DashboardBot.PostAsync(browser, $"/alerts/{alert}", page, back, ("assign", "slack:UADMIN"));
        await DashboardBot.PostAsync(browser, $"/alerts/{alert}", page, back, ("snooze", page.Split("name=\"snooze\" value=\"")[1].Split('"')[0]));
        (await browser.GetStringAsync("/customers/ada", Cancel)).ShouldContain("snoozed until");
    }

    [Fact]
    public async Task The_list_is_cut_to_whom_an_alert_is_about_and_tells_nothing_to_who_may_not_see_alerts()
    {
        var alert = await Book.TellAsync(bot.Services.GetRequiredService<NpgsqlDataSource>(), TimeProvider.System, "C0ALERTS", "a/da");
        using var allowed = await bot.BrowserOfAsync("slack/T0/UCUSTOMERS");
        var page = await allowed.GetStringAsync($"/customers?alert={Uri.EscapeDataString(alert)}", Cancel);
        page.ShouldContain("/customers/a%2Fda\"");
        page.ShouldNotContain("/customers/ada\"");
        using var unnamed = await bot.BrowserOfAsync("slack/T0/UUNNAMED");
        (await unnamed.GetStringAsync($"/customers?alert={Uri.EscapeDataString(alert)}", Cancel)).ShouldContain("Nobody fits");
        (await unnamed.GetStringAsync("/customers/a%2Fda", Cancel)).ShouldNotContain("lerts");
    }
}
