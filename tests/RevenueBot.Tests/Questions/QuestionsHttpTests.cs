using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Questions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

/// <summary>Questions and metrics from the outside: HTTP, real database.</summary>
public sealed class QuestionsHttpTests(LiveBot bot) : IClassFixture<LiveBot>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_is_answered_with_words_and_exact_figures()
    {
        var answer = await AskAsync(new { text = "/mrr", as_of = "2024-03-31" });
        answer["kind"]!.GetValue<string>().ShouldBe("figures");
        answer["headline"]!.GetValue<string>().ShouldBe("MRR is $227 on 31 Mar 2024, up $99 (+77.3%) vs 29 Feb 2024.");
        answer["entries"]![0]!["closing"]!["micros"]!.GetValue<long>().ShouldBe(227_000_000);
        answer["as_of"]!.GetValue<string>().ShouldBe("2024-03-31");
        answer["profile"]!.GetValue<string>().ShouldBe("default");
        answer["figures"]!.AsArray().Single(figure => figure!["key"]!.GetValue<string>() == "year")!["reason"]!.GetValue<string>()
            .ShouldBe("no MRR on 31 Mar 2023");
    }

    [Fact]
    public async Task Plans_go_by_name_and_tier()
    {
        var answer = await AskAsync(new { text = "mrr by plan in Q1 2024" });
        answer["table"]!["columns"]!.AsArray().Select(column => column!.GetValue<string>()).ShouldBe(["", "Solo", "Pro", "Total"]);
        answer["headline"]!.GetValue<string>().ShouldBe("Pro drives growth: +$198 of the +$227 since 31 Dec 2023.");
    }

    [Fact]
    public async Task Nothing_was_known_before_it_was_recorded()
    {
        var answer = await AskAsync(new { text = "/mrr", known_at = "2024-03-31" });
        answer["headline"]!.GetValue<string>().ShouldBe("Nothing was recorded by Sun 31 Mar 2024, 23:59 New York, so no MRR was known then.");
        answer["known_at"]!.GetValue<string>().ShouldStartWith("2024-04-01T03:59:59");
    }

    [Theory]
    [InlineData("mrr by regoin", "not_understood")]
    [InlineData("help", "help")]
    [InlineData("", "figures")]
    public async Task Every_text_has_an_answer(string text, string kind) => (await AskAsync(new { text }))["kind"]!.GetValue<string>().ShouldBe(kind);

    [Theory]
    [InlineData("{}")]
    [InlineData("nothing")]
    [InlineData("{\"text\": 5}")]
    [InlineData("{\"text\": \"mrr\", \"as_of\": \"yesterday\"}")]
    public async Task A_wrong_body_is_told_how_to_be_right(string body)
    {
        var response = await bot.Client.PostAsync("/api/v1/ask", new StringContent(body, null, "application/json"), Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await JsonAsync(response))["detail"]!.GetValue<string>().ShouldEndWith(".");
    }

    [Fact]
    public async Task Without_a_key_nothing_is_told()
    {
        using var client = new HttpClient { BaseAddress = bot.Client.BaseAddress };
        (await client.PostAsync("/api/v1/ask", new StringContent("not even JSON"), Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        client.DefaultRequestHeaders.Add("X-Api-Key", LiveBot.Key[..^1] + "X");
        (await client.GetAsync("/api/v1/metrics/mrr", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Movements_add_up_and_follow_each_other()
    {
        var series = await GetAsync("movements?from=2024-01-01&to=2024-06-30");
        var entries = series["entries"]!.AsArray();
        entries.Select(entry => entry!["date"]!.GetValue<string>()).ShouldBe(["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01", "2024-06-01"]);
        foreach (var entry in entries)
            ((string[])["opening", "new", "expansion", "reactivation", "resumed", "contraction", "churn", "paused", "fx"]).Sum(line => Micros(entry!, line)).ShouldBe(Micros(entry!, "closing"));
        Micros(entries[2]!, "expansion").ShouldBe(70_000_000);
        Micros(entries[4]!, "churn").ShouldBe(-29_000_000);
        entries[4]!["customers"]!.GetValue<int>().ShouldBe(2);
        Micros(series["summary"]!, "closing").ShouldBe(198_000_000);
        series["data_through"]!.GetValue<string>().ShouldStartWith("2024-07-01T12:00:00");
    }

    [Fact]
    public async Task Mrr_stands_at_the_end_of_each_interval()
    {
        var series = await GetAsync("mrr?from=2024-03-04&to=2024-03-10&interval=day&by=plan");
        var entries = series["entries"]!.AsArray();
        entries.Count.ShouldBe(14);
        entries.Where(entry => entry!["key"]!.GetValue<string>() == "solo").Select(entry => Micros(entry!, "mrr") / 1_000_000).ShouldBe([29, 0, 29, 29, 29, 29, 29]);
        series["summary"]!["growth"]!["fraction"]!.GetValue<decimal>().ShouldBe(0.773438m);
        series["as_of"]!.GetValue<string>().ShouldBe("2024-03-10");
    }

    [Theory]
    [InlineData("mrr?from=soon")]
    [InlineData("mrr?to=2024-13-01")]
    [InlineData("mrr?interval=hour")]
    [InlineData("movements?by=customer")]
    [InlineData("mrr?from=2024-05-01&to=2024-04-01")]
    [InlineData("mrr?from=2000-01-01&to=2024-04-01&interval=day")]
    [InlineData("mrr?known_at=later")]
    public async Task Wrong_parameters_are_named(string query) =>
        (await bot.Client.GetAsync("/api/v1/metrics/" + query, Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("forecast?by=plan")]
    [InlineData("forecast?plan=pro")]
    [InlineData("nps?by=country")]
    [InlineData("segments?by=plan")]
    [InlineData("clv-by-plan?by=country")]
    [InlineData("usage?by=country")]
    public async Task A_part_that_a_metric_is_not_split_into_is_refused_and_not_left_out(string query) =>
        (await bot.Client.GetAsync("/api/v1/metrics/" + query, Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_receipt_shows_the_rows_behind_an_answer_and_survives_as_an_id()
    {
        var asker = bot.Services.GetRequiredService<Asker>();
        var context = new AskContext(TimeProvider.System.GetUtcNow());
        var answer = await asker.AskAsync("in March 2024", context, Cancel);
        var receipt = (await asker.ReceiptAsync(answer.Id, context, Cancel)).ShouldNotBeNull();
        receipt.Headline.ShouldBe("How MRR of $227 on 31 Mar 2024 adds up");
        receipt.Table!.Rows.ShouldContain(row => row[0] == "New" && row[1] == "+29" && row[2] == "1");
        receipt.Table.Rows.ShouldContain(row => row[0] == "Expansion" && row[1] == "+70" && row[2] == "1");
        (await asker.AskAgainAsync(answer.Id, context, Cancel)).ShouldNotBeNull().Headline.ShouldBe(answer.Headline);
        (await asker.ReceiptAsync("ans_nothing", context, Cancel)).ShouldBeNull();
    }

    private static long Micros(JsonNode entry, string name) => entry[name]!["micros"]!.GetValue<long>();

    private async Task<JsonNode> AskAsync(object request)
    {
        var response = await bot.Client.PostAsJsonAsync("/api/v1/ask", request, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await JsonAsync(response);
    }

    private async Task<JsonNode> GetAsync(string query)
    {
        var response = await bot.Client.GetAsync("/api/v1/metrics/" + query, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Cancel));
        return await JsonAsync(response);
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel)) ?? throw new JsonException("The body is empty.");
}
