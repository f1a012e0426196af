using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Alerting.Signals;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.States;
using RevenueBot.Support;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Questions.Facts;
using Xunit;

namespace RevenueBot.Tests.Alerting;

/// <summary>The composed bot at the planted company's moment, one Slack channel for alerts, and rules that wait for nothing. Its clock stands, so that nothing is sent meanwhile.</summary>
internal static class AlertBot
{
    public static async Task<LiveBot> StartAsync(Dictionary<string, string?>? more = null)
    {
        LiveBot bot = new(new Dictionary<string, string?>(more ?? []) { ["Alerts:Channels:Default"] = "slack:C1", ["Alerts:Rules:health:For"] = "0" }, time: new SteppedTime(PlantedCompany.Now));
        await bot.InitializeAsync();
        await bot.LearnAsync(PlantedCompany.Facts);
        return bot;
    }

    /// <summary>What a signal measured, by subject.</summary>
    public static async Task<IReadOnlyDictionary<string, decimal>> MeasureAsync(this LiveBot bot, Signal signal, DateTimeOffset at, bool isPast = false)
    {
        var desk = bot.Services.GetRequiredService<SignalDesk>();
        var moment = await desk.MomentAsync(at, null, isPast, TestContext.Current.CancellationToken);
        var reading = (await desk.ReadAsync(moment, [signal], TestContext.Current.CancellationToken))[signal];
        return reading.Seen.Where(seen => seen.Reading == Reading.Known).ToDictionary(seen => seen.Subject, seen => seen.Value);
    }
}
