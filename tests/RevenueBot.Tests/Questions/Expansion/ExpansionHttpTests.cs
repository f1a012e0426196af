using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Access;
using RevenueBot.Alerts.Rules;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Questions;
using RevenueBot.Tests.Alerting;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Questions.Facts.FactsBot;

namespace RevenueBot.Tests.Questions.Expansion;

/// <summary>
/// Who is ready to grow, from the outside, on 30 Jun 2024. gil is near its limit and used by a team, hal pays in euros and is used by two, ivy exactly at 80%, jon near the
/// limit of the highest plan, kim like gil with a severe ticket; all began on 10 April.
/// </summary>
public sealed class ExpansionHttpTests(LiveBot bot) : IClassFixture<LiveBot>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = At("2024-06-30T16:00Z");
    private static readonly Currency Usd = Currency.Parse("USD"), Eur = Currency.Parse("EUR");

    public async ValueTask InitializeAsync() => await bot.LearnAsync(new FactBatch
    {
        Customers = [new("gil", "Gilded Frames", null, null, null, "Dana Osei", null, null), new("hal", "Halden & <b>Söhne</b>", null, null, null, null, null, null)],
        Plans =
        [
            new("basic", "Basic", 1, Usd, 3_000, IntervalUnit.Month, 1, """{"tasks": 100, "seats": null}""", null), new("plus", "Plus", 2, Usd, 8_000, IntervalUnit.Month, 1, """{"tasks": 1000}""", null),
            new("basic-eur", "Basic EUR", 1, Eur, 2_000, IntervalUnit.Month, 1, null, null), new("plus-eur", "Plus EUR", 2, Eur, 7_000, IntervalUnit.Month, 1, null, null),
        ],
        FxRates = [new(Eur, new(2024, 6, 1), true, 1.1m)],
        Users = [.. People("gil", 3), .. People("hal", 2), new("bot", "ivy", null, At("2024-01-01T00:00Z"), true)],
        SubscriptionEvents = [Begins("gil", "basic", 3_000, Usd), Begins("hal", "basic-eur", 2_000, Eur), Begins("ivy", "basic", 3_000, Usd), Begins("jon", "plus", 8_000, Usd), Begins("kim", "basic", 3_000, Usd)],
        Usage =
        [
            Use("gil", "gil1", 60, "2024-06-12T10:00Z"), Use("gil", "gil2", 33, "2024-06-20T10:00Z"), Use("gil", "gil3", 500, "2024-06-10T08:59:59Z"), // the last one is of the cycle before
            Use("hal", "hal1", 1, "2024-06-02T10:00Z"), Use("hal", "hal2", 1, "2024-06-29T10:00Z"), Use("ivy", "ivy1", 80, "2024-06-11T10:00Z"), Use("ivy", "bot", 80, "2024-06-11T10:00Z"), Use("jon", "jon1", 900, "2024-06-25T10:00Z"),
            Use("kim", "kim1", 95, "2024-06-25T10:00Z"),
        ],
        Tickets = [new("tk", "kim", TicketSeverity.High, At("2024-06-20T12:00Z"), null, null)],
    });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Who_is_ready_to_grow_comes_with_money_reasons_and_owner()
    {
        await bot.RefreshAsync("expansion", Now);
        var answer = await bot.AskAsync("who is ready to grow?");
        answer.Headline().ShouldBe("3 customers are ready to grow on 30 Jun 2024; they could add $105 MRR.");
        answer.Sentences().ShouldBe(
        [
            "Halden & <b>Söhne</b> could add $55: 2 people active in 30 days. No owner.",
            "Gilded Frames could add $50: used 93 of 100 tasks (93%) of this billing cycle; 3 people active in 30 days. Owner: Dana Osei.",
            "jon could grow: used 900 of 1,000 tasks (90%) of this billing cycle. No owner.",
            "Held back: 1 customer with $50 (a severe ticket is open: 1).",
            "What 1 customer could add cannot be told: no higher plan, no price, or no exchange rate.",
        ]);
        answer.Rows().ShouldBe([["Halden & <b>Söhne</b>", "55", "team 2"], ["Gilded Frames", "50", "limit 93%, team 3"], ["jon", "–", "limit 90%"], ["All", "105", ""]]);
        answer["footer"]!.GetValue<string>().ShouldStartWith("Computed Sun 30 Jun, 12:00");
        (await bot.AskAsync("/expansion as of 2024-06-30")).Rows().ShouldBe(answer.Rows());
        var receipt = await bot.ReceiptAsync(answer);
        receipt.Table!.Rows.ShouldBe([["Above 80% of a limit", "2", "50"], ["More than one person active", "2", "105"], ["Power users of the entry plan", "0", "0"], ["All, each once", "3", "105"]]);
        receipt.NamesCustomers.ShouldBeTrue();
        bot.Services.GetRequiredService<Asker>().Needs("/expansion gil", new AskContext(Now)).ShouldBe(Right.CustomersByName);
    }

    [Fact]
    public async Task Who_may_not_see_names_sees_the_ids_of_those_who_are_ready()
    {
        var unnamed = (await bot.Services.GetRequiredService<Asker>().AskAsync("/expansion", new AskContext(Now), TestContext.Current.CancellationToken)).Unnamed!();
        unnamed.Table!.Rows.Select(row => row[0]).ShouldBe(["hal", "gil", "jon", "All"]);
        Everything.In(unnamed).ShouldNotContain("Halden");
        Everything.In(unnamed).ShouldNotContain("Gilded");
        unnamed.NamesCustomers.ShouldBeFalse();
    }

    [Theory]
    [InlineData("/expansion gil", "Gilded Frames could add $50 MRR on 30 Jun 2024.")]
    [InlineData("is Gilded Frames ready to grow?", "Gilded Frames could add $50 MRR on 30 Jun 2024.")]
    [InlineData("/expansion kim", "kim could add $50 MRR, but is held back on 30 Jun 2024: a severe ticket is open.")]
    [InlineData("/expansion ivy", "ivy shows no sign on 30 Jun 2024 that it is ready to grow.")]
    [InlineData("/expansion jon", "jon is ready to grow on 30 Jun 2024.")]
    [InlineData("/expansion nobody-at-all", "No customer is called “nobody-at-all”, and none has that id.")]
    public async Task One_customer_is_told_whether_it_is_ready(string text, string headline)
    {
        await bot.RefreshAsync("expansion", Now);
        (await bot.AskAsync(text)).Headline().ShouldBe(headline);
        (await bot.AskAsync(text.TrimEnd('?') + " as of 2024-06-30")).Headline().ShouldBe(headline);
    }

    [Fact]
    public async Task The_step_is_named_and_adds_up()
    {
        await bot.RefreshAsync("expansion", Now);
        var answer = await bot.AskAsync("/expansion gil");
        answer.Sentences().ShouldBe(["It used 93 of 100 tasks (93%) of this billing cycle; it has 3 people active in 30 days.", "The step: from Basic to Plus (+$50).", "Owner: Dana Osei."]);
        (await bot.ReceiptAsync(answer)).Table!.Rows.ShouldBe([["Basic to Plus", "+50"], ["All", "+50"]]);
        (await bot.AskAsync("/expansion jon")).Sentences()[1].ShouldBe("The step: Plus has no higher plan.");
    }

    [Fact]
    public async Task Programs_get_the_same_in_pages()
    {
        await bot.RefreshAsync("expansion", Now);
        var all = await bot.MetricAsync("expansion");
        all["entries"]!.AsArray().Select(entry => entry!["customer_id"]!.GetValue<string>()).ShouldBe(["hal", "gil", "jon"]);
        var gil = all["entries"]![1]!;
        gil.Micros("could_add").ShouldBe(50_000_000);
        gil["reasons"]![0]!.ToJsonString().ShouldBe("""{"reason":"limit","from_plan":"Basic","to_plan":"Plus","could_add":{"micros":50000000,"currency":"USD","text":"$50"},"no_money":null,"metric":"tasks","used":93,"limit":100,"active_people":null,"rank":null,"customers":null}""");
        (all["entries"]![2]!["could_add"], all["entries"]![2]!["reasons"]![0]!["no_money"]!.GetValue<string>()).ShouldBe((null, "no_higher_plan"));
        all["summary"]!["held"]![0]!["key"]!.GetValue<string>().ShouldBe("severe_ticket");
        List<string> ids = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await bot.MetricAsync("expansion?limit=1" + (cursor.Length == 0 ? "" : "&cursor=" + cursor));
            ids.AddRange(page["entries"]!.AsArray().Select(entry => entry!["customer_id"]!.GetValue<string>()));
            cursor = page["next_cursor"]?.GetValue<string>();
            if (ids.Count == 1) (await StatusAsync("expansion?cursor=" + cursor)).ShouldBe(HttpStatusCode.OK);
        }

        ids.ShouldBe(["hal", "gil", "jon"]);
        (await bot.MetricAsync("expansion?to=2024-06-30"))["entries"]!.ToJsonString().ShouldBe(all["entries"]!.ToJsonString());
        (await bot.MetricAsync("expansion?to=2024-04-01"))["entries"]!.AsArray().ShouldBeEmpty();
        foreach (var wrong in (string[])["by=plan", "limit=0", "limit=1001", "cursor=nonsense", "to=tomorrow"]) (await StatusAsync("expansion?" + wrong)).ShouldBe(HttpStatusCode.BadRequest, wrong);
        (await bot.MetricAsync("expansion/receipt"))["table"]!["rows"]!.AsArray().Count.ShouldBe(4);
    }

    [Fact]
    public async Task The_alert_about_limits_measures_the_same_and_waits_while_something_holds_an_offer_back()
    {
        Dictionary<string, decimal> expected = new() { ["gil"] = 0.93m, ["ivy"] = 0.8m, ["jon"] = 0.9m };
        await bot.RefreshAsync("expansion", Now);
        (await bot.MeasureAsync(Signal.LimitShare, Now.AddMinutes(5))).ShouldBe(expected, ignoreOrder: true);
        (await bot.MeasureAsync(Signal.LimitShare, Now, isPast: true)).ShouldBe(expected, ignoreOrder: true);
        (await bot.MeasureAsync(Signal.LimitShare, Now.AddHours(3))).ShouldBeEmpty("what is not renewed is not known");
    }

    [Fact]
    public async Task An_older_pass_that_ends_late_replaces_nothing()
    {
        await bot.RefreshAsync("expansion", Now);
        await bot.RefreshAsync("expansion", At("2024-04-01T00:00Z"));
        (await bot.AskAsync("/expansion")).Rows().Length.ShouldBe(4);
    }

    private async Task<HttpStatusCode> StatusAsync(string query) => (await bot.Client.GetAsync("/api/v1/metrics/" + query, TestContext.Current.CancellationToken)).StatusCode;

    private static IEnumerable<AppUser> People(string customer, int count) => Enumerable.Range(1, count).Select(n => new AppUser($"{customer}{n}", customer, null, At("2024-01-01T00:00Z"), false));

    private static UsageRecord Use(string customer, string user, decimal quantity, string at) => new(customer, user, "tasks", quantity, At(at), null);

    private static SubscriptionEvent Begins(string customer, string plan, decimal minor, Currency currency) => new()
    {
        Source = FactSource.Import, EventId = "begin_" + customer, CustomerId = customer, SubscriptionId = "sub_" + customer, ItemId = "sub_" + customer, PlanId = plan,
        UnitAmountMinor = minor, Currency = currency, Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = At("2024-04-10T09:00Z"),
    };
}
