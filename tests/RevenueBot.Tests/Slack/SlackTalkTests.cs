using RevenueBot.Access;
using RevenueBot.Chat;
using RevenueBot.Conversing;
using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Questions.Continuing;
using RevenueBot.Questions.Language;
using RevenueBot.Slack;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Questions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

/// <summary>Conversations in Slack: what is said in a thread or a direct message goes on from the last question there.</summary>
public sealed class SlackTalkTests : IAsyncLifetime
{
    private const string Root = "1700000001.000100";
    private static readonly Resolver Today = new(new(2026, 11, 10), CompanyCalendar.Utc);
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;
    private SlackBot _bot = null!;
    private int _events;
    private bool _drawn;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await SlackBot.SlackAsync();
        _slack.Channels["C0OTHER"] = new FakeChannel();
        _bot = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _slack.Problems.ShouldBeEmpty();
        await _bot.DisposeAsync();
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task TotalsAskedByMentionStandInTheThreadOfTheMentionAndAreContinuedThere()
    {
        var first = await SayAsync("<@U0BOT> churn last 6 months");
        (first.Method, first.Body.Text("thread_ts"), first.Text).ShouldBe(("chat.postMessage", Root, "/churn last 6 months"));
        var second = await SayAsync("by plan <@U0BOT>", thread: Root);
        (second.Method, second.Body.Text("thread_ts")).ShouldBe(("chat.postMessage", Root));
        second.Text.ShouldBe("/churn by plan last 6 months Read as: churn by plan, last 6 months.");
        (await SayAsync("<@U0BOT> and last year?", thread: Root)).Text.ShouldStartWith("/churn by plan last year ");
    }

    [Fact]
    public async Task AnotherMentionBeginsAnewAndACommandToo()
    {
        await SayAsync("<@U0BOT> churn last 6 months");
        (await SayAsync("<@U0BOT> by plan", ts: "1700000002.000100")).Text.ShouldBe("/mrr by plan");
        await Ana.CommandAsync("by country");
        (await _slack.MessageAsync(message => message.Method == "response_url")).Text.ShouldBe("/mrr by country");
    }

    [Fact]
    public async Task WhatNamesCustomersOrIsNoFigureIsForTheAskerAlone()
    {
        await RestartAsync(("Access:Slack:People:U0ANA", "customers"));
        foreach (var (said, reply) in new[] { ("<@U0BOT> /customer Acme", "/customer \"Acme\""), ("<@U0BOT> bananas", "?"), ("<@U0BOT>", "help") })
        {
            var answer = await SayAsync(said, person: Ana);
            (answer.Method, answer.Body.Text("user"), answer.Text).ShouldBe(("chat.postEphemeral", "U0ANA", reply));
        }
    }

    [Fact]
    public async Task InADirectMessageEveryMessageGoesOn()
    {
        SlackPerson ana = Direct("U0ANA", "D0ANA");
        (await SayAsync("nrr", person: ana)).Text.ShouldBe("/nrr");
        (await SayAsync("by segment", person: ana)).Text.ShouldStartWith("/nrr by segment ");
        (await SayAsync("and churn?", person: ana)).Text.ShouldStartWith("/churn by segment ");
        (await SayAsync("receipt", person: ana)).Text.Replace("\u200B", "").ShouldBe("receipt of ans_/churn by segment");
        // A thread of the direct message is a conversation of its own, answered there.
        var inThread = await SayAsync("by plan", person: ana, thread: "1700000009.000100");
        (inThread.Text, inThread.Body.Text("thread_ts")).ShouldBe(("/mrr by plan", "1700000009.000100"));
    }

    [Fact]
    public async Task AButtonsAnswerIsGoneOnFrom()
    {
        await SayAsync("<@U0BOT> mrr");
        await Ana.ClickAsync(SlackActions.Ask(1), new SlackSeal(new SlackOptions { SigningSecrets = [SlackPerson.Secret] }).Close("/churn last month", FakeSlack.Team), Root);
        await KeptAsync(await _slack.MessageAsync(message => message.Text == "/churn last month"), Root, "U0ANA");
        (await SayAsync("<@U0BOT> and the month before?", thread: Root)).Text.ShouldStartWith("/churn in September 2026 ");
    }

    [Fact]
    public async Task AnAnswerIsGoneOnFromBeforeItsPictureComes()
    {
        TaskCompletionSource ready = new();
        _slack.Fail("files.info", new Fault.Held(ready.Task));
        _drawn = true;
        (await SayAsync("<@U0BOT> churn last month")).HasPicture.ShouldBeFalse();
        _drawn = false;
        (await SayAsync("<@U0BOT> by plan", thread: Root)).Text.ShouldStartWith("/churn by plan last month ");
        ready.SetResult();
    }

