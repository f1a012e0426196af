using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RevenueBot.Alerts.Storage;
using RevenueBot.Tests.Dashboard;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Questions.Facts.FactsBot;

namespace RevenueBot.Tests.Alerting;

/// <summary>Alerts of spring 2024: cy left on 6 May; ada and bo stay.</summary>
public sealed class ScorecardTests(LiveBot bot) : IClassFixture<LiveBot>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var connection = await bot.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        if (await connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT FROM alert_event)")) return;
        (string Id, string Rule, string Subject, string At, short Kind, long Mrr)[] events =
        [
            ("a1", "health", "cy", "2024-04-20T12:00Z", 1, 29_000_000), ("a2", "health", "ada", "2024-05-03T12:00Z", 1, 99_000_000), ("a2", "health", "ada", "2024-05-03T13:00Z", 40, 99_000_000),
            ("a3", "health", "bo", "2024-05-05T12:00Z", 1, 99_000_000), ("a4", "payment-failed", "cy", "2024-05-02T12:00Z", 1, 29_000_000),
        ];
        foreach (var (id, rule, subject, at, kind, mrr) in events)
            await connection.ExecuteAsync("INSERT INTO alert_event (alert_id, rule, subject, at, kind, reason, mrr) VALUES (@id, @rule, @subject, @at, @kind, '', @mrr)", new { id, rule, subject, at = At(at).UtcDateTime, kind, mrr });
        await bot.Services.GetRequiredService<FeedbackStore>().AddAsync("a3", "health", useful: false, "slack:U1", At("2024-05-06T12:00Z"), Cancel);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_month_is_judged_by_rule()
    {
        var answer = await bot.AskAsync("/scorecard in May 2024");
        answer.Headline().ShouldBe("3 alerts fired in 1–31 May 2024: 1 of 3 that can be judged came true (33.3%), $99 MRR was kept, and 1 answer said not useful.");
        answer.Rows().Single(row => row[0] == "health").ShouldBe(["health", "2", "0%", "100.0%", "16", "99", "1"]);
        answer.Rows().Single(row => row[0] == "payment-failed").ShouldBe(["payment-failed", "1", "100.0%", "100.0%", "4", "0", "0"]);
        answer.Rows().Single(row => row[0] == "mrr-drop").ShouldBe(["mrr-drop", "0", "–", "–", "–", "0", "0"]);
        (await bot.AskAsync("/scorecard in March 2024")).Headline().ShouldBe("No alert fired in 1–31 Mar 2024.");
    }

    [Fact]
    public async Task The_page_says_the_same_and_how_soon_people_acted()
    {
        var text = PageReading.Text(await bot.PageAsync("/alerts/scorecard?period=2024-05"));
        text.ShouldContain((await bot.AskAsync("/scorecard in May 2024")).Headline());
        text.ShouldContain("High churn risk health 2 50.0% 1 hour 0 1 0% 2 1 of 1 16 $99");
        (await bot.PageAsync("/alerts/scorecard?period=2024-05&csv=scorecard")).ShouldContain("health,2,0.5,1,0,1,0,2,1,16,99");
        PageReading.Text(await bot.PageAsync("/alerts/scorecard?period=2024-03")).ShouldContain("No alert fired in 1–31 Mar 2024.");
    }

    [Fact]
    public async Task Programs_get_the_same_figures()
    {
        var response = await bot.Client.GetAsync("/api/v1/alerts/scorecard?month=2024-05", Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Cancel));
        var health = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!["entries"]!.AsArray().Single(entry => entry!["rule"]!.GetValue<string>() == "health")!;
        (health["fired"]!.GetValue<int>(), health["judged"]!.GetValue<int>(), health["caught"]!.GetValue<int>(), health["median_lead_days"]!.GetValue<decimal>()).ShouldBe((2, 2, 1, 16));
        (health.Micros("saved_mrr"), health["saved_customers"]!.GetValue<int>(), health["precision"]!.GetValue<decimal>(), health["recall"]!.GetValue<decimal>()).ShouldBe((99_000_000, 1, 0, 1));
        foreach (var wrong in (string[])["May", "0001-01", "9999-12"])
            (await bot.Client.GetAsync($"/api/v1/alerts/scorecard?month={wrong}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
