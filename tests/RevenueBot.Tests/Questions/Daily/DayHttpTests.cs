using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Daily;

/// <summary>
/// The panel of Sun 3 Nov 2024, which has 25 hours in New York (04:00 to 05:00 UTC of the next day): HTTP, real database.
/// </summary>
public sealed class DayHttpTests(LiveBot bot) : IClassFixture<LiveBot>
{
    private static readonly DateTimeOffset Start = new(2024, 11, 3, 4, 0, 0, TimeSpan.Zero), LastHour = Start.AddHours(24.5), Before = Start.AddMinutes(-1), After = Start.AddHours(25);

    [Fact]
    public async Task The_day_says_what_it_brought()
    {
        var answer = await AskAsync();
        answer["headline"]!.GetValue<string>().ShouldBe(
            "3 Nov 2024: MRR $446 (−$49), two sign-ups, one cancel clicked, one subscription ended, one fell to 0 MRR otherwise, $30 and EUR 10 (no rate) received.");
        Figure(answer, "revenue")["amount"]!["micros"]!.GetValue<long>().ShouldBe(30_000_000);
        Figure(answer, "revenue")["comparison"]!.GetValue<string>().ShouldBe("2 payments, 1 given back, without tax; EUR has no rate");
        Figure(answer, "signups")["number"]!.GetValue<int>().ShouldBe(2);
        Figure(answer, "cancels_clicked")["number"]!.GetValue<int>().ShouldBe(1);
        Figure(answer, "subscriptions_ended")["number"]!.GetValue<int>().ShouldBe(1);
        Figure(answer, "subscriptions_ended")["comparison"]!.GetValue<string>().ShouldBe("one fell to 0 MRR otherwise");
        Figure(answer, "mrr_growth_30d")["number"]!.GetValue<decimal>().ShouldBe(-49m / 495);
        Figure(answer, "churn")["comparison"]!.GetValue<string>().ShouldBe("0 of 5 in October 2024");
        Figure(answer, "conversion")["reason"]!.GetValue<string>().ShouldBe("no month of trials is old enough");
    }

    [Fact]
    public async Task The_day_before_has_only_what_fell_into_it()
    {
        var answer = await AskAsync("2024-11-02");
        answer["headline"]!.GetValue<string>().ShouldBe("2 Nov 2024: MRR $495 (unchanged), one sign-up, no cancels clicked, no subscriptions ended, $1 received.");
    }

    [Fact]
    public async Task A_receipt_adds_up_and_says_how_each_figure_is_counted()
    {
        await PlantAsync(bot);
        var asker = bot.Services.GetRequiredService<Asker>();
        var receipt = (await asker.ReceiptAsync((await AskAsync())["id"]!.GetValue<string>(), new AskContext(TimeProvider.System.GetUtcNow()), TestContext.Current.CancellationToken)).ShouldNotBeNull();
        receipt.Headline.ShouldBe("How the figures of Sun 3 Nov 2024 are counted");
        receipt.Table!.Rows.Select(row => string.Join('|', row)).ShouldBe(["Opening|495|", "New|+29|1", "Churn|−78|2", "Closing|446|"]);
        receipt.Sentences.ShouldContain("Revenue: 2 payments, 1 given back, without tax: $30 and EUR 10 (no rate).");
    }

    [Fact]
    public async Task Where_a_cancel_counts_at_its_click_the_day_says_so()
    {
        await using LiveBot clicking = new(new() { ["Definitions:ChurnAt"] = "click" });
        await clicking.InitializeAsync();
        await PlantAsync(clicking);
        var answer = await AskAsync(clicking);
        answer["headline"]!.GetValue<string>().ShouldBe(
            "3 Nov 2024: MRR $227 (−$268), two sign-ups, one cancel clicked, one subscription ended, one fell to 0 MRR otherwise, $30 and EUR 10 (no rate) received.");
        answer["sentences"]!.AsArray().Select(sentence => sentence!.GetValue<string>())
            .ShouldContain("By these definitions a cancel ends MRR at the click: such subscriptions count as clicked on that day, and not as ended on their last.");
    }

    [Fact]
    public async Task What_was_known_then_is_said()
    {
        await PlantAsync(bot);
        var answer = await bot.AskKnownAsync("/today as of 2024-11-03");
        foreach (var beginning in (string[])["As known on ", "When sign-ups and payments were recorded is not kept: these are all known now, up to "])
            answer.Sentences.ShouldContain(sentence => sentence.StartsWith(beginning));
    }

    private static async Task PlantAsync(LiveBot bot)
    {
        await bot.Services.GetRequiredService<FactStore>().ApplyAsync(new FactBatch
        {
            Customers = [Customer("fay", LastHour), Customer("hal", Before), Customer("ida", After)],
            SubscriptionEvents =
            [
                Event("d1", "dee", 21_900, Start.AddDays(-60)), Event("d2", "dee", 21_900, LastHour) with { CancelAtPeriodEnd = true, CurrentPeriodEnd = Start.AddDays(30) },
                Event("v1", "eve", 4_900, Start.AddDays(-60)), Event("v2", "eve", 4_900, LastHour) with { Status = SubscriptionStatus.Canceled },
                Event("g1", "gus", 2_900, LastHour), Event("j1", "jan", 2_900, Start.AddDays(-60)), Event("j2", "jan", 0, LastHour),
            ],
            Payments =
            [
                Payment("p1", 119_00, 19_00, Usd, PaymentStatus.Succeeded, LastHour), Payment("p1", 70_00, null, Usd, PaymentStatus.Refunded, Start),
                Payment("p2", 10_00, null, Currency.Parse("EUR"), PaymentStatus.Succeeded, LastHour), Payment("p3", 1_00, null, Usd, PaymentStatus.Succeeded, Before),
                Payment("p4", 99_00, null, Usd, PaymentStatus.Succeeded, After), Payment("p5", 99_00, null, Usd, PaymentStatus.Failed, LastHour),
            ],
        }, new FactOptions());
    }

    private static readonly Currency Usd = Currency.Parse("USD");

    private static Customer Customer(string id, DateTimeOffset created) => new(id, null, null, null, null, null, created, null);

    private static Payment Payment(string id, long amount, long? tax, Currency currency, PaymentStatus status, DateTimeOffset at) =>
        new(FactSource.Import, id, "dee", null, amount, tax, currency, status, null, null, at);

    private static SubscriptionEvent Event(string id, string customer, decimal minor, DateTimeOffset at) => new()
    {
        Source = FactSource.Import, EventId = id, CustomerId = customer, SubscriptionId = "sub_" + customer, ItemId = "sub_" + customer, PlanId = "solo",
        UnitAmountMinor = minor, Currency = Usd, Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = at,
    };

    private static JsonNode Figure(JsonNode answer, string key) => answer["figures"]!.AsArray().Single(figure => figure!["key"]!.GetValue<string>() == key)!;

    private async Task<JsonNode> AskAsync(string day = "2024-11-03")
    {
        await PlantAsync(bot);
        return await AskAsync(bot, day);
    }

    private static async Task<JsonNode> AskAsync(LiveBot bot, string day = "2024-11-03")
    {
        var response = await bot.Client.PostAsJsonAsync("/api/v1/ask", new { text = "/today", as_of = day }, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }
}
