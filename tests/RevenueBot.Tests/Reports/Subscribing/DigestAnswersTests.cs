using Microsoft.Extensions.Configuration;
using RevenueBot.Access;
using RevenueBot.Access.Auditing;
using RevenueBot.Email.Sending;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Reports.Subscribing;
using RevenueBot.Tests.Access;
using RevenueBot.Tests.Reports.Sending;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports.Subscribing;

/// <summary><c>/digest</c>: everybody for themselves, a channel by who may show figures in it, all by administrators.</summary>
public sealed class DigestAnswersTests : IAsyncLifetime
{
    private const string Ana = "slack/T0LARKSPUR/U0ANA", Adam = "slack/T0LARKSPUR/U0ADAM", Eve = "slack/T0LARKSPUR/U0EVE";
    private SendingHouse _house = null!;
    private Replica _replica = null!;
    private DigestAnswers _answers = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _house = await SendingHouse.OpenAsync();
        _house.Rules = _house.Rules with { People = new Dictionary<string, Role> { ["U0ANA"] = Role.Totals, ["U0ADAM"] = Role.Admin, ["U0EVE"] = Role.Totals } };
        _replica = _house.Start(("Daily:Channels:0", "slack:C0EXEC0"));
        var book = Books.Slack(_house.Rules);
        var readers = MailReaders.Read(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Access:Mail:People:priya@larkspur.example", (string?)"customers")]).Build(), Roles.BuiltIn);
        SubscriptionDesk desk = new(_replica.Schedules, book, new AccessAudit(_house.Source), readers, new MailLedger(_house.Source), SendingHouse.Company, _ => Task.FromResult<string?>("T0LARKSPUR"));
        _answers = new(_replica.Schedules, desk, new(_house.Source, _house.BuildAsync), _house.BuildAsync, book);
    }

    public async ValueTask DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task A_person_subscribes_for_themselves_sees_the_next_five_times_and_gets_it()
    {
        (await AskAsync(Ana, "subscribe daily at 8:00 in Europe/Berlin")).Headline.ShouldBe("The daily report goes to you alone: Wed 11 Nov, 08:00 Berlin, then 12, 13, 14, 15 Nov.");
        var list = await AskAsync(Ana, "");
        (list.Headline, list.Sentences.Count).ShouldBe(("1 report is sent.", 2));
        list.Sentences[0].ShouldStartWith("daily to slack:U0ANA: Wed 11 Nov, 08:00 Berlin, then 12, 13, 14, 15 Nov. Id sub_");
        _house.Clock.Now = DateTimeOffset.Parse("2026-11-11T07:00:00Z");
        await _replica.RunAsync(TimeSpan.FromMinutes(2));
        _house.Slack.Board.Count(message => string.IsNullOrEmpty(message.ThreadTs)).ShouldBe(1); // the channel of the configuration has its own time
    }

    [Fact]
    public async Task Pausing_resuming_and_stopping_is_for_whose_it_is_and_for_administrators()
    {
        var id = (await AskAsync(Ana, "subscribe weekly")).Sentences[0].Split(' ')[2];
        (await AskAsync(Eve, $"pause {id}")).Headline.ShouldBe("There is no report of that id: /digest lists those you may change.");
        (await AskAsync(Ana, $"pause {id}")).Headline.ShouldStartWith("Paused: the weekly report");
        (await AskAsync(Ana, "")).Sentences[0].ShouldStartWith("weekly to slack:U0ANA (paused): ");
        (await AskAsync(Adam, $"resume {id}")).Headline.ShouldStartWith("Resumed: Mon 16 Nov, 08:00 New York");
        (await AskAsync(Ana, $"stop {id}")).Headline.ShouldStartWith("Stopped");
        (await AskAsync(Ana, "")).Headline.ShouldBe("No report is sent to you.");
    }

    [Fact]
    public async Task What_the_configuration_says_is_for_administrators_to_pause()
    {
        (await AskAsync(Adam, "")).Sentences[0].ShouldEndWith(" Id daily/slack:C0EXEC0.");
        (await AskAsync(Ana, "pause daily/slack:C0EXEC0")).Kind.ShouldBe(AnswerKind.Refused);
        (await AskAsync(Adam, "pause daily/slack:C0EXEC0")).Kind.ShouldBe(AnswerKind.Done);
        (await AskAsync(Adam, "stop daily/slack:C0EXEC0")).Headline.ShouldStartWith("This report stands in the configuration");
    }

    [Theory]
    [InlineData(Ana, "subscribe weekly <#C0EXEC1|exec>", "The weekly report goes to slack:C0EXEC1")]
    [InlineData(Ana, "subscribe weekly <#C0RANDOM|random>", "That channel is not one for figures")]
    [InlineData(Ana, "subscribe weekly priya@larkspur.example", "Reports by mail are set up by administrators")]
    [InlineData(Adam, "subscribe weekly priya@larkspur.example", "The weekly report goes to mail:priya@larkspur.example")]
    [InlineData(Adam, "subscribe weekly eve@evil.example", "That address has no role")]
    [InlineData("terminal", "subscribe daily slack:C0EXEC1", "The daily report goes to slack:C0EXEC1")]
    [InlineData("terminal", "subscribe daily", "Name where it goes")]
    [InlineData("api/KEY", "subscribe daily", "Reports are looked after in Slack")]
    [InlineData(Ana, "subscribe daily in Mars/Olympus", "\"Mars/Olympus\" is no time zone here")]
    public async Task Who_may_subscribe_what_is_decided_by_the_policy(string reader, string text, string sentence) => (await AskAsync(reader, text)).Headline.ShouldStartWith(sentence);

    [Fact]
    public async Task The_same_again_changes_its_time()
    {
        await AskAsync(Ana, "subscribe daily at 8:00");
        await AskAsync(Ana, "subscribe daily at 9:00");
        var list = await AskAsync(Ana, "");
        (list.Headline, list.Sentences[0][..55]).ShouldBe(("1 report is sent.", "daily to slack:U0ANA: Wed 11 Nov, 09:00 New York, then "));
    }

    [Theory]
    [InlineData(Ana, false)]
    [InlineData(Adam, true)]
    public async Task A_preview_shows_what_its_asker_may_see(string reader, bool named)
    {
        var preview = await AskAsync(reader, "preview daily");
        (preview.Headline, preview.Figures[0].Value, preview.NamesCustomers, preview.Text.Contains(FixedDigest.Customer)).ShouldBe(("MRR is $58,430, build 1.", "$58,430", named, named));
        preview.Footer.ShouldStartWith("Preview for you alone");
        (await _house.RowsAsync()).ShouldBeEmpty();
    }

    private Task<Answer> AskAsync(string reader, string text) => _answers.AnswerAsync(new Asked
    {
        Question = new Question { Metric = Metric.Digest, Subject = text.Length == 0 ? null : text }, Now = _house.Clock.Now, Reader = reader, Calendar = SendingHouse.Company.Calendar, Currency = SendingHouse.Company.Currency,
    }, Cancel);
}
