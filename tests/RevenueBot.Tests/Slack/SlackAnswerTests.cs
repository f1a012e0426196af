using System.Net;
using RevenueBot.Access;
using RevenueBot.Chat;
using RevenueBot.Questions;
using RevenueBot.Slack;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

/// <summary>From the command to what people in Slack see, over HTTP both ways.</summary>
public sealed class SlackAnswerTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await SlackBot.SlackAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _slack.Problems.ShouldBeEmpty();
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task ACommandIsAnsweredForTheAskerAloneWithItsPicture()
    {
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack, Drawn());
        await bot.Ana.CommandAsync("");
        var answer = await _slack.MessageAsync();
        answer.Body.Text("response_type").ShouldBe("ephemeral");
        answer.Text.ShouldStartWith("MRR is $58,430");
        answer.HasPicture.ShouldBeTrue();
        answer.Token.ShouldBeEmpty();
        _slack.Uploads.Single().Take(4).ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
    }

    [Fact]
    public async Task TheAcknowledgementDoesNotWaitForTheAnswer()
    {
        var ready = new TaskCompletionSource();
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack, async (_, _) => { await ready.Task; return Answers.ByPlan; });
        (await bot.Ana.CommandAsync("by plan")).StatusCode.ShouldBe(HttpStatusCode.OK);
        _slack.Messages.ShouldBeEmpty();
        ready.SetResult();
        (await _slack.MessageAsync()).Text.ShouldStartWith("Business drives growth");
    }

    [Fact]
    public async Task AnotherWorkerTakesUpWhatAKilledOneLeft()
    {
        await LeaveAsync(minutesAgo: 2);
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack);
        (await _slack.MessageAsync()).Text.ShouldStartWith("MRR is $58,430");
    }

    [Fact]
    public async Task WhatIsTooOldForSlackIsDropped()
    {
        await LeaveAsync(minutesAgo: 31);
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack);
        await bot.Ana.CommandAsync("");
        await _slack.MessageAsync();
        await Patience.UntilAsync(async () => await CountAsync("status = 1") == 2);
        _slack.Messages.Count.ShouldBe(1);
        bot.Log.Text.ShouldContain("SlackDropped");
    }

    [Fact]
    public async Task AFinishedRequestForgetsItsAddress()
    {
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack);
        await bot.Ana.CommandAsync("");
        await _slack.MessageAsync();
        await Patience.UntilAsync(async () => await CountAsync("status = 1 AND body = ''") == 1);
    }

    [Fact]
    public async Task WhatSlackHasTakenHasBeenToldAndNothingElse()
    {
        var told = 0;
        _slack.Fail("response_url", new Fault.Error("used_url"));
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack, (_, _) => Task.FromResult(Answers.ByPlan with { Delivered = _ => Task.FromResult(Interlocked.Increment(ref told)) }));
        await bot.Ana.CommandAsync("by plan");
        await Patience.UntilAsync(async () => await CountAsync("status <> 0") == 1);
        told.ShouldBe(0);
        await bot.Ana.CommandAsync("by plan");
        await Patience.UntilAsync(() => Task.FromResult(told == 1));
    }

    [Fact]
    public async Task ARateLimitIsWaitedOut()
    {
        _slack.Fail("response_url", new Fault.RateLimited(1), new Fault.RateLimited(null));
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack, NoPicture());
        var began = TimeProvider.System.GetTimestamp();
        await bot.Ana.CommandAsync("");
        await _slack.MessageAsync();
        TimeProvider.System.GetElapsedTime(began).ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("files.getUploadURLExternal", "missing_scope")]
    [InlineData("files.completeUploadExternal", "file_uploads_disabled")]
    [InlineData("files.info", "missing_scope")]
    [InlineData("upload", "broken")]
    public async Task WithoutAPictureTheTextIsComplete(string method, string error)
    {
        _slack.Fail(method, new Fault.Error(error));
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack, Drawn());
        await bot.Ana.CommandAsync("");
        var answer = await _slack.MessageAsync();
        answer.HasPicture.ShouldBeFalse();
        answer.Text.ShouldStartWith("MRR is $58,430");
        bot.Log.Text.ShouldContain("SlackNoPicture");
    }

    [Fact]
    public async Task WhatCannotBeUploadedIsFetchedByItsSignedAddress()
    {
        _slack.Fail("files.getUploadURLExternal", new Fault.Error("missing_scope"));
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack, Drawn(), null, ("Dashboard:PublicUrl", "https://revenue.larkspur.example"));
        await bot.Ana.CommandAsync("");
        (await _slack.MessageAsync()).Blocks.Single(block => block.Text("type") == "image").Text("image_url").ShouldStartWith("https://revenue.larkspur.example/charts/");
    }

    [Fact]
    public async Task WhereSlackRefusesThePictureTheTextFollows()
    {
        _slack.Fail("response_url", new Fault.Error("invalid_blocks"));
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack, Drawn());
        await bot.Ana.CommandAsync("");
        (await _slack.MessageAsync()).HasPicture.ShouldBeFalse();
        _slack.Calls.Count(c => c.Method == "response_url").ShouldBe(2);
    }

    [Fact]
    public async Task ALatePictureReplacesTheText()
    {
        var ready = new TaskCompletionSource();
        _slack.Fail("files.info", new Fault.Held(ready.Task));
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack, Drawn());
        await bot.Ana.CommandAsync("");
        (await _slack.MessageAsync()).HasPicture.ShouldBeFalse();
        ready.SetResult();
        var second = await _slack.MessageAsync(m => m.HasPicture);
        second.Body.GetProperty("replace_original").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task AnAnswerThatMayHaveArrivedIsRepeatedForTheAskerOnly()
    {
        _slack.Fail("response_url", new Fault.DropAfterEffect());
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack, NoPicture());
        await bot.Ana.CommandAsync("");
        await Patience.UntilAsync(() => Task.FromResult(_slack.Messages.Count == 2));
    }

    [Fact]
    public async Task TroubleIsConfessedWithACodeThatIsInTheLog()
    {
        var fails = true;
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack, (_, _) => fails ? throw new TimeoutException("Acme Canary GmbH") : Task.FromResult(Answers.ByPlan));
        await bot.Ana.CommandAsync("by plan");
        var message = await _slack.MessageAsync();
        message.Text.ShouldStartWith("The answer did not arrive.");
        var code = message.Text[^7..^1];
        code.ShouldStartWith("E-");
        bot.Log.Text.ShouldContain(code);
        bot.Log.Text.ShouldNotContain("Acme Canary");
        fails = false;
        await bot.Ana.ClickAsync(SlackActions.Retry, message.ButtonValue(SlackActions.Retry));
        await _slack.MessageAsync(m => m.Text.StartsWith("Business drives", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ADeadTokenIsReportedOnce()
    {
        _slack.Fail("users.info", new Fault.Error("token_revoked"));
        _slack.Fail("conversations.info", new Fault.Error("token_revoked"));
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack);
        await bot.Ana.CommandAsync("");
        (await _slack.MessageAsync()).Text.ShouldContain("could not check who you are");
        bot.Log.Text.Split("SlackInstallationEnded").Length.ShouldBe(2);
    }

    [Fact]
    public async Task AMentionIsAnsweredBesideItForTheAskerAloneWhereThatIsSet()
    {
        string? asked = null;
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack, (question, _) => { asked = question; return Task.FromResult(Answers.ByPlan); }, settings: ("Slack:Mentions", "private"));
        await bot.Ana.SendEventAsync(bot.Ana.EventBody("app_mention", "hey <@U0BOT>, mrr\u00a0by plan &amp; why", "Ev0002"));
        var answer = await _slack.MessageAsync();
        answer.Method.ShouldBe("chat.postEphemeral");
        answer.Body.Text("user").ShouldBe("U0ANA");
        asked.ShouldBe("hey , mrr by plan & why");
    }

    [Fact]
    public async Task NoSecretNameOrFigureReachesTheLogAtAnyLevel()
    {
        const string name = "Canary Freight GmbH";
        var broken = false;
        await using var bot = await SlackBot.StartAsync(_database.DataSource, _slack, (_, _) => broken
            ? throw new InvalidOperationException(name) : Task.FromResult(Answers.Mrr with { Headline = name }));
        foreach (var error in (string[])["invalid_blocks", "internal_error", "used_url"])
        {
            _slack.Fail("response_url", new Fault.Error(error));
            await bot.Ana.CommandAsync("");
        }

        await _slack.MessageAsync(m => m.Text.StartsWith(name, StringComparison.Ordinal));
        broken = true;
        await bot.Ana.CommandAsync("what about " + name);
        await _slack.MessageAsync(m => m.Text.StartsWith("The answer did not arrive", StringComparison.Ordinal));
        await bot.Ana.SendAsync("/slack/commands", "text=" + name, "application/x-www-form-urlencoded", "1", "v0=00");
        bot.Log.Text.ShouldContain("SlackFailed");
        foreach (var secret in (string[])[FakeSlack.Token, SlackPerson.Secret, "hook-canary", name, "58,430", "ans_", "U0ANA", "C0REVENUE"])
            bot.Log.Text.ShouldNotContain(secret);
    }

    private static Ask Drawn() => (_, _) => Task.FromResult(Answers.Mrr with
    {
        Chart = new(() => new Charts.Chart("<svg xmlns='http://www.w3.org/2000/svg' width='1200' height='675'/>", "MRR", "Line chart, MRR in USD.")),
    });

    private static Ask NoPicture() => (_, _) => Task.FromResult(Answers.Mrr with { Chart = null });

    /// <summary>A request as a process leaves it that was killed after the acknowledgement, its lease run out.</summary>
    private async Task LeaveAsync(int minutesAgo)
    {
        var request = new SlackRequest(SlackRequestKind.Command, "killed", FakeSlack.Team, "U0ANA", "C0REVENUE")
        {
            Text = "/mrr", ResponseUrl = new Uri(_slack.NewResponseUrl()),
        };
        await using var command = _database.DataSource.CreateCommand(
            "INSERT INTO inbox (source, event_id, received_at, body, due_at) VALUES ('slack', 'killed', now() - $1, $2, now() - interval '1 second')");
        command.Parameters.AddWithValue(TimeSpan.FromMinutes(minutesAgo));
        command.Parameters.AddWithValue(request.ToBytes());
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> CountAsync(string condition)
    {
        await using var command = _database.DataSource.CreateCommand($"SELECT count(*) FROM inbox WHERE source = 'slack' AND {condition}");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
