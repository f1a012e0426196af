using System.Text;
using RevenueBot.Chat;
using RevenueBot.Slack;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Questions.Receipts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

/// <summary>From a figure in Slack to the ledger's own rows as a file, through the whole bot.</summary>
public sealed class SlackReceiptFileTests : IAsyncLifetime
{
    private FakeSlack _slack = null!;
    private LiveBot _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _slack = await SlackBot.SlackAsync();
        _slack.Users["U0DANA"] = new FakeUser();
        _bot = new LiveBot(new()
        {
            ["Slack:BotToken"] = FakeSlack.Token, ["Slack:SigningSecrets:0"] = SlackPerson.Secret, ["Slack:ApiBaseUrl"] = _slack.ApiBaseUrl,
            ["Access:Slack:People:U0DANA"] = "customers", ["Access:Slack:Channels:0"] = "C0REVENUE",
        });
        await _bot.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _slack.Problems.ShouldBeEmpty();
        await _bot.DisposeAsync();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task The_file_of_a_receipt_holds_the_rows_of_the_ledger_that_add_up_to_its_figure()
    {
        SlackPerson dana = new(_bot.Client, _slack, TimeProvider.System) { User = "U0DANA" };
        await dana.CommandAsync("in March 2024");
        var answer = await _slack.MessageAsync();
        answer.Text.ShouldContain("$227");
        await dana.ClickAsync(SlackActions.Receipt, answer.ButtonValue(SlackActions.Receipt));
        var form = await _slack.WaitForAsync(call => call is { Method: "views.update", Accepted: true });
        var button = form.Body.GetProperty("view").GetProperty("blocks").EnumerateArray().First(block => block.Text("type") == "actions").GetProperty("elements")[0];
        await dana.ClickInViewAsync(button.Text("action_id"), button.Text("value"), "modal");
        var sent = await _slack.WaitForAsync(call => call is { Method: "files.completeUploadExternal", Accepted: true } && call.Body.Text("channel_id").Length > 0);
        sent.Body.Text("channel_id").ShouldBe("D0DANA");
        sent.Body.Text("files").ShouldContain("mrr-2024-03-31.csv");

        var text = Encoding.UTF8.GetString(_slack.Uploads.Single(file => file is [(byte)'d', (byte)'a', ..])); // the others are charts
        var rows = ProofRows.OfCsv(text);
        rows.Select(row => (row["customer_id"], row["kind"], row.Number("mrr"))).ShouldBe([("ada", "expansion", 99m), ("ada", "expansion", -29m), ("cy", "new", 29m)], ignoreOrder: true);
        text.ShouldBe(await _bot.Client.GetStringAsync("/api/v1/metrics/mrr/receipt?from=2024-03-01&to=2024-03-31&format=csv", TestContext.Current.CancellationToken));
    }
}
