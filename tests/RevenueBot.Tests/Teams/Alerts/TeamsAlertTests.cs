using System.Text.Json;
using System.Text.Json.Nodes;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Teams;
using RevenueBot.Tests.Slack.Alerts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Teams.Alerts;

/// <summary>Alerts in Teams: posted as a thread, edited in place for everybody, and acted on by whoever may.</summary>
public sealed class TeamsAlertTests : IAsyncLifetime
{
    private const string Channel = "19:revenue@thread.tacv2", Destination = $"teams:{Channel}";
    private readonly ShiftedTime _clock = new();
    private TestDatabase _database = null!;
    private FakeTeams _teams = null!;
    private TeamsBot _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _teams = await TeamsBot.TeamsAsync(_clock);
        _bot = await TeamsBot.StartAsync(_database.DataSource, _teams, _clock, [.. Rights]);
        await _bot.In("revenue").SayAsync("help"); // the bot is there
        await Patience.UntilAsync(() => Task.FromResult(_teams.Messages.Count > 0));
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _teams.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task An_alert_is_a_thread_and_an_acknowledgement_changes_it_for_everybody()
    {
        var key = await Book.TellInAsync(_database.DataSource, _clock, Destination, "cus_1");
        var posted = await CallAsync(call => call.Operation == "create" && call.Raw.Contains("Brightwater Clinics", StringComparison.Ordinal));
        posted.ButtonValue("alert.ack").ShouldBe(key);
        (await ClickAsync("alert.ack", key)).ShouldBe("Acknowledged.");
        (await CallAsync(call => call.Operation == "update")).Raw.ShouldContain("Acknowledged by");
        var line = await CallAsync(call => call.Operation == "reply");
        line.Raw.ShouldContain("<at>Ana Alvarez</at> acknowledged this.");
        (await Book.QueryAsync<string>(_database.DataSource, "SELECT by_person FROM alert_event ORDER BY event_id DESC LIMIT 1")).ShouldBe([$"teams:{TeamsBot.Aad(1)}"]);
    }

    [Fact]
    public async Task Whoever_may_not_see_customers_changes_nothing_and_hears_why_alone()
    {
        var key = await Book.TellInAsync(_database.DataSource, _clock, Destination, "cus_1");
        await CallAsync(call => call.Operation == "create");
        await ClickAsync("alert.ack", key, _bot.In("revenue", "29:eva", 2));
        (await CallAsync(call => call.Text.StartsWith("You do not have access to", StringComparison.Ordinal))).Conversation.ShouldNotContain(Channel);
        _teams.Calls.ShouldNotContain(call => call.Operation == "update");
    }

    [Fact]
    public async Task A_snooze_is_until_the_day_that_was_chosen_and_an_old_form_says_so()
    {
        var key = await Book.TellInAsync(_database.DataSource, _clock, Destination, "cus_1");
        await CallAsync(call => call.Operation == "create");
        (await ClickAsync("alert.snooze", key, fields: ("until", "2020-01-01"))).ShouldStartWith("Choose a day after today");
        var day = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime).AddDays(7);
        (await ClickAsync("alert.snooze", key, null, ("until", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("reason", "card promised"))).ShouldBe("Snoozed.");
        var edited = await CallAsync(call => call.Operation == "update");
        edited.Raw.ShouldContain("Reason given: card promised");
        edited.ButtonValue("alert.wake").ShouldBe(key);
    }

    [Fact]
    public async Task An_owner_is_somebody_who_may_see_customers()
    {
        var key = await Book.TellInAsync(_database.DataSource, _clock, Destination, "cus_1");
        await CallAsync(call => call.Operation == "create");
        (await ClickAsync("alert.assign", key)).ShouldBe("Choose a person.");
        (await ClickAsync("alert.assign", key, fields: ("who", TeamsBot.Aad(2)))).ShouldStartWith("This person may not see single customers");
        (await ClickAsync("alert.assign_me", key)).ShouldBe("Assigned.");
        (await CallAsync(call => call.Operation == "reply")).Raw.ShouldContain("<at>Ana Alvarez</at> has this now.");
    }

    [Fact]
    public async Task An_opinion_is_told_to_nobody_else()
    {
        var key = await Book.TellInAsync(_database.DataSource, _clock, Destination, "cus_1");
        await CallAsync(call => call.Operation == "create");
        (await ClickAsync("alert.not_useful", key)).ShouldStartWith("Noted.");
        (await CallAsync(call => call.Raw.Contains("Known already", StringComparison.Ordinal))).Conversation.ShouldStartWith("a:");
        (await Book.QueryAsync<bool>(_database.DataSource, "SELECT useful FROM alert_feedback")).ShouldBe([false]);
    }

    [Fact]
    public async Task A_channel_that_a_guest_reads_gets_nothing()
    {
        await _bot.In("partner").SayAsync("help");
        await Book.TellInAsync(_database.DataSource, _clock, "teams:19:partner@thread.tacv2", "cus_1");
        await Patience.UntilAsync(async () => (await Book.QueryAsync<string>(_database.DataSource, "SELECT error FROM outbox WHERE state = 3")).Contains("audience"));
        _teams.Messages.ShouldNotContain(call => call.Raw.Contains("Brightwater", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_post_that_was_not_confirmed_is_repeated_once_and_says_so()
    {
        _teams.Fail("create", new Fault.DropAfterEffect());
        await Book.TellInAsync(_database.DataSource, _clock, Destination, "cus_1");
        await Patience.UntilAsync(async () => (await Book.QueryAsync<bool>(_database.DataSource, "SELECT uncertain FROM outbox WHERE state = 1 AND error IS NOT NULL")).Contains(true));
        _clock.Shift(TimeSpan.FromSeconds(40)); // after so long it is worth looking, and nobody can look in Teams
        await Patience.UntilAsync(() => Task.FromResult(_teams.Calls.Count(call => call.Operation == "create" && call.Raw.Contains("Brightwater", StringComparison.Ordinal)) > 1));
        _teams.Calls.Last(call => call.Operation == "create").Raw.ShouldContain("Posted again: Teams did not confirm an earlier post");
    }

    private static IEnumerable<(string, string)> Rights =>
    [
        ($"Access:Teams:People:{TeamsBot.Aad(1)}", "customers"), ("Access:Teams:Channels:0", Channel), ("Access:Teams:Channels:1", "19:partner@thread.tacv2"),
    ];

    private async Task<string> ClickAsync(string verb, string value, TeamsPerson? by = null, params (string Key, string Value)[] fields)
    {
        JsonObject data = new() { ["value"] = value };
        foreach (var (key, text) in fields) data[key] = text;
        using var reply = await (by ?? _bot.In("revenue")).SendAsync((by ?? _bot.In("revenue")).Click(verb, data));
        var json = JsonSerializer.Deserialize<JsonElement>(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return json.GetProperty("value").ToString();
    }

    private async Task<TeamsCall> CallAsync(Func<TeamsCall, bool> wanted)
    {
        await Patience.UntilAsync(() => Task.FromResult(_teams.Calls.Any(call => call.IsMessage && wanted(call))));
        return _teams.Calls.First(call => call.IsMessage && wanted(call));
    }
}
