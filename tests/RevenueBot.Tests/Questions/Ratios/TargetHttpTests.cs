using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Ratios;

/// <summary>Typed targets from the outside: HTTP, real database.</summary>
public sealed class TargetHttpTests(LiveBot bot) : IClassFixture<LiveBot>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_target_of_the_month_has_its_state()
    {
        await SetAsync();
        var answer = await AskAsync("/target", "2024-03-20");
        answer["headline"]!.GetValue<string>().ShouldBe("MRR is $227 of the target $250 (90.8%) on 20 Mar 2024: reached on 25 Mar 2024 at this pace.");
        answer["sentences"]![0]!.GetValue<string>().ShouldBe("Needed: $2.09 a day for 11 days; so far +$4.95 a day.");
        answer["sentences"]![1]!.GetValue<string>().ShouldBe("2 of 5 targets are reached: ARPA, Paying customers.");
        answer["sentences"]![2]!.GetValue<string>().ShouldBe("There is no figure called “happiness” to measure its target with.");
        Row(answer, "NPS of 90 days").ShouldBe(["NPS of 90 days", "50.0", "above 50", "not at this pace", "0.0"]);
        Row(answer, "ARPA").ShouldBe(["ARPA", "$75.67", "$50–$80", "reached", "$0"]);
    }

    [Fact]
    public async Task A_month_that_is_over_reached_its_target_or_missed_it()
    {
        await SetAsync();
        var answer = await AskAsync("/target in March 2024", null);
        answer["headline"]!.GetValue<string>().ShouldBe("MRR is $227 of the target $250 (90.8%) on 31 Mar 2024: $23 short.");
        Row(answer, "MRR")[3].ShouldBe("missed");
    }

    [Fact]
    public async Task Without_a_target_the_next_one_is_named()
    {
        await SetAsync();
        var answer = await AskAsync("/target", "2024-01-20");
        answer["headline"]!.GetValue<string>().ShouldBe("No target is set for January 2024.");
        answer["sentences"]![0]!.GetValue<string>().ShouldBe("The next is for March 2024: ARPA $50–$80.");
    }

    [Fact]
    public async Task The_route_gives_numbers_and_reasons()
    {
        await SetAsync();
        var series = await GetAsync("targets?from=2024-01-01&to=2024-03-20");
        var entries = series["entries"]!.AsArray();
        entries.Select(entry => entry!["metric"]!.GetValue<string>()).ShouldBe(["mrr", "arpu", "nps", "customers", "happiness"]);
        var mrr = entries[0]!;
        (mrr["state"]!.GetValue<string>(), mrr["current"]!.GetValue<decimal>(), mrr["days_to_target"]!.GetValue<int>(), mrr["currency"]!.GetValue<string>()).ShouldBe(("in_days", 227m, 5, "USD"));
        mrr["required_daily_growth"]!.GetValue<decimal>().ShouldBe(2.090909m);
        entries[4]!["reason"]!.GetValue<string>().ShouldBe("no figure of this name");
        series["summary"]!["reached"]!.GetValue<int>().ShouldBe(2);
        (await bot.Client.GetAsync("/api/v1/metrics/targets?by=plan", Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task SetAsync()
    {
        Month march = new(2024, 3);
        await bot.Services.GetRequiredService<FactStore>().ApplyAsync(new FactBatch
        {
            Targets =
            [
                new("mrr", march, TargetKind.Level, 250, null), new("arpu", march, TargetKind.Range, 50, 80), new("nps", march, TargetKind.Minimum, 50, null),
                new("customers", march, TargetKind.Level, 3, null), new("happiness", march, TargetKind.Level, 1, null),
            ],
            Nps = [new("ada", "u1", 10, null, Noon(2)), new("bo", "u2", 9, null, Noon(2)), new("cy", "u3", 9, null, Noon(2)), new("cy", "u4", 3, null, Noon(2))],
        }, new FactOptions());
    }

    private static DateTimeOffset Noon(int day) => new(2024, 3, day, 17, 0, 0, TimeSpan.Zero);

    private static string[] Row(JsonNode answer, string name) =>
        [.. answer["table"]!["rows"]!.AsArray().Select(row => row!.AsArray().Select(cell => cell!.GetValue<string>()).ToArray()).Single(row => row[0] == name)];

    private async Task<JsonNode> AskAsync(string text, string? asOf)
    {
        var response = await bot.Client.PostAsJsonAsync("/api/v1/ask", new { text, as_of = asOf }, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!;
    }

    private async Task<JsonNode> GetAsync(string query)
    {
        var response = await bot.Client.GetAsync("/api/v1/metrics/" + query, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Cancel));
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!;
    }
}
