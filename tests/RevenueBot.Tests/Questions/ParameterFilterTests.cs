using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

/// <summary>A parameter that a route does not have is never left out of the answer silently.</summary>
public sealed class ParameterFilterTests(LiveBot bot) : IClassFixture<LiveBot>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("metrics/mrr?plann=pro", "This route has no parameter plann: use one of from, to, interval, by, plan, country, segment, currency, known_at, format.")]
    [InlineData("metrics/nps?months=3", "This route has no parameter months: use one of from, to, interval, known_at, format.")]
    [InlineData("metrics/usage?metric=tasks", "This route has no parameter metric: use one of from, to, interval, by, plan, known_at, format.")]
    [InlineData("metrics/forecast?from=2024-01-01", "This route has no parameter from: use one of to, known_at, format, months, churn_points, sales_percent, price_percent.")]
    [InlineData("metrics/segments?interval=day", "This route has no parameter interval: use one of to, known_at, format.")]
    [InlineData("metrics/mrr/receipt?by=plan", "This route has no parameter by: use one of from, to, plan, country, segment, currency, known_at, limit, cursor, format.")]
    [InlineData("customers?owner=ada", "This route has no parameter owner: use one of status, plan, country, segment, search, sort, limit, cursor, format.")]
    [InlineData("customers/ada?plan=pro", "This route has no parameter plan: it takes none.")]
    [InlineData("metrics/mrr?plan=", "plan has no value, or more than one: give it one.")]
    [InlineData("metrics/mrr?plan=pro&plan=solo", "plan has no value, or more than one: give it one.")]
    [InlineData("metrics/mrr?to", "to has no value, or more than one: give it one.")]
    public async Task Is_refused_with_those_that_there_are(string path, string sentence)
    {
        var response = await bot.Client.GetAsync("/api/v1/" + path, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await response.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["detail"]!.GetValue<string>().ShouldBe(sentence);
    }

    [Fact]
    public async Task A_question_takes_its_parts_from_its_body()
    {
        var response = await bot.Client.PostAsJsonAsync("/api/v1/ask?as_of=2024-03-31", new { text = "mrr" }, Cancel);
        (await response.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["detail"]!.GetValue<string>().ShouldBe("This route has no parameter as_of: it takes none.");
    }

    [Fact]
    public async Task A_path_that_is_none_is_told_first() =>
        (await bot.Client.GetAsync("/api/v1/metrics/happiness?mood=good", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task The_case_of_a_name_is_not_looked_at() =>
        (await bot.Client.GetAsync("/api/v1/metrics/mrr?Plan=pro&to=2024-06-30", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
}