    [Fact]
    public async Task AnotherPersonGoesOnWithTheirOwnRightsAndLearnsNothingElse()
    {
        await RestartAsync(("Access:Slack:People:U0ANA", "customers"), ("Access:Slack:People:U0EVA", "totals"), ("Access:Slack:People:U0DAN", "customers"));
        _slack.Users["U0DAN"] = new FakeUser();
        SlackPerson Who(string user) => new(_bot.Http, _slack, TimeProvider.System) { User = user };
        await SayAsync("<@U0BOT> /customer Acme", person: Who("U0ANA"));
        (await SayAsync("<@U0BOT> and its health?", person: Who("U0DAN"), thread: Root)).Text.ShouldStartWith("/health \"Acme\" ");
        foreach (var said in (string[])["<@U0BOT> and churn?", "<@U0BOT> and its health?", "<@U0BOT> more", "<@U0BOT> receipt"])
        {
            var told = await SayAsync(said, person: Who("U0EVA"), thread: Root);
            told.Body.GetRawText().ShouldNotContain("Acme");
        }

        // With a question of their own they go on from that, whatever others ask meanwhile.
        await SayAsync("<@U0BOT> churn last month", person: Who("U0EVA"), thread: Root);
        await SayAsync("<@U0BOT> /nrr", person: Who("U0ANA"), thread: Root);
        (await SayAsync("<@U0BOT> by plan", person: Who("U0EVA"), thread: Root)).Text.ShouldStartWith("/churn by plan last month ");
    }

    [Fact]
    public async Task WhoMayNotAskIsRefusedAloneAndOfferedWhatTheyMeantWhereThePlaceIsWrong()
    {
        (await SayAsync("<@U0BOT> churn", person: new SlackPerson(_bot.Http, _slack, TimeProvider.System) { User = "U0GUEST" })).Text.ShouldStartWith("Revenue figures are not shown to guests.");
        await SayAsync("<@U0BOT> churn");
        _slack.Channels["C0REVENUE"] = new FakeChannel(IsExtShared: true);
        await RestartAsync(); // what was looked up is forgotten
        var refusal = await SayAsync("<@U0BOT> by plan", thread: Root, person: Ana);
        (refusal.Method, new SlackSeal(new SlackOptions { SigningSecrets = [SlackPerson.Secret] }).Open(refusal.ButtonValue(SlackActions.Direct), FakeSlack.Team)).ShouldBe(("chat.postEphemeral", "/churn by plan"));
    }

    [Fact]
    public async Task AfterADayNothingIsGoneOnFromAndNothingIsKept()
    {
        await SayAsync("<@U0BOT> churn last month");
        await ExecuteAsync("UPDATE conversation SET at = at - interval '24 hours'");
        (await SayAsync("<@U0BOT> by plan", thread: Root)).Text.ShouldBe("/mrr by plan");
        await ExecuteAsync("UPDATE conversation SET at = at - interval '24 hours'");
        await new ConversationStore(_database.DataSource, TimeProvider.System).RunAsync(TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken);
        (await Alerts.Book.QueryAsync<long>(_database.DataSource, "SELECT count(*) FROM conversation")).ShouldBe([0L]);
    }

    [Fact]
    public async Task WhatIsNotSaidToTheBotIsNotHeard()
    {
        string Event(object message) => System.Text.Json.JsonSerializer.Serialize(new { type = "event_callback", team_id = FakeSlack.Team, event_id = $"EvX{_events++}", @event = message, authorizations = new[] { new { team_id = FakeSlack.Team, user_id = "U0BOT", is_bot = true } } });
        object[] unheard =
        [
            new { type = "message", channel_type = "channel", channel = "C0REVENUE", user = "U0ANA", text = "by plan", ts = "1.2", thread_ts = Root },
            new { type = "message", channel_type = "im", channel = "D0ANA", user = "U0ANA", subtype = "message_changed", text = "mrr", ts = "1.2" },
            new { type = "message", channel_type = "im", channel = "D0ANA", user = "U0ANA", subtype = "message_deleted", text = "mrr", ts = "1.2" },
            new { type = "message", channel_type = "im", channel = "D0ANA", user = "U0ANA", bot_id = "B0BOT", text = "mrr", ts = "1.2" },
            new { type = "message", channel_type = "im", channel = "D0ANA", user = "U0BOT", text = "mrr", ts = "1.2" },
            new { type = "app_mention", channel = "C0REVENUE", user = "U0ANA", text = "<@U0BOT> mrr", ts = "1.2", edited = new { user = "U0ANA", ts = "1.3" } },
            new { type = "app_mention", channel = "C0REVENUE", text = 7, ts = 12.5 },
            new { type = "something_new", extra = new { deep = new[] { 1, 2 } } },
        ];
        foreach (var message in unheard) (await Ana.SendEventAsync(Event(message))).IsSuccessStatusCode.ShouldBeTrue();
        await SayAsync("<@U0BOT> churn");
        _slack.Messages.Select(message => message.Text).ShouldBe(["/churn"]);
    }

