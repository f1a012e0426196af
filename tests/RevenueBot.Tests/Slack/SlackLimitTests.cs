using RevenueBot.Chat;
using RevenueBot.Slack;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

public sealed class SlackLimitTests
{
    [Fact]
    public async Task WhoAsksTooOftenIsToldToWaitOnceAndAlone()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var slack = await SlackBot.SlackAsync();
        await using var bot = await SlackBot.StartAsync(database.DataSource, slack, (_, _) => Task.FromResult(Answers.Mrr with { Chart = null }), null, ("Access:Limits:PersonPerMinute", "3"));
        for (var i = 0; i < 6; i++) await bot.Ana.CommandAsync("");
        await WorkedOffAsync(6); // several are worked off at once: the mention is to come after all of them
        await bot.Ana.SendEventAsync(bot.Ana.EventBody("app_mention", "<@U0BOT> mrr", "Ev1"));
        await WorkedOffAsync(7);
        slack.Messages.Count.ShouldBe(4);
        slack.Messages.ShouldAllBe(message => message.Method == "chat.postEphemeral" || message.Body.Text("response_type") == "ephemeral");
        slack.Messages.Count(message => message.Text == "You have asked many questions within a minute. Wait a minute, then ask again.").ShouldBe(1);

        Task WorkedOffAsync(long count) => Patience.UntilAsync(async () =>
        {
            await using var command = database.DataSource.CreateCommand("SELECT count(*) FROM inbox WHERE source = 'slack' AND status = 1");
            return (long)(await command.ExecuteScalarAsync())! == count;
        });
    }
}
