using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Storage;
using RevenueBot.Support;
using RevenueBot.Tests.Slack.Alerts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Cli;

/// <summary><c>alert dead</c> and <c>alert replay</c>, by the real program.</summary>
public sealed class AlertDeliveryVerbTests : VerbTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_given_up_is_listed_and_sent_again()
    {
        (await RunAsync(0, "dead")).ShouldBe("Nothing was given up.\n");
        var alert = await Book.TellAsync(Database.DataSource, TimeProvider.System, "C0ALERTS", "cus_1");
        Dispatcher dispatcher = new(new OutboxStore(Database.DataSource), [], new(), TimeProvider.System); // no platform is connected
        await dispatcher.StepAsync(Cancel);

        var list = await RunAsync(0, "dead");
        list.ShouldStartWith("1 message was given up.");
        list.ShouldContain($"1  card of {alert} to slack:C0ALERTS, ");
        list.ShouldContain(": no_platform after 1 attempt. Connect the platform of this destination");
        (await RunAsync(0, "dead", "--json")).ShouldContain("\"error\":\"no_platform\"");

        (await RunAsync(0, "replay", "1")).ShouldStartWith("1 message will be sent again");
        (await RunAsync(1, "replay", "1", "77")).ShouldStartWith("0 messages will be sent again");
        (await RunAsync(0, "dead")).ShouldBe("Nothing was given up.\n");
        await dispatcher.StepAsync(Cancel);
        (await RunAsync(0, "replay", "--all")).ShouldStartWith("1 message will be sent again");
        (await RunAsync(2, "replay")).ShouldBeEmpty();
    }

    private async Task<string> RunAsync(int exitCode, params string[] arguments)
    {
        var result = await RunAsync(["alert", .. arguments]);
        result.ExitCode.ShouldBe(exitCode, result.Errors);
        return result.Output;
    }
}
