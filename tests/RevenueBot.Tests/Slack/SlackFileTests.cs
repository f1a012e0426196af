using System.Text;
using RevenueBot.Access;
using RevenueBot.Chat;
using RevenueBot.Questions;
using RevenueBot.Questions.Api;
using RevenueBot.Slack;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

/// <summary>Tables and receipts as files: for those who may have them, in their direct message, harmless in a spreadsheet.</summary>
public sealed class SlackFileTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;
    private SlackBot _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await SlackBot.SlackAsync();
        _slack.Users["U0DANA"] = new FakeUser();
        Answering answering = new((_, _, _) => Task.FromResult(Answers.ByPlan), (_, _) => Task.FromResult(Answers.Receipt)) { Rows = (_, _) => Task.FromResult<string?>("customer_id\r\ncus_1\r\n") };
        _bot = await SlackBot.StartAsync(_database.DataSource, _slack, answering, null, ("Access:Slack:People:U0DANA", "customers"));
    }

    public async ValueTask DisposeAsync()
    {
        _slack.Problems.ShouldBeEmpty();
        await _bot.DisposeAsync();
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_table_is_sent_to_the_person_alone_with_its_figures_as_numbers()
    {
        await Dana.CommandAsync("by plan");
        var answer = await _slack.MessageAsync();
        await Dana.ClickAsync(SlackActions.Csv, answer.ButtonValue(SlackActions.Csv));
        var sent = await _slack.WaitForAsync(call => call is { Method: "files.completeUploadExternal", Accepted: true });
        sent.Body.Text("channel_id").ShouldBe("D0DANA");
        Encoding.UTF8.GetString(_slack.Uploads.Single()).ShouldBe(",Starter,Team,Business,Total\r\n31 May,9860,21480,17520,48860\r\n31 Jul,10120,23040,18870,52030\r\n10 Nov†,9890,25610,22930,58430\r\nChange,30,4130,5410,9570\r\n");
        (await _slack.MessageAsync(message => message.Text.StartsWith("The file was sent", StringComparison.Ordinal))).Body.Text("response_type").ShouldBe("ephemeral");
    }

    [Fact]
    public async Task A_receipt_is_sent_row_by_row_from_its_form()
    {
        await Dana.CommandAsync("by plan");
        await Dana.ClickAsync(SlackActions.Receipt, (await _slack.MessageAsync()).ButtonValue(SlackActions.Receipt));
        var form = await _slack.WaitForAsync(call => call is { Method: "views.update", Accepted: true });
        var button = form.Body.GetProperty("view").GetProperty("blocks").EnumerateArray().First(block => block.Text("type") == "actions").GetProperty("elements")[0];
        (button.Text("action_id"), button.Child("text").Text("text")).ShouldBe((SlackActions.ReceiptCsv, "All rows as CSV"));
        await Dana.ClickInViewAsync(SlackActions.ReceiptCsv, button.Text("value"), "modal");
        await _slack.WaitForAsync(call => call is { Method: "files.completeUploadExternal", Accepted: true });
        Encoding.UTF8.GetString(_slack.Uploads.Single()).ShouldBe("customer_id\r\ncus_1\r\n");
    }

    [Fact]
    public async Task Who_may_not_have_files_is_told_so_alone_and_nothing_is_uploaded()
    {
        var value = new SlackSeal(new SlackOptions { SigningSecrets = [SlackPerson.Secret] }).Close("/mrr by plan", FakeSlack.Team);
        await _bot.Ana.ClickAsync(SlackActions.Csv, value);
        await _bot.Ana.ClickAsync(SlackActions.ReceiptCsv, value);
        await _slack.WaitForAsync(_ => _slack.Messages.Count == 2);
        _slack.Messages.ShouldAllBe(message => message.Body.Text("response_type") == "ephemeral" && message.Text.StartsWith("You do not have the right to take figures out as a file.", StringComparison.Ordinal));
        _slack.Uploads.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_slack_does_not_take_is_said()
    {
        _slack.Fail("files.getUploadURLExternal", new Fault.Error("file_uploads_disabled"));
        await Dana.ClickAsync(SlackActions.Csv, new SlackSeal(new SlackOptions { SigningSecrets = [SlackPerson.Secret] }).Close("/mrr by plan", FakeSlack.Team));
        (await _slack.MessageAsync()).Text.ShouldBe("Slack did not take the file (file_uploads_disabled). Nothing was sent.");
    }

    [Fact]
    public void A_name_that_would_be_a_formula_is_text_in_the_file_and_reads_back()
    {
        string[] names = ["=HYPERLINK(\"http://evil\")", "+1", "-1", "@SUM(A1)", "\t=1", "plain, \"quoted\"\nname"];
        var text = AnswerFile.Table(Answers.ByPlan with { Table = new AnswerTable(["Customer", "MRR"], [.. names.Select(name => (IReadOnlyList<string>)[name, "−1,182"])]) })!;
        using var reader = CsvHelper.CsvReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(text)), new CsvHelper.CsvReaderOptions { Separator = ',', HasHeader = true });
        foreach (var name in names)
        {
            reader.Read().ShouldBeTrue();
            var field = reader.GetString(0);
            field.TrimStart('\'').ShouldBe(name);
            if (name is not ("-1" or "plain, \"quoted\"\nname")) field.ShouldStartWith("'"); // a number is no formula
            reader.GetString(1).ShouldBe("-1182");
        }
    }

    private SlackPerson Dana => new(_bot.Http, _slack, TimeProvider.System) { User = "U0DANA" };
}
