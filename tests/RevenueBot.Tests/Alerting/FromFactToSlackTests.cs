using RevenueBot.Metrics.Facts;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Alerting;

/// <summary>The whole way: a fact comes in, a rule fires, a card is posted, and edited when it is over.</summary>
public sealed class FromFactToSlackTests
{
    private const string Channel = "C0ALERTS";

    [Fact]
    public async Task A_payment_that_fails_is_one_card_whoever_it_is_and_its_success_edits_it()
    {
        await using var slack = await FakeSlack.StartAsync();
        slack.Channels[Channel] = new FakeChannel();
        await using LiveBot bot = new(Settings(slack));
        await bot.InitializeAsync();
        var begin = TimeProvider.System.GetUtcNow().AddMinutes(-10); // what is written for later is sent later
        await bot.LearnAsync(new FactBatch
        {
            Customers = [new("kay", $"<!channel> & {new string('x', 10_000)}", null, "US", null, null, null, null)],
            SubscriptionEvents = [PlantedCompany.Event("kay", "2024-02-01T15:00Z")], Payments = [Payment(PaymentStatus.Failed, begin.AddHours(-1))],
        });
        await bot.RefreshAsync("alerts", begin);
        await Patience.UntilAsync(() => Task.FromResult(slack.Board.Count == 1));
        var card = slack.Board.Single();
        card.Text.ShouldStartWith("Payment failed: &lt;!channel&gt; &amp; xxx");
        card.Text.Length.ShouldBeLessThan(1_000);
        card.Text.ShouldContain("$99 MRR at stake");

        await bot.LearnAsync(new FactBatch { Payments = [Payment(PaymentStatus.Succeeded, begin.AddMinutes(1))] });
        await bot.RefreshAsync("alerts", begin.AddMinutes(5));
        await Patience.UntilAsync(() => Task.FromResult(slack.Board.First(message => message.ThreadTs is null).Edits == 1));
        slack.Board.First(message => message.ThreadTs is null).Text.ShouldStartWith("Recovered: ");
        slack.Board.Count(message => message.ThreadTs is null).ShouldBe(1);
        slack.Problems.ShouldBeEmpty();
    }

    private static Payment Payment(PaymentStatus status, DateTimeOffset at) => PlantedCompany.Pay("kay", at.ToString("O", System.Globalization.CultureInfo.InvariantCulture), status);

    private static Dictionary<string, string?> Settings(FakeSlack slack) => new()
    {
        ["Slack:BotToken"] = FakeSlack.Token, ["Slack:SigningSecrets:0"] = SlackPerson.Secret, ["Slack:ApiBaseUrl"] = slack.ApiBaseUrl, ["Access:Slack:Channels:0"] = Channel,
        ["Alerts:Channels:Default"] = $"slack:{Channel}", ["Dashboard:PublicUrl"] = "https://revenue.larkspur.example",
    };
}
