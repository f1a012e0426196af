using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Forecasting;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Forecasting;

/// <summary>The forecast from the outside: HTTP, real database.</summary>
public sealed class ForecastHttpTests(LiveBot bot) : IClassFixture<LiveBot>, IAsyncLifetime
{
    private const string InJune = "as of 2023-06-30";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await bot.Services.GetRequiredService<FactStore>().ApplyAsync(new FactBatch
    {
        SubscriptionEvents =
        [
            .. Enumerable.Range(0, 18).Select(month => Event($"g{month}", $"grown{month}", new DateTimeOffset(2022, 1, 5, 15, 0, 0, TimeSpan.Zero).AddMonths(month))),
            Event("c1", "grown3", new(2023, 6, 20, 15, 0, 0, TimeSpan.Zero)) with { CancelAtPeriodEnd = true, CurrentPeriodEnd = new(2023, 8, 5, 15, 0, 0, TimeSpan.Zero) },
        ],
        Targets = [new("mrr", new Month(2023, 12), TargetKind.Level, 2_350, null)],
    }, ct: Cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_finding_has_its_range_and_says_what_was_known_first()
    {
        var answer = await AskAsync("/forecast " + InJune);
        answer["headline"]!.GetValue<string>().ShouldBe("MRR is likely $2,300 on 31 Dec 2023, 80% range $2,300–$2,300.");
        Sentences(answer).ShouldContain("Chance to reach the target of $2,350 on 31 Dec 2023: under 1%.");
        Sentences(answer).ShouldContain("Counted first: 1 scheduled cancel, −$100 by 31 Dec 2023.");
        Sentences(answer).ShouldContain("Back-test from 11 past month ends: 51 of 51 within the 80% range (100.0%), 51 within the 95% range (100.0%).");
        answer["table"]!["rows"]!.AsArray().Select(row => row![1]!.GetValue<string>()).ShouldBe(["1,900", "1,900", "2,000", "2,100", "2,200", "2,300"]);
        answer["kind"]!.GetValue<string>().ShouldBe("figures");
    }

    [Fact]
    public async Task A_supposition_is_compared_with_the_forecast_without_it()
    {
        var answer = await AskAsync("/forecast what if churn +1pp " + InJune);
        answer["headline"]!.GetValue<string>().ShouldMatch(@"^With churn \+1 point a month, MRR is likely \$2,1\d\d on 31 Dec 2023, 80% range \$2,1\d\d–\$2,1\d\d; \$1\d\d below the forecast without it\.$");
    }

    [Fact]
    public async Task Several_suppositions_are_named_together_and_what_they_mean_is_said()
    {
        var answer = await AskAsync("/forecast what if churn +1pp and sales +10% and prices +5% " + InJune);
        answer["headline"]!.GetValue<string>().ShouldMatch(@"^With churn \+1 point a month, new MRR \+10% and prices \+5%, MRR is likely \$2,3\d\d on 31 Dec 2023, .* above the forecast without it\.$");
        Sentences(answer).ShouldContain("New MRR is all that is gained from now on: new, reactivated and resumed, trials included; expansion stays as expected.");
        Sentences(answer).ShouldContain("Prices: from 1 Jul 2023 for monthly contracts and whoever is new, for longer contracts when they renew; that more or fewer leave is only what is supposed of churn.");
        Sentences(await AskAsync("/forecast what if prices +5% " + InJune)).ShouldContain(sentence => sentence.EndsWith("; nobody is supposed to leave because of it.", StringComparison.Ordinal));
        var receipt = await ReceiptAsync(answer);
        receipt.Sentences.ShouldContain("Supposed: churn +1 point a month, new MRR +10% and prices +5%.");
        receipt.Table!.Columns[^1].ShouldBe("New prices");
        receipt.Table.Rows[0][1].ShouldBe("+110");
        var rows = (await receipt.Proof!(Cancel)).Cast<ForecastRow>().ToList();
        foreach (var row in rows)
        {
            var atTodaysPrices = Math.Max(row.Trend + row.Known - row.Usual, 0);
            (row.Mean.Micros / 1e6).ShouldBe(atTodaysPrices + row.Price, 1e-6);
            row.Price.ShouldBe(0.05 * (atTodaysPrices - row.Waiting), 1e-6);
        }

        answer["headline"]!.GetValue<string>().ShouldContain(rows[^1].Mean.Text);
    }

    [Fact]
    public async Task Over_http_each_month_is_what_the_same_question_says()
    {
        var forecast = (await bot.Client.GetFromJsonAsync<JsonNode>("/api/v1/metrics/forecast?to=2023-06-30&sales_percent=0&price_percent=5", Cancel))!;
        forecast["entries"]!.AsArray().Select(entry => entry!["mean"]!["micros"]!.GetValue<long>()).ShouldBe([1_995_000_000, 1_995_000_000, 2_100_000_000, 2_205_000_000, 2_310_000_000, 2_415_000_000]);
        (forecast["summary"]!["price_percent"]!.GetValue<decimal>(), forecast["summary"]!["sales_percent"], forecast["summary"]!["churn_points"]).ShouldBe((5m, null, null));
    }

    [Fact]
    public async Task The_receipt_shows_the_method_and_the_flows()
    {
        var receipt = await ReceiptAsync(await AskAsync("/forecast " + InJune));
        receipt.Headline.ShouldBe("What the forecast of $2,300 on 31 Dec 2023 rests on");
        receipt.Sentences.ShouldContain("Balances by the same: exact line.");
        receipt.Table!.Rows[1].ShouldBe(["31 Aug", "+100", "0", "0", "−100", "−100"]);
    }

    [Fact]
    public async Task The_route_gives_months_with_bounds_and_the_summary_what_they_rest_on()
    {
        var json = (await bot.Client.GetFromJsonAsync<JsonNode>("/api/v1/metrics/forecast?to=2023-06-30&months=2", Cancel))!;
        json["entries"]!.AsArray().Select(entry => entry!["date"]!.GetValue<string>()).ShouldBe(["2023-07-31", "2023-08-31"]);
        json["entries"]![1]!["mean"]!["micros"]!.GetValue<long>().ShouldBe(1_900_000_000);
        json["entries"]![1]!["hi95"]!["text"]!.GetValue<string>().ShouldBe("$1,900");
        json["summary"]!["known"]!["scheduled_cancels"]!.GetValue<int>().ShouldBe(1);
        json["summary"]!["back_test"]!["coverage80"]!.GetValue<decimal>().ShouldBe(1);
        (json["as_of"]!.GetValue<string>(), json["profile"]!.GetValue<string>()).ShouldBe(("2023-06-30", "default"));
    }

    [Theory]
    [InlineData("months=0")]
    [InlineData("months=37")]
    [InlineData("months=soon")]
    [InlineData("churn_points=much")]
    [InlineData("sales_percent=-100.5")]
    [InlineData("price_percent=5%25")]
    [InlineData("to=tomorrow")]
    public async Task A_wrong_parameter_is_told_how_to_be_right(string query)
    {
        var response = await bot.Client.GetAsync($"/api/v1/metrics/forecast?{query}", Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["detail"]!.GetValue<string>().ShouldEndWith(".");
    }

    [Fact]
    public async Task Too_short_a_past_says_so()
    {
        var answer = await AskAsync("/forecast as of 2022-03-31");
        answer["headline"]!.GetValue<string>().ShouldBe($"MRR is likely $900 on 30 Sep 2022, 80% range {Range(answer)}.");
        Sentences(answer).ShouldContain("Only two closed months began with MRR, fewer than six: their mean is carried on, with the wide range of so short a past.");
    }

    [Fact]
    public async Task Before_the_first_customer_there_is_none() =>
        (await AskAsync("/forecast as of 2021-03-31"))["headline"]!.GetValue<string>().ShouldBe("No forecast yet: no customer has paid in a month that is over.");

    [Fact]
    public async Task Computed_ahead_it_is_the_same_as_live_and_its_receipt_agrees()
    {
        var refresh = bot.Services.GetServices<IRefresh>().Single(one => one.Name == "forecast");
        var at = bot.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var live = await AskAsync("/forecast");
        await refresh.RunAsync(new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero), Cancel);
        var ahead = await AskAsync("/forecast");
        ahead["headline"]!.GetValue<string>().ShouldBe(live["headline"]!.GetValue<string>());
        ahead["footer"]!.GetValue<string>().ShouldStartWith("Computed ");
        var receipt = (await bot.Services.GetRequiredService<Asker>().ReceiptAsync(ahead["id"]!.GetValue<string>(), new AskContext(at.AddDays(3)), Cancel))!;
        receipt.Headline.ShouldStartWith("What the forecast of ");
        ahead["headline"]!.GetValue<string>().ShouldContain(receipt.Headline["What the forecast of ".Length..^" rests on".Length]);
    }

    private async Task<Answer> ReceiptAsync(JsonNode answer) =>
        (await bot.Services.GetRequiredService<Asker>().ReceiptAsync(answer["id"]!.GetValue<string>(), new AskContext(bot.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(1)), Cancel))!;

    private async Task<JsonNode> AskAsync(string text)
    {
        var response = await bot.Client.PostAsJsonAsync("/api/v1/ask", new { text }, Cancel);
        return (await response.Content.ReadFromJsonAsync<JsonNode>(Cancel))!;
    }

    private static List<string> Sentences(JsonNode answer) => [.. answer["sentences"]!.AsArray().Select(sentence => sentence!.GetValue<string>())];

    private static string Range(JsonNode answer) =>
        answer["figures"]!.AsArray().Single(figure => figure!["key"]!.GetValue<string>() == "range_80")!["value"]!.GetValue<string>();

    private static SubscriptionEvent Event(string id, string customer, DateTimeOffset at) => new()
    {
        Source = FactSource.Import, EventId = id, CustomerId = customer, SubscriptionId = "sub_" + customer, ItemId = "sub_" + customer, PlanId = "pro",
        UnitAmountMinor = 10_000, Currency = Currency.Parse("USD"), Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = at,
    };
}