    [Theory]
    [InlineData("<@U0BOT> mrr by plan", "mrr by plan")]
    [InlineData("mrr <@U0BOT|revenuebot> by plan", "mrr   by plan")]
    [InlineData("customer <http://acme.io|acme.io>", "customer acme.io")]
    [InlineData("<https://acme.io/x>", "https://acme.io/x")]
    [InlineData("alerts owner <@U0DANA>", "alerts owner <@U0DANA>")]
    [InlineData("<!channel> mrr", "<!channel> mrr")]
    public void WhatWasTypedIsFoundInTheTextOfAMessage(string text, string plain) => SlackText.Plain(text, "U0BOT").Trim().ShouldBe(plain);

    [Fact]
    public void WhatTheSettingSaysIsReadOrRefused()
    {
        new SlackOptions { Mentions = "Private" }.AnswersInThread.ShouldBeFalse();
        new SlackOptions { Mentions = "loud" }.Problems().ShouldHaveSingleItem().ShouldStartWith("Slack:Mentions is \"loud\"");
    }

    private SlackPerson Ana => _bot.Ana;

    private SlackPerson Direct(string user, string channel) => new(_bot.Http, _slack, TimeProvider.System) { User = user, Channel = channel };

    /// <summary>One bot at a time: they share the inbox.</summary>
    private async Task RestartAsync(params (string Key, string Value)[] settings)
    {
        await _bot.DisposeAsync();
        _bot = await StartAsync(settings);
    }

    private Task<SlackBot> StartAsync(params (string Key, string Value)[] settings) => SlackBot.StartAsync(_database.DataSource, _slack, Spoken(), null, settings);

    /// <summary>Says something, and waits for the next message that anybody gets.</summary>
    private async Task<SlackCall> SayAsync(string text, SlackPerson? person = null, string? thread = null, string ts = Root)
    {
        var who = person ?? Ana;
        var seen = _slack.Messages.Count;
        var isDirect = who.Channel.StartsWith('D');
        var said = who.EventBody(isDirect ? "message" : "app_mention", text, $"Ev{_events++}", thread is null ? ts : $"17000001{_events:00}.000100", thread);
        await Patience.UntilAsync(async () => (await who.SendEventAsync(said)).IsSuccessStatusCode); // Slack repeats what was not acknowledged
        await _slack.WaitForAsync(_ => _slack.Messages.Count > seen);
        var told = _slack.Messages[seen];
        var known = thread ?? (isDirect ? "" : ts); // the next thing is said when this has been kept
        if (told.Text.StartsWith('/')) await KeptAsync(told, known, who.User);
        return told;
    }

    /// <summary>An answer is kept when Slack has taken it: a moment after whoever reads Slack sees it.</summary>
    private Task KeptAsync(SlackCall told, string thread, string user) => Patience.UntilAsync(async () =>
        (await Alerts.Book.QueryAsync<string>(_database.DataSource, $"SELECT question FROM conversation WHERE thread = '{thread}' AND person = '{user}'")).Any(question => told.Text == question || told.Text.StartsWith(question + " Read as", StringComparison.Ordinal)));

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _database.DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Answers that say the question they were asked.</summary>
    private Answering Spoken() => new(
        (text, _, _) => Task.FromResult(Read(text) is { } question ? (_drawn ? Answers.Mrr with { Table = null } : Answers.ByPlan) with { Id = $"ans_{question}", Question = question.ToString(), Headline = question.ToString(), Sentences = [], NamesCustomers = Customers(question) } : Answers.NotUnderstood with { Headline = text == "help" ? "help" : "?", Suggestions = [] }),
        (id, _) => Task.FromResult(Answers.Receipt with { Headline = $"receipt of {id}" }),
        text => Read(text.StartsWith("ans_", StringComparison.Ordinal) ? text[4..] : text) is { } question && Customers(question) ? Right.Customers : Right.Totals)
    {
        Continue = (text, before, _) => Task.FromResult<Continued>(ContinuationReader.Read(text, Read(before), Today, Known) switch
        {
            Continuation.Asks asks => new Continued.Asks(asks.Question.ToString(), [$"Read as: {asks.Question.Label}."]),
            Continuation.Receipt => new Continued.Receipt(),
            Continuation.Replies(Reading.Ambiguous several) => new Continued.Replies(Answers.NotUnderstood with { Headline = "several", Suggestions = several.Suggestions }),
            Continuation.Replies => new Continued.Replies(Answers.NotUnderstood),
            _ => new Continued.Alone(),
        }),
    };

    private static Names Known => PhrasingTests.Names;

    private static Question? Read(string text) => QuestionParser.Parse(text, Today.Today, Today.Calendar) is Reading.Understood(var question) ? question : null;

    private static bool Customers(Question question) => question.Metric is Metric.Customer or Metric.Health;
}
