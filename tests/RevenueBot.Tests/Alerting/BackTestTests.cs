using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerting.Proof;
using RevenueBot.Alerts.Rules;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Questions.Api;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Alerting.PlantedCompany;

namespace RevenueBot.Tests.Alerting;

/// <summary>
/// A history of failed payments: tp1 and tp2 fail and leave, fp fails, pays and stays, fn leaves without, tn1 and tn2 stay, late fails at
/// the end. The live bot's own ada and bo stay, cy leaves on 6 May.
/// </summary>
public sealed class BackTestTests : IAsyncLifetime
{
    private static readonly Period _window = new(new(2024, 2, 25), new(2024, 7, 1));

    private readonly LiveBot _bot = new();

    public async ValueTask InitializeAsync()
    {
        await _bot.InitializeAsync();
        await _bot.LearnAsync(_facts);
    }

    private static readonly FactBatch _facts = new()
    {
        SubscriptionEvents =
        [
            .. new[] { "tp1", "tp2", "fp", "fn", "tn1", "tn2", "late" }.Select(id => Event(id, "2024-01-15T15:00Z") with { Quantity = id == "tp2" ? 2 : 1 }),
            Left("tp1", "2024-03-20T15:00Z"), Left("tp2", "2024-04-02T15:00Z"), Left("fn", "2024-05-15T15:00Z"),
        ],
        Payments =
        [
            Pay("tp1", "2024-03-01T12:00Z", PaymentStatus.Failed), Pay("tp2", "2024-03-05T12:00Z", PaymentStatus.Failed), Pay("fp", "2024-03-01T12:00Z", PaymentStatus.Failed),
            Pay("fp", "2024-03-10T12:00Z", PaymentStatus.Succeeded), Pay("late", "2024-06-20T12:00Z", PaymentStatus.Failed),
        ],
    };

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task A_planted_history_gives_its_exact_matrix_lead_and_money()
    {
        var report = await RunAsync("payment-failed");
        var test = report.Test.ShouldNotBeNull();
        (test.Caught, test.Wrong, test.Missed, test.Quiet, test.TooEarly).ShouldBe((2, 1, 2, 4, 1));
        test.LeadDays.ShouldBe([19, 28]);
        (test.CoveredMrr, test.OutcomeMrr).ShouldBe((297_000_000, 425_000_000));
        var words = new BackTestWords(report, 60, Currency.Parse("USD"));
        string.Join('\n', words.Sentences()).ShouldBe(
            """
            payment-failed: failed payment tries above 0, played through 25 Feb–30 Jun, each day with the facts up to its end.
            It would have fired 4 times for 4 customers, the last on 20 Jun.
            It would have caught 2 of 4 churns (50.0%), 23.5 days ahead (median): $297 of $425 MRR.
            Of 3 alerts 2 were followed within 60 days (66.7%), 1 was a false alarm. 1 alert is less than 60 days old and not judged.
            4 customers neither fired nor left.
            Payments, usage, tickets and surveys count by when they happened, subscriptions also by when they were known; plans, owners and segments are as known now.
            """);
        var json = JsonNode.Parse(ApiJson.Write(words.Json()))!;
        new[] { "true_positives", "false_positives", "false_negatives", "true_negatives" }.Select(name => json[name]!.GetValue<int>()).ShouldBe([2, 1, 2, 4]);
        json["firings"]!.AsArray().Count.ShouldBe(4);
    }

    [Fact]
    public async Task Facts_of_later_days_change_no_firing()
    {
        var before = (await RunAsync("payment-failed")).Firings.Where(firing => firing.Day < new DateOnly(2024, 6, 1));
        await _bot.LearnAsync(new FactBatch { Payments = [Pay("tn1", "2024-06-02T12:00Z", PaymentStatus.Failed), Pay("tp1", "2024-06-02T12:00Z", PaymentStatus.Succeeded)], SubscriptionEvents = [Left("tn2", "2024-06-03T15:00Z")] });
        (await RunAsync("payment-failed")).Firings.Where(firing => firing.Day < new DateOnly(2024, 6, 1)).ShouldBe(before);
    }

    [Fact]
    public async Task Chances_to_leave_are_told_as_a_model_of_each_month_would_have_told_them()
    {
        var rule = _bot.Services.GetRequiredService<AlertSettings>().RuleOf("churn-risk") with { FireAt = 0.05m, ResolveAt = 0.04m };
        Period weeks = new(new(2024, 4, 20), new(2024, 5, 12));
        var before = await RunAsync(rule, weeks);
        before.Held.ShouldBe(0);
        before.Firings.ShouldNotBeEmpty();
        await _bot.LearnAsync(new FactBatch { Payments = [Pay("fn", "2024-05-13T12:00Z", PaymentStatus.Failed)], SubscriptionEvents = [Left("fp", "2024-05-14T15:00Z")] });
        (await RunAsync(rule, weeks)).Firings.ShouldBe(before.Firings, "what happens later changes nothing");
    }

    [Fact]
    public async Task Of_the_company_only_firings_are_counted_and_of_sources_nothing_is_known()
    {
        (await RunAsync("mrr-drop")).Test.ShouldBeNull();
        var silent = await RunAsync("stale-source");
        (silent.Firings.Count, silent.HeldBecause).ShouldBe((0, "when data arrived in the past is not kept"));
    }

    private Task<BackTestReport> RunAsync(string rule) => RunAsync(_bot.Services.GetRequiredService<AlertSettings>().RuleOf(rule), _window);

    private Task<BackTestReport> RunAsync(AlertRule rule, Period window) => _bot.Services.GetRequiredService<BackTestDesk>().RunAsync(rule, window, 60, null, TestContext.Current.CancellationToken);

    private static SubscriptionEvent Left(string customer, string at) => Event(customer, at) with { Status = SubscriptionStatus.Canceled };
}
