using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RevenueBot.Access;
using RevenueBot.Metrics.Facts;
using RevenueBot.Questions;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Questions.Facts;
using RevenueBot.Tests.Slack.Alerts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Handling;

/// <summary>Alerts from the outside: asked for in words, listed and acted on by programs, silenced.</summary>
public sealed class AlertHttpTests : IAsyncLifetime
{
    private readonly LiveBot _bot = new();
    private string _ada = "", _bo = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _bot.InitializeAsync();
        await _bot.LearnAsync(new FactBatch { Customers = [new("ada", "Ada <!channel>", null, "DE", "smb", "Eva", null, null), new("bo", "Bo & Sons", null, "US", "smb", null, null, null)] });
        var database = _bot.Services.GetRequiredService<NpgsqlDataSource>();
        (_ada, _bo) = (await Book.TellAsync(database, TimeProvider.System, "C0ALERTS", "ada"), await Book.TellAsync(database, TimeProvider.System, "C0ALERTS", "bo"));
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task Open_alerts_are_asked_for_in_words()
    {
        var all = await _bot.AskAsync("/alerts");
        all.Headline().ShouldBe("2 alerts are open, with $1,396 MRR at stake.");
        all.Rows().ShouldBe([["Ada <!channel>", "$698", "High churn risk", "open"], ["Bo & Sons", "$698", "High churn risk", "open"]], ignoreOrder: true);
        (await _bot.AskAsync("/alerts bo")).Headline().ShouldBe("1 alert about Bo & Sons is open, with $698 MRR at stake.");
        (await _bot.AskAsync("/alerts owner eva")).Headline().ShouldBe("1 alert of eva is open, with $698 MRR at stake.");
        (await _bot.AskAsync("/alerts payment-failed")).Headline().ShouldBe("No alert of the rule payment-failed is open.");
        (await _bot.AskAsync("/alerts high churn risk")).Headline().ShouldBe("Several rules are called so: use health or churn-risk.");
        (await _bot.AskAsync("/alerts nobody at all")).Headline().ShouldStartWith("No rule and no customer is called “nobody at all”.");
        (await _bot.AskAsync("/alerts as of 2024-06-30")).Headline().ShouldBe("Alerts are told as they are now: leave the day out.");
        (await _bot.AskAsync("/alerts mine")).Headline().ShouldBe("Nobody is known here: write /alerts owner NAME.");
    }

    [Fact]
    public async Task Mine_are_those_I_took_or_was_given()
    {
        await PostAsync($"{_ada}/assign", new { to = "slack:U0ANA" });
        await PostAsync($"{_bo}/ack", new { by = "slack:U0ANA" });
        (await MineAsync("U0ANA")).Headline.ShouldBe("2 alerts with you are open, with $1,396 MRR at stake.");
        await PostAsync($"{_bo}/assign", new { to = "slack:U0EVA" });
        (await MineAsync("U0ANA")).Headline.ShouldBe("1 alert with you is open, with $698 MRR at stake.");
    }

    [Fact]
    public void Single_customers_are_seen_by_those_who_may_only()
    {
        var asker = _bot.Services.GetRequiredService<Asker>();
        AskContext context = new(TimeProvider.System.GetUtcNow());
        asker.Needs("/alerts", context).ShouldBe(Right.CustomersByName);
        asker.Needs("/silence ada for 3d", context).ShouldBe(Right.CustomersByName);
    }

    [Fact]
    public async Task A_silence_begins_is_listed_and_ends()
    {
        var begun = await _bot.AskAsync("/silence Bo & Sons for 3d because their migration runs");
        begun.Headline().ShouldStartWith("Silent until ");
        begun.Headline().ShouldEndWith(": Bo & Sons.");
        (await _bot.AskAsync("/silence bo for 3d")).Headline().ShouldStartWith("Silent already until ");
        (await _bot.AskAsync("/silence segment smb and rule health for 2w")).Headline().ShouldEndWith(": the segment smb and the rule health.");
        var list = await _bot.AskAsync("/silence list");
        list.Headline().ShouldBe("2 silences are in force.");
        list.Sentences()[0].ShouldContain("(their migration runs)");
        (await _bot.AskAsync("/silence end Bo & Sons")).Headline().ShouldBe("Ended: Bo & Sons is heard of again.");
        (await _bot.AskAsync($"/silence end {(await _bot.AskAsync("/silence")).Sentences()[0].Split(':')[0]}")).Headline().ShouldStartWith("Ended: the segment smb");
        (await _bot.AskAsync("/silence")).Headline().ShouldBe("Nothing is silent.");
        (await _bot.AskAsync("/silence Bo & Sens for 3d")).Headline().ShouldBe("No customer is called so. Did you mean Bo & Sons? A silence begins with the exact name.");
        (await _bot.AskAsync("/silence rule=nothing for 3d")).Headline().ShouldStartWith("There is no such rule");
        (await _bot.AskAsync("/silence colour=red for 3d")).Headline().ShouldBe("There is no label of that name: use rule, customer, owner, segment, level.");
    }

