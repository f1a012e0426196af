using System.Net;
using RevenueBot.Metrics.Facts;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Questions.Facts.FactsBot;

namespace RevenueBot.Tests.Questions.Facts;

/// <summary>Usage from the outside, before and after it was counted ahead. Ada is on Solo until 5 Mar 2024 and on Pro from then on, bo on Pro; dee is on nothing.</summary>
public sealed class UsageHttpTests(LiveBot bot) : IClassFixture<LiveBot>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await bot.LearnAsync(new FactBatch
    {
        Users = [new("robot", "ada", null, At("2024-01-01T00:00Z"), true)],
        Usage =
        [
            Used("ada", "u1", "tasks", 10, "2024-03-04T15:00Z"), Used("ada", "u1", "tasks", 5, "2024-03-04T16:00Z"), Used("ada", "robot", "tasks", 900, "2024-03-04T16:00Z"),
            Used("ada", "u1", "tasks", 9, "2024-03-06T15:00Z"), Used("ada", "u2", "exports", 2, "2024-03-06T15:00Z"), Used("bo", "u1", "tasks", 6, "2024-03-06T15:00Z"),
            Used("dee", "u1", "tasks", 1, "2024-03-11T03:30Z"), // still 10 March in New York, on which clocks changed
            Used("bo", "u1", "tasks", 8, "2024-02-28T15:00Z"),
        ],
    });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Users_and_quantities_are_told_by_metric()
    {
        var answer = await bot.AskAsync("/usage from 2024-03-01 to 2024-03-10");
        answer.Headline().ShouldBe("0.5 users a day were active in 1–10 Mar 2024, up 0.4 (+400.0%) vs 20–29 Feb 2024.");
        answer.Rows().ShouldBe([["tasks", "0.4", "31", "7.8"], ["exports", "0.1", "2", "2"], ["Any", "0.5", "–", "–"]]);
        answer.Sentences().ShouldContain("The busiest day was Wed 6 Mar 2024 with 3 users; 7 days were idle.");
        answer["figures"]!.AsArray().Single(figure => figure!["key"]!.GetValue<string>() == "usage_mrr")!["reason"]!.GetValue<string>().ShouldBe("no metered price");
    }

    [Theory]
    [InlineData("usage on 6 March 2024", "3 users were active on 6 Mar 2024, vs none in 5 Mar 2024.")]
    [InlineData("daily active users on 4 March 2024", "1 user was active on 4 Mar 2024, vs none in 3 Mar 2024.")]
    [InlineData("usage on 5 March 2024", "No usage was recorded on 5 Mar 2024.")]
    [InlineData("usage as of 2024-03-10", "0.2 users a day were active in 10 Feb–10 Mar 2024, vs none in 11 Jan–9 Feb 2024.")]
    public async Task A_day_is_counted_by_itself(string text, string headline) => (await bot.AskAsync(text)).Headline().ShouldBe(headline);

    [Fact]
    public async Task The_plan_is_the_one_of_the_day()
    {
        var answer = await bot.AskAsync("/usage by plan from 2024-03-01 to 2024-03-10");
        answer.Rows().ShouldBe([["Solo", "0.1", "–", "15", "15"], ["Pro", "0.3", "+200.0%", "15", "7.5"], ["No plan", "0.1", "–", "1", "1"], ["All", "0.5", "+400.0%", "31", "7.8"]]);
        var receipt = await bot.ReceiptAsync(answer);
        receipt.Table!.Rows.ShouldBe([["Solo", "1", "15", "0"], ["Pro", "3", "15", "2"], ["No plan", "1", "1", "0"], ["Total", "5", "31", "2"]]);
    }

    [Fact]
    public async Task Different_people_count_once_however_often_they_came()
    {
        var figures = (await bot.AskAsync("/usage from 2024-03-01 to 2024-03-10"))["figures"]!.AsArray().ToDictionary(figure => figure!["key"]!.GetValue<string>(), figure => figure!["value"]!.GetValue<string>());
        (figures["weekly_users"], figures["people"], figures["stickiness"]).ShouldBe(("4", "4", "12.5%"));
    }

    [Fact]
    public async Task Where_usage_stops_arriving_figures_end_and_do_not_fall()
    {
        var answer = await bot.AskAsync("/usage");
        answer["notice"]!.GetValue<string>().ShouldEndWith("Usage ends Sun 10 Mar 2024, 23:30 New York. Figures end there: later days are left out, not counted as 0.");
        answer.Headline().ShouldStartWith("0.2 users a day were active in 10 Feb–10 Mar 2024");
        (await bot.AskAsync("/usage in March 2024")).Headline().ShouldBe("0.5 users a day were active in 1–10 Mar 2024, vs none in 1–10 Feb 2024.");
    }

    [Fact]
    public async Task One_plan_can_be_asked_for() =>
        (await bot.AskAsync("/usage for plan Pro from 2024-03-01 to 2024-03-10")).Headline().ShouldBe("0.3 users a day were active on plan Pro in 1–10 Mar 2024, up 0.2 (+200.0%) vs 20–29 Feb 2024.");

    [Fact]
    public async Task Without_usage_there_is_a_sentence() =>
        (await bot.AskAsync("/usage in January 2024")).Headline().ShouldBe("No usage was recorded in 1–31 Jan 2024.");

    [Fact]
    public async Task Counted_ahead_it_is_the_same()
    {
        var before = await bot.AskAsync("/usage by plan from 2024-02-20 to 2024-03-10");
        await bot.RefreshAsync("usage", At("2024-03-20T12:00Z"));
        var after = await bot.AskAsync("/usage by plan from 2024-02-20 to 2024-03-10");
        after.Rows().ShouldBe(before.Rows());
        (await bot.ReceiptAsync(after)).Table!.Rows.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Programs_get_idle_days_as_zero()
    {
        var series = await bot.MetricAsync("usage?to=2024-03-10");
        var any = series["entries"]!.AsArray().Where(entry => entry!["metric"] is null).ToList();
        any.Count.ShouldBe(30);
        any.Sum(entry => entry!["active_users"]!.GetValue<decimal>()).ShouldBe(6);
        any[^1]!["date"]!.GetValue<string>().ShouldBe("2024-03-10");
        any[^2]!["active_users"]!.GetValue<decimal>().ShouldBe(0);
        var byPlan = (await bot.MetricAsync("usage?from=2024-03-01&to=2024-03-31&by=plan"))["entries"]!.AsArray();
        byPlan.Single(entry => entry!["key"]!.GetValue<string>() == "pro" && entry["metric"]?.GetValue<string>() == "tasks")!["per_user"]!.GetValue<decimal>().ShouldBe(7.5m);
        (await bot.Client.GetAsync("/api/v1/metrics/usage?by=country", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static UsageRecord Used(string customer, string user, string metric, decimal quantity, string at) => new(customer, user, metric, quantity, At(at), null);
}
