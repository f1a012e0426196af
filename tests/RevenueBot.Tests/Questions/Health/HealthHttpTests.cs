using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Access;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Questions;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Questions.Facts.FactsBot;

namespace RevenueBot.Tests.Questions.Health;

/// <summary>
/// Health from the outside. On 30 Jun 2024 ada is used by a team of four every day but has failed to pay since 22 June, bo by one of three who
/// is used to company, cy left on 6 May, dee pays since 25 June, and eve has only a free plan.
/// </summary>
public sealed class HealthHttpTests(LiveBot bot) : IClassFixture<LiveBot>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = At("2024-06-30T16:00Z");
    private static readonly Currency Usd = Currency.Parse("USD");

    public async ValueTask InitializeAsync() => await bot.LearnAsync(new FactBatch
    {
        Customers = [new("ada", "Ada Analytics", null, "DE", "smb", "Eva", null, null), new("bo", "Bo & Sons", null, "US", "smb", null, null, null), new("cy", "Cyan", null, "US", null, null, null, null)],
        Plans = [new("pro", "Pro", 2, null, null, null, null, """{"tasks": 400}""", """["tasks", "exports", "sso"]""")],
        Users = [.. People("ada", 4), .. People("bo", 3), .. People("cy", 1), .. People("dee", 1), .. People("eve", 1)],
        SubscriptionEvents = [Begins("dee", 2_900, "2024-06-25T15:00Z"), Begins("eve", 0, "2024-02-01T15:00Z")],
        Usage =
        [
            .. Daily("ada", 4, "tasks", "2024-03-01", "2024-06-29"), .. Daily("ada", 1, "exports", "2024-03-01", "2024-06-29"),
            .. Daily("bo", 3, "tasks", "2024-03-01", "2024-05-31"), .. Daily("bo", 1, "tasks", "2024-06-24", "2024-06-25"), .. Daily("cy", 1, "tasks", "2024-03-10", "2024-05-05"),
        ],
        Tickets = [new("t1", "bo", TicketSeverity.Critical, At("2024-06-10T12:00Z"), null, null), new("t2", "cy", TicketSeverity.Low, At("2024-04-01T12:00Z"), At("2024-04-02T12:00Z"), 5)],
        Payments = [Paid("p1", "ada", "2024-05-22T12:00Z"), Failed("p2", "ada", "2024-06-22T12:00Z"), Failed("p3", "ada", "2024-06-25T12:00Z"), Paid("p4", "bo", "2024-06-20T12:00Z"), Paid("p5", "cy", "2024-04-06T12:00Z")],
    });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("/health ada as of 2024-06-30")]
    [InlineData("how healthy is Ada Analytics as of 2024-06-30")]
    public async Task A_customer_is_told_with_what_it_is_made_of_and_what_changed(string text)
    {
        var answer = await bot.AskAsync(text);
        answer.Headline().ShouldBe("Health of Ada Analytics is 86 of 100 on 30 Jun 2024 (healthy), 90 on 23 Jun 2024.");
        answer.Sentences()[0].ShouldBe("Since 23 Jun 2024: payments −3.8 (payment failing for 8 days, 2 tries).");
        answer.Rows().ShouldContain(row => row[0] == "Payments" && row[1] == "10.8");
        answer["figures"]!.AsArray().Select(figure => figure!["key"]!.GetValue<string>()).ShouldBe(["health", "band", "mrr", "coverage", "owner"]);
    }

    [Fact]
    public async Task A_dying_team_is_no_healthy_customer_although_one_is_left()
    {
        var answer = await bot.AskAsync("/health bo as of 2024-06-30");
        answer.Headline().ShouldContain("(medium risk)");
        answer.Sentences().ShouldContain(sentence => sentence.StartsWith("Usage ", StringComparison.Ordinal) && sentence.Contains("1 of 3 people active in 28 days", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cy", "Cyan has left; its health was ")]
    [InlineData("dee", "dee has paid for less than 14 days on 30 Jun 2024: too early to tell its health.")]
    [InlineData("eve", "eve pays nothing on 30 Jun 2024: health is told of customers who pay.")]
    public async Task Who_has_no_running_score_is_said_why(string customer, string headline) =>
        (await bot.AskAsync($"/health {customer} as of 2024-06-30")).Headline().ShouldStartWith(headline);

    [Fact]
    public async Task The_pass_and_the_facts_at_once_say_the_same_and_the_receipt_shows_it()
    {
        var live = await bot.AskAsync("/health ada as of 2024-06-30");
        await bot.RefreshAsync("health", Now);
        var stored = await bot.AskAsync("/health ada");
        stored.Rows().Select(row => row[1]).ShouldBe(live.Rows().Select(row => row[1]));
        stored["footer"]!.GetValue<string>().ShouldStartWith("Computed Sun 30 Jun, 12:00");
        var receipt = await bot.ReceiptAsync(stored);
        receipt.Headline.ShouldBe("How health of 86 of 100 of Ada Analytics on 30 Jun 2024 adds up");
        receipt.Table!.Rows.ShouldContain(row => row[0] == "Failing payment" && row[1] == "−14.2");
        receipt.NamesCustomers.ShouldBeTrue();
    }

    [Fact]
    public async Task Everybody_is_in_one_band()
    {
        await bot.RefreshAsync("health", Now);
        var answer = await bot.AskAsync("/health");
        answer.Headline().ShouldBe("0 of 2 customers are at high risk on 30 Jun 2024, as many as on 23 Jun 2024, with $0 of $198 MRR.");
        answer.Rows().Select(row => row[1]).ShouldBe(["0", "1", "1", "0", "2"]);
        answer.Sentences().ShouldContain("Not scored: 1 new (less than 14 days).");
        (await bot.AskAsync("/health as of 2024-06-30")).Rows().ShouldBe(answer.Rows());
    }

    [Fact]
    public async Task Who_is_at_risk_comes_with_money_reasons_and_owner()
    {
        await bot.RefreshAsync("health", Now);
        var answer = await bot.AskAsync("who is at risk?");
        answer.Headline().ShouldBe("Nobody is at high risk on 30 Jun 2024; 1 customer with $99 MRR is at medium risk.");
        answer.Sentences()[0].ShouldStartWith("Bo & Sons ($99, health ");
        answer.Sentences()[0].ShouldContain("a critical ticket open for 20 days");
        answer.Sentences()[0].ShouldEndWith("No owner.");
        var asker = bot.Services.GetRequiredService<Asker>();
        var context = new AskContext(TimeProvider.System.GetUtcNow());
        asker.Needs("/at-risk", context).ShouldBe(Right.Customers);
        asker.Needs("/health", context).ShouldBe(Right.Totals);
        asker.Needs("/health ada", context).ShouldBe(Right.CustomersByName);
        (await asker.AskAsync("/at-risk", context, TestContext.Current.CancellationToken)).NamesCustomers.ShouldBeTrue();
        (await asker.AskAsync("/health", context, TestContext.Current.CancellationToken)).NamesCustomers.ShouldBeFalse();
        (await bot.ReceiptAsync(answer)).Table!.Rows[0][0].ShouldBe("Bo & Sons");
    }

    [Fact]
    public async Task Who_may_not_see_names_sees_the_ids_of_those_at_risk()
    {
        var cancel = TestContext.Current.CancellationToken;
        var (asker, context) = (bot.Services.GetRequiredService<Asker>(), new AskContext(Now));
        var answer = await asker.AskAsync("/at-risk", context, cancel);
        foreach (var unnamed in new[] { answer.Unnamed!(), (await asker.ReceiptAsync(answer.Id, context, cancel))!.Unnamed!() })
        {
            var text = Everything.In(unnamed);
            text.ShouldContain("bo");
            text.ShouldNotContain("Bo & Sons");
            unnamed.NamesCustomers.ShouldBeFalse();
            unnamed.Suggestions.ShouldAllBe(suggestion => asker.Needs(suggestion.Question, context) == Right.Totals);
        }
    }

    [Fact]
    public async Task Programs_get_scores_of_customers()
    {
        await bot.RefreshAsync("health", Now);
        var list = await GetAsync("customers");
        var health = list["entries"]!.AsArray().ToDictionary(entry => entry!["id"]!.GetValue<string>(), entry => entry!["health"]!);
        health["ada"]["band"]!.GetValue<string>().ShouldBe("healthy");
        health["ada"]["payments"]!.GetValue<decimal>().ShouldBe(10.8m);
        health["dee"]["reason"]!.GetValue<string>().ShouldBe("a customer for less than 14 days");
        health["cy"]["reason"]!.GetValue<string>().ShouldBe("left");
        health["eve"]["reason"]!.GetValue<string>().ShouldBe("pays nothing");
        (await GetAsync("customers/bo"))["customer"]!["health"]!["band"]!.GetValue<string>().ShouldBe("medium");
    }

    private async Task<JsonNode> GetAsync(string path)
    {
        var response = await bot.Client.GetAsync("/api/v1/" + path, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    private static IEnumerable<AppUser> People(string customer, int count) => Enumerable.Range(1, count).Select(n => new AppUser($"{customer}{n}", customer, null, At("2024-01-01T00:00Z"), false));

    private static IEnumerable<UsageRecord> Daily(string customer, int people, string metric, string from, string to)
    {
        for (var day = DateOnly.Parse(from, null); day <= DateOnly.Parse(to, null); day = day.AddDays(1))
            for (var n = 1; n <= people; n++) yield return new UsageRecord(customer, $"{customer}{n}", metric, 2, new DateTimeOffset(day, new TimeOnly(16, 0), TimeSpan.Zero), null);
    }

    private static SubscriptionEvent Begins(string customer, decimal minor, string at) => new()
    {
        Source = FactSource.Import, EventId = "begin_" + customer, CustomerId = customer, SubscriptionId = "sub_" + customer, ItemId = "sub_" + customer, PlanId = "solo",
        UnitAmountMinor = minor, Currency = Usd, Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = At(at),
    };

    private static Payment Paid(string id, string customer, string at) => new(FactSource.Import, id, customer, "sub_" + customer, 9_900, null, Usd, PaymentStatus.Succeeded, null, null, At(at));

    private static Payment Failed(string id, string customer, string at) => Paid(id, customer, at) with { Status = PaymentStatus.Failed };
}