    [Fact]
    public async Task Programs_list_open_alerts_in_pages()
    {
        var first = await GetAsync("alerts?limit=1");
        var second = await GetAsync($"alerts?limit=1&cursor={first["next_cursor"]}");
        new[] { first, second }.Select(page => page["alerts"]!.AsArray().Single()!["id"]!.GetValue<string>()).ShouldBe([_ada, _bo], ignoreOrder: true);
        second["next_cursor"].ShouldBeNull();
        var one = (await GetAsync("alerts?customer=ada&state=firing&rule=health"))["alerts"]!.AsArray().Single()!;
        (one["subject"]!["name"]!.GetValue<string>(), one["mrr"]!["micros"]!.GetValue<long>(), one["owner"]!.GetValue<string>(), one["told_in"]!.GetValue<string>()).ShouldBe(("Ada <!channel>", 698_000_000, "Eva", "slack:C0ALERTS"));
        (await GetAsync($"alerts/{_ada}"))["history"]!.AsArray().Single()!["reason"]!.GetValue<string>().ShouldBe("fired");
        foreach (var wrong in (string[])["alerts?rule=nothing", "alerts?state=closed", "alerts?limit=0", "alerts?colour=red"])
            (await _bot.Client.GetAsync(new Uri($"/api/v1/{wrong}", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, wrong);
        (await _bot.Client.GetAsync(new Uri("/api/v1/alerts/al_UNKNOWN234", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Programs_act_once_however_often_they_ask()
    {
        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        (string Path, object Body)[] acts =
            [("ack", new { by = "Dana" }), ("snooze", new { until = tomorrow, reason = "card promised" }), ("assign", new { to = "slack:U0ANA" }), ("feedback", new { useful = false, reason = "known already" })];
        foreach (var (path, body) in acts)
        {
            (await PostAsync($"{_ada}/{path}", body))["changed"]!.GetValue<bool>().ShouldBeTrue(path);
            if (path != "feedback") (await PostAsync($"{_ada}/{path}", body))["changed"]!.GetValue<bool>().ShouldBeFalse(path);
        }

        var alert = (await GetAsync($"alerts/{_ada}"))["alert"]!;
        (alert["acknowledged_by"]!.GetValue<string>(), alert["assigned_to"]!.GetValue<string>(), alert["snooze_reason"]!.GetValue<string>()).ShouldBe(("Dana", "slack:U0ANA", "card promised"));
        (await GetAsync($"alerts/{_ada}"))["history"]!.AsArray().Count.ShouldBe(5);
    }

    [Theory]
    [InlineData("ack", """{"by": ""}""", HttpStatusCode.BadRequest)]
    [InlineData("ack", "[]", HttpStatusCode.BadRequest)]
    [InlineData("snooze", """{"until": "2020-01-01"}""", HttpStatusCode.BadRequest)]
    [InlineData("snooze", """{"until": "soon"}""", HttpStatusCode.BadRequest)]
    [InlineData("assign", "{}", HttpStatusCode.BadRequest)]
    [InlineData("feedback", "{}", HttpStatusCode.BadRequest)]
    [InlineData("explode", "{}", HttpStatusCode.NotFound)]
    public async Task What_is_asked_wrongly_is_said(string act, string body, HttpStatusCode status)
    {
        using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");
        (await _bot.Client.PostAsync(new Uri($"/api/v1/alerts/{_ada}/{act}", UriKind.Relative), content, Cancel)).StatusCode.ShouldBe(status);
        if (act != "ack") return;
        using var unknown = await _bot.Client.PostAsJsonAsync("/api/v1/alerts/al_UNKNOWN234/ack", new { }, Cancel);
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task<Answer> MineAsync(string user) =>
        _bot.Services.GetRequiredService<Asker>().AskAsync("/alerts mine", new AskContext(TimeProvider.System.GetUtcNow(), Reader: $"slack/T0LARKSPUR/{user}"), Cancel);

    private async Task<JsonNode> GetAsync(string path)
    {
        var response = await _bot.Client.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative), Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Cancel));
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!;
    }

    private async Task<JsonNode> PostAsync(string path, object body)
    {
        using var response = await _bot.Client.PostAsJsonAsync($"/api/v1/alerts/{path}", body, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Cancel));
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!;
    }
}
