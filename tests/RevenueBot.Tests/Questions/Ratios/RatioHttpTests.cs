using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Questions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Ratios;

/// <summary>The family's answers and routes from the outside: HTTP, real database.</summary>
public sealed class RatioHttpTests(LiveBot bot) : IClassFixture<LiveBot>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Arpa_is_answered_and_its_receipt_adds_up()
    {
        var answer = await AskAsync("/arpu in March 2024");
        answer["headline"]!.GetValue<string>().ShouldBe("ARPA is $75.67 on 31 Mar 2024, up $11.67 (+18.2%) since 29 Feb 2024.");
        var asker = bot.Services.GetRequiredService<Asker>();
        var receipt = (await asker.ReceiptAsync(answer["id"]!.GetValue<string>(), new AskContext(TimeProvider.System.GetUtcNow()), Cancel)).ShouldNotBeNull();
        receipt.Headline.ShouldBe("ARPA on 31 Mar 2024: MRR $227 ÷ 3 paying customers = $75.67");
        receipt.Table!.Rows.ShouldContain(row => row[0] == "New" && row[1] == "+29" && row[2] == "+1");
    }

    [Fact]
    public async Task Arpa_stands_at_the_end_of_each_interval()
    {
        var series = await GetAsync("arpa?from=2023-12-01&to=2024-03-31");
        var entries = series["entries"]!.AsArray();
        entries.Select(entry => entry!["date"]!.GetValue<string>()).ShouldBe(["2023-12-31", "2024-01-31", "2024-02-29", "2024-03-31"]);
        (entries[0]!["arpa"], entries[0]!["reason"]!.GetValue<string>()).ShouldBe((null, "no paying customers"));
        entries[3]!["arpa"]!["micros"]!.GetValue<long>().ShouldBe(75_666_667);
        entries[3]!["reason"].ShouldBeNull();
        series["summary"]!["arpa"]!["text"]!.GetValue<string>().ShouldBe("$75.67");
        series["profile"]!.GetValue<string>().ShouldBe("default");
    }

    [Fact]
    public async Task Asp_and_quick_ratio_are_of_each_interval()
    {
        var asp = (await GetAsync("asp?from=2024-03-01&to=2024-05-31"))["entries"]!.AsArray();
        asp[0]!["asp"]!["micros"]!.GetValue<long>().ShouldBe(29_000_000);
        asp[1]!["reason"]!.GetValue<string>().ShouldBe("no new customers");
        var ratio = await GetAsync("quick-ratio?from=2024-03-01&to=2024-06-30&by=plan");
        ratio["summary"]!["quick_ratio"]!.GetValue<decimal>().ShouldBe(3.413793m);
        ratio["entries"]!.AsArray().Select(entry => entry!["name"]!.GetValue<string>()).Distinct().ShouldBe(["Pro", "Solo"]);
    }

    [Theory]
    [InlineData("arpa?from=soon")]
    [InlineData("quick-ratio?by=customer")]
    public async Task Wrong_parameters_are_named(string query) =>
        (await bot.Client.GetAsync("/api/v1/metrics/" + query, Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    private async Task<JsonNode> AskAsync(string text)
    {
        var response = await bot.Client.PostAsJsonAsync("/api/v1/ask", new { text }, Cancel);
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
