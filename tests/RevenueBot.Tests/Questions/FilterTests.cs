using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Questions.Facts.FactsBot;

namespace RevenueBot.Tests.Questions;

/// <summary>One plan, country, segment or currency alone. Ada is in Germany and small, bo in the United States, eve pays euros; cy has neither country nor segment.</summary>
public sealed class FilterTests(LiveBot bot) : IClassFixture<LiveBot>, IAsyncLifetime
{
    private const string Span = "from=2024-02-01&to=2024-06-30";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Series => ["mrr", "arr", "movements", "arpa", "asp", "quick-ratio", "customers", "logo-churn", "gross-mrr-churn", "net-mrr-churn", "nrr", "grr"];

    public async ValueTask InitializeAsync() => await bot.LearnAsync(new FactBatch
    {
        Customers =
        [
            new("ada", "Ada", null, "DE", "smb", null, null, null), new("bo", "Bo", null, "US", null, null, null, null), new("eve", "Eve", null, "DE", "enterprise", null, null, null),
        ],
        SubscriptionEvents =
        [
            new()
            {
                Source = FactSource.Import, EventId = "eve1", CustomerId = "eve", SubscriptionId = "sub_eve", ItemId = "sub_eve", PlanId = "pro", UnitAmountMinor = 9_000, Currency = Currency.Parse("EUR"),
                Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = At("2024-03-20T12:00Z"),
            },
        ],
        FxRates = [.. Enumerable.Range(1, 7).Select(month => new FxRate(Currency.Parse("EUR"), new Month(2024, month).FirstDay, true, 1.10m))],
        Payments = [new(FactSource.Import, "p1", "ada", null, 2_900, null, Currency.Parse("USD"), PaymentStatus.Succeeded, null, null, At("2024-01-10T15:00Z"))],
        Usage = [new("ada", "u1", "tasks", 10, At("2024-03-06T15:00Z"), null), new("cy", "u1", "tasks", 4, At("2024-03-07T15:00Z"), null)],
    });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Series))]
    public async Task A_series_of_one_value_is_its_row_of_the_split(string metric)
    {
        foreach (var by in (string[])["plan", "country", "segment", "currency"])
        {
            var rows = Entries(await bot.MetricAsync($"{metric}?{Span}&by={by}")).GroupBy(row => (Key: row["key"]!.GetValue<string>(), Name: row["name"]!.GetValue<string>())).ToList();
            rows.Count.ShouldBeGreaterThan(1, by);
            foreach (var row in rows)
            {
                var alone = Entries(await bot.MetricAsync($"{metric}?{Span}&{by}={Uri.EscapeDataString(row.Key.Name)}"));
                foreach (var entry in row)
                {
                    var found = alone.Single(one => JsonNode.DeepEquals(one["date"], entry["date"]));
                    foreach (var name in (string[])["key", "name"]) entry.AsObject().Remove(name);
                    JsonNode.DeepEquals(found, entry).ShouldBeTrue($"{by} {row.Key.Name}: {found} is not {entry}");
                }
            }
        }
    }

    [Theory]
    [InlineData("country", "DE|US|No country")]
    [InlineData("segment", "smb|enterprise|No segment")]
    [InlineData("plan", "Pro|Solo")]
    [InlineData("currency", "USD|EUR")]
    public async Task The_parts_add_up_to_the_whole(string by, string names)
    {
        var parts = new List<JsonNode>();
        foreach (var name in names.Split('|')) parts.Add((await bot.MetricAsync($"mrr?{Span}&{by}={Uri.EscapeDataString(name)}"))["summary"]!["closing"]!);
        parts.Sum(part => part["micros"]!.GetValue<long>()).ShouldBe((await bot.MetricAsync($"mrr?{Span}"))["summary"]!["closing"]!["micros"]!.GetValue<long>());
    }

    [Fact]
    public async Task Usage_and_lifetime_value_can_be_of_one_plan()
    {
        Entries(await bot.MetricAsync("usage?from=2024-03-01&to=2024-03-31&plan=Solo")).Sum(entry => entry["quantity"]?.GetValue<decimal>() ?? 0).ShouldBe(4);
        Entries(await bot.MetricAsync("usage?from=2024-03-01&to=2024-03-31&by=plan")).Select(entry => entry["name"]!.GetValue<string>()).Distinct().ShouldBe(["Pro", "Solo"], ignoreOrder: true);
        var solo = await bot.MetricAsync("clv-by-plan?to=2024-06-30&plan=Solo");
        Entries(solo).Single()["key"]!.GetValue<string>().ShouldBe("solo");
        solo["summary"]!["total"]!["revenue"]!["micros"]!.GetValue<long>().ShouldBe(29_000_000);
        (await bot.MetricAsync("clv-by-plan?to=2024-06-30&plan=Pro"))["summary"]!["total"]!["customers"]!.GetValue<int>().ShouldBe(0);
    }

    [Theory]
    [InlineData("/churn plan pro in May 2024", "Logo churn of plan Pro was 0% in May 2024 (0 of 3 customers left), unchanged vs April 2024.")]
    [InlineData("/churn plan solo in May 2024", "Logo churn of plan Solo was 100.0% in May 2024 (1 of 1 customer left), up 100.0 points vs April 2024.")]
    [InlineData("/arpu in Germany as of 2024-06-30", "ARPA of country DE is $99 on 30 Jun 2024, unchanged vs 31 May 2024.")]
    [InlineData("mrr without a country as of 2024-04-30", "MRR of customers without a country is $29 on 30 Apr 2024")]
    [InlineData("customers for no segment as of 2024-04-30", "2 paying customers without a segment on 30 Apr 2024")]
    [InlineData("nrr for segment smb in June 2024", "Net revenue retention of segment smb was 100.0% in June 2024, unchanged vs May 2024.")]
    [InlineData("churn for country \"\" in May 2024", "Logo churn of customers without a country was 100.0% in May 2024")]
    public async Task Words_limit_an_answer(string text, string headline) => (await bot.AskAsync(text)).Headline().ShouldStartWith(headline);

    [Theory]
    [InlineData("/usage in Germany", "Usage cannot be limited to one country, only to one plan.")]
    [InlineData("/clv for segment smb", "Realised CLV cannot be limited to one segment, only to one plan.")]
    [InlineData("/nps for plan Pro", "NPS cannot be limited to one plan, nor to anything else.")]
    [InlineData("/ltv in Germany", "LTV cannot be limited to one country, nor to anything else.")]
    [InlineData("/forecast for plan Pro", "Forecast cannot be limited to one plan, nor to anything else.")]
    [InlineData("/cohorts for segment smb", "Cohorts cannot be limited to one segment, nor to anything else.")]
    [InlineData("/trials for plan Pro", "Trials cannot be limited to one plan, nor to anything else.")]
    [InlineData("/segments in Germany", "Segments cannot be limited to one country, nor to anything else.")]
    [InlineData("/target for plan Pro", "Target cannot be limited to one plan, nor to anything else.")]
    public async Task What_cannot_be_limited_says_so(string text, string sentence) => (await bot.AskAsync(text)).Headline().ShouldStartWith(sentence);

    [Theory]
    [InlineData("usage?country=DE", "Usage cannot be limited to one country, only to one plan.")]
    [InlineData("usage?by=segment", "Usage cannot be split by segment, only by plan.")]
    [InlineData("nps?segment=smb", "NPS cannot be limited to one segment, nor to anything else.")]
    [InlineData("forecast?currency=EUR", "Forecast cannot be limited to one currency, nor to anything else.")]
    [InlineData("ltv?by=plan", "LTV cannot be split by plan, nor by anything else.")]
    [InlineData("trial-conversion?country=DE", "Trials cannot be limited to one country, nor to anything else.")]
    [InlineData("clv-by-plan/receipt?country=DE", "Realised CLV cannot be limited to one country, only to one plan.")]
    [InlineData("nrr?plan=Nope", "There is no plan Nope in the ledger.")]
    public async Task Routes_say_the_same(string query, string sentence)
    {
        var response = await bot.Client.GetAsync("/api/v1/metrics/" + query, Cancel);
        ((int)response.StatusCode).ShouldBe(400);
        (await response.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["detail"]!.GetValue<string>().ShouldBe(sentence);
    }

    [Fact]
    public async Task An_answer_by_a_dimension_names_its_keys()
    {
        var answer = await bot.AskAsync("/mrr by country in April 2024");
        Entries(answer).Select(entry => (entry["key"]!.GetValue<string>(), entry["name"]!.GetValue<string>())).Distinct().ShouldBe([("", "No country"), ("DE", "DE"), ("US", "US")], ignoreOrder: true);
        (await bot.AskAsync("/mrr in April 2024"))["entries"]![0]!.AsObject().ContainsKey("key").ShouldBeFalse();
    }

    [Fact]
    public async Task Customers_without_a_country_can_be_listed()
    {
        var list = await bot.Client.GetFromJsonAsync<JsonNode>("/api/v1/customers?country=No%20country", Cancel);
        Entries(list!).Select(entry => entry["id"]!.GetValue<string>()).ShouldBe(["cy"]);
        Entries((await bot.Client.GetFromJsonAsync<JsonNode>("/api/v1/customers?country=Germany", Cancel))!).Count.ShouldBe(2);
    }

    private static List<JsonNode> Entries(JsonNode answer) => [.. answer["entries"]!.AsArray().Select(entry => entry!)];
}
