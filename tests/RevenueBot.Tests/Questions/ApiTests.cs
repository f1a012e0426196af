using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Questions.Api;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

/// <summary>What all routes of the HTTP interface share: CSV, receipts, filters, problems, the document.</summary>
public sealed class ApiTests(LiveBot bot) : IClassFixture<LiveBot>
{
    private const string HalfYear = "from=2024-01-01&to=2024-06-30";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Csv_has_the_entries_of_the_json()
    {
        var csv = (await TextAsync("metrics/movements?format=csv&" + HalfYear)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        csv[0].ShouldBe("date,opening,new,expansion,reactivation,resumed,contraction,churn,paused,fx,closing,customers,unconverted,currency");
        csv[3].ShouldBe("2024-03-01,128,29,70,0,0,0,0,0,0,227,3,,USD");
        csv[5].ShouldBe("2024-05-01,227,0,0,0,0,0,-29,0,0,198,2,,USD");
        csv.Length.ShouldBe(7);
    }

    [Theory]
    [InlineData("metrics/mrr")]
    [InlineData("metrics/arr")]
    [InlineData("metrics/movements")]
    public async Task Csv_is_given_to_those_who_accept_it(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/{path}?{HalfYear}");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        var response = await bot.Client.SendAsync(request, Cancel);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        (await response.Content.ReadAsStringAsync(Cancel)).ShouldStartWith("date,");
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+49 30 1234", "\"'+49 30 1234\"")]
    [InlineData("-cmd", "\"'-cmd\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("-29", "-29")]
    [InlineData("-0.045", "-0.045")]
    [InlineData("-1e5", "\"'-1e5\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    public void No_cell_is_a_formula(string text, string cell) => CsvText.Cell(text).ShouldBe(cell);

    [Fact]
    public async Task Arr_is_twelve_times_mrr()
    {
        var arr = await JsonAsync("metrics/arr?" + HalfYear);
        arr["entries"]![5]!["arr"]!["micros"]!.GetValue<long>().ShouldBe(198_000_000L * 12);
    }

    [Theory]
    [InlineData("plan=Pro", 198)]
    [InlineData("plan=pro", 198)]
    [InlineData("plan=Solo", 0)]
    [InlineData("currency=USD", 198)]
    public async Task A_series_can_be_of_one_value(string only, long mrr) =>
        ((await JsonAsync($"metrics/mrr?{HalfYear}&{only}"))["summary"]!["closing"]!["micros"]!.GetValue<long>() / 1_000_000).ShouldBe(mrr);

    [Theory]
    [InlineData("metrics/mrr?plan=Nope", HttpStatusCode.BadRequest, "There is no plan Nope in the ledger.")]
    [InlineData("metrics/mrr?plan=Pro&by=country", HttpStatusCode.BadRequest, "Only one of plan, country, segment and currency can be given, and by not beside it.")]
    [InlineData("metrics/mrr?format=xml", HttpStatusCode.BadRequest, "format is csv or json.")]
    [InlineData("metrics/happiness", HttpStatusCode.NotFound, "There is no such route. /openapi/v1.json lists them all.")]
    [InlineData("metrics/happiness/receipt", HttpStatusCode.NotFound, "There is no metric happiness: use one of mrr, arr")]
    [InlineData("metrics/mrr/receipt?limit=0", HttpStatusCode.BadRequest, "limit is a number from 1 to 10000")]
    [InlineData("metrics/mrr/receipt?cursor=x", HttpStatusCode.BadRequest, "limit is a number from 1 to 10000")]
    [InlineData("metrics/nps?plan=Pro", HttpStatusCode.BadRequest, "NPS cannot be limited to one plan, nor to anything else.")]
    [InlineData("nothing/here", HttpStatusCode.NotFound, "There is no such route.")]
    public async Task Problems_are_one_sentence(string path, HttpStatusCode status, string sentence)
    {
        var response = await bot.Client.GetAsync("/api/v1/" + path, Cancel);
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await response.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["detail"]!.GetValue<string>().ShouldStartWith(sentence);
    }

    [Fact]
    public async Task A_question_too_large_is_refused()
    {
        var response = await bot.Client.PostAsJsonAsync("/api/v1/ask", new { text = new string('m', 40_000) }, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("mrr", "", 198)]
    [InlineData("mrr", "&plan=Solo", 0)]
    [InlineData("movements", "", 198)]
    [InlineData("arr", "", 2376)]
    public async Task The_rows_of_a_receipt_add_up_to_the_figure(string metric, string only, long figure)
    {
        var receipt = await JsonAsync($"metrics/{metric}/receipt?{HalfYear}{only}");
        var rows = receipt["entries"]!.AsArray().Sum(row => row!["mrr"]!["micros"]!.GetValue<long>());
        (Sum(receipt["opening"]!) + rows).ShouldBe(Sum(receipt["closing"]!));
        Sum(receipt["closing"]!).ShouldBe(receipt["mrr"]!["micros"]!.GetValue<long>());
        (receipt["figure"]!["micros"]!.GetValue<long>() / 1_000_000).ShouldBe(figure);
    }

    [Fact]
    public async Task The_pages_of_a_receipt_are_its_rows()
    {
        var (pages, cursor) = (new List<long>(), "");
        do
        {
            var page = await JsonAsync($"metrics/mrr/receipt?{HalfYear}&limit=2{cursor}");
            page["entries"]!.AsArray().Count.ShouldBeLessThanOrEqualTo(2);
            pages.AddRange(page["entries"]!.AsArray().Select(row => row!["mrr"]!["micros"]!.GetValue<long>()));
            cursor = page["next_cursor"] is { } next ? "&cursor=" + next.GetValue<string>() : "";
        }
        while (cursor.Length > 0);
        pages.Sum().ShouldBe(198_000_000);
        pages.Count.ShouldBeGreaterThan(3);
        var csv = (await TextAsync($"metrics/mrr/receipt?{HalfYear}&format=csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        csv.Length.ShouldBe(pages.Count + 1);
        csv[1].ShouldStartWith("2024-01-10,ada,sub_ada,solo,new,none,29,USD,2024-01-10T15:00:00Z,");
    }

    [Fact]
    public async Task Words_filter_and_compare()
    {
        (await AskAsync("mrr for plan pro as of 2024-03-31")).ShouldBe("MRR of plan Pro is $198 on 31 Mar 2024, up $99 (+100.0%) vs 29 Feb 2024.");
        (await AskAsync("mrr of plan solo last month vs last year as of 2024-04-15")).ShouldStartWith("In March 2024 MRR of plan Solo");
        (await AskAsync("mrr vs January 2024 as of 2024-03-31")).ShouldBe("MRR is $227 on 31 Mar 2024, up $198 (+682.8%) vs 31 Jan 2024.");
        (await AskAsync("mrr for plan titanium")).ShouldContain("titanium");
        (await AskAsync("mrr for plan prro as of 2024-03-31")).ShouldContain("but not “plan prro”"); // too short to say what was meant
    }

    [Fact]
    public async Task The_document_has_every_route_with_its_parameters()
    {
        var document = await bot.Client.GetFromJsonAsync<JsonNode>("/openapi/v1.json", Cancel);
        var paths = document!["paths"]!.AsObject();
        var routes = bot.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(route => route.StartsWith("/api/v1/", StringComparison.Ordinal) && !route.Contains("*path", StringComparison.Ordinal)).Distinct().ToList();
        routes.Count.ShouldBeGreaterThan(8);
        foreach (var route in routes) paths.ContainsKey(route).ShouldBeTrue(route);
        foreach (var (path, operations) in paths.Where(pair => pair.Key.StartsWith("/api/v1/metrics/", StringComparison.Ordinal)))
            operations!["get"]!["parameters"]!.AsArray().Select(parameter => parameter!["name"]!.GetValue<string>()).ShouldContain("known_at", path);
        foreach (var metric in (string[])["mrr", "arr", "movements", "arpa", "asp", "quick-ratio", "customers", "ltv", "targets", "nrr", "logo-churn", "cohorts", "nps", "usage", "clv-by-plan", "trial-conversion"])
            paths[$"/api/v1/metrics/{metric}"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"].ShouldNotBeNull(metric);
        document["components"]!["schemas"]!.AsObject().ContainsKey("MovementEntry").ShouldBeTrue();
        document["components"]!["schemas"]!["MovementEntry"]!["properties"]!.AsObject().ContainsKey("reactivation").ShouldBeTrue();
        document["components"]!["schemas"]!["CustomerEntry"]!["properties"]!.AsObject().ContainsKey("churn_risk").ShouldBeTrue();
        document["components"]!["securitySchemes"]!.AsObject().Count.ShouldBe(1);
    }

    private static long Sum(JsonNode balances) => balances.AsArray().Sum(balance => balance!["balance"]!["micros"]!.GetValue<long>());

    private async Task<string> AskAsync(string text)
    {
        var response = await bot.Client.PostAsJsonAsync("/api/v1/ask", new { text }, Cancel);
        return (await response.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["headline"]!.GetValue<string>();
    }

    private async Task<string> TextAsync(string path)
    {
        var response = await bot.Client.GetAsync("/api/v1/" + path, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Cancel));
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    private async Task<JsonNode> JsonAsync(string path) => JsonNode.Parse(await TextAsync(path))!;
}
