using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.States;
using RevenueBot.Alerts.Storage;
using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Alerting.PlantedCompany;

namespace RevenueBot.Tests.Alerting;

public sealed class AlertJobTests : IAsyncLifetime
{
    private static readonly TimeSpan _turn = TimeSpan.FromMinutes(5);
    private LiveBot _bot = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bot = await AlertBot.StartAsync();
        await _bot.RefreshAsync("health", Now);
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task Everything_that_is_the_case_fires_once_and_is_told_once()
    {
        await _bot.RefreshAsync("alerts", Now);
        (await OpenAsync()).ShouldBe(
            ["cancel-scheduled gone", "downgrade down", "health ill", "mrr-drop company", "nps-detractor sour", "payment-failed ill", "trial-unused idle"]);
        var messages = await CountAsync("SELECT count(*) FROM outbox_message");
        await _bot.RefreshAsync("alerts", Now + _turn);
        (await CountAsync("SELECT count(*) FROM outbox_message")).ShouldBe(messages);
        (await CountAsync("SELECT count(*) FROM alert_event WHERE kind = 1")).ShouldBe(7);
    }

    [Fact]
    public async Task Two_replicas_that_evaluate_at_once_make_one_turn()
    {
        var job = _bot.Services.GetServices<IRefresh>().Single(refresh => refresh.Name == "alerts");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => job.RunAsync(Now, Cancel)));
        (await CountAsync("SELECT count(*) FROM alert_event WHERE kind = 1")).ShouldBe(7);
        (await CountAsync("SELECT max(version) FROM outbox_message")).ShouldBe(1);
        (await CountAsync("SELECT count(*) FROM outbox WHERE kind = 1")).ShouldBe(await CountAsync("SELECT count(*) FROM outbox_message"));
    }

    [Fact]
    public async Task A_card_says_health_money_reasons_and_what_to_do()
    {
        await _bot.RefreshAsync("alerts", Now);
        var card = await CardAsync("health", "ill");
        (card.Mark, card.State, card.Subject).ShouldBe((CardMark.High, "High churn risk", "The ill company"));
        card.Finding.ShouldBe("$99 MRR at stake ($1,188 a year).");
        card.Details.ShouldHaveSingleItem().ShouldStartWith("Health is ");
        card.Reasons.Count.ShouldBe(3);
        card.Reasons.ShouldContain("2 open tickets, a critical ticket open for 20 days");
        card.Notes.ShouldBe([new CardNote("Do next", "Call the customer about the first reason.")]);
        card.Owner.ShouldBe(new CardPerson("Dana Osei", null));
        card.CustomerId.ShouldBe("ill");
        card.Trend!.Values.Count.ShouldBe(12);
        card.Summary.ShouldStartWith("High churn risk: The ill company. $99 MRR at stake");
        card.Footer.ShouldStartWith("Fired Sun 30 Jun, 12:00 New York · rule: health below 30");
    }

    [Fact]
    public async Task What_is_mended_closes_and_who_leaves_is_said_so()
    {
        await _bot.RefreshAsync("alerts", Now);
        await _bot.LearnAsync(new FactBatch
        {
            SubscriptionEvents = [Event("gone", "2024-06-30T16:01Z"), Event("ill", "2024-06-30T16:02Z") with { Status = SubscriptionStatus.Canceled }],
        });
        await _bot.RefreshAsync("alerts", Now + _turn);
        (await StatusAsync("cancel-scheduled", "gone")).Reason.ShouldBe("resolved: no longer the case");
        (await StatusAsync("health", "ill")).Reason.ShouldBe("left: left on 30 Jun");
        (await CardAsync("health", "ill")).State.ShouldBe("Left on 30 Jun");
        (await CountAsync("SELECT max(version) FROM outbox_message")).ShouldBe(2); // edited, not posted again
    }

    [Fact]
    public async Task A_score_that_is_late_holds_the_alerts_that_rest_on_it()
    {
        await _bot.RefreshAsync("alerts", Now);
        await _bot.RefreshAsync("alerts", Now.AddHours(3));
        var held = await StatusAsync("health", "ill");
        (held.State, held.IsOpen, held.Reason).ShouldBe((AlertState.NoData, true, "held: health was last scored Sun 30 Jun, 12:00"));
        (await CardAsync("health", "ill")).State.ShouldBe("Held");
        (await StatusAsync("payment-failed", "ill")).State.ShouldBe(AlertState.Firing);
    }

    [Fact]
    public async Task A_chance_to_leave_fires_with_what_raises_it_and_says_where_it_comes_from()
    {
        await ScoreChurnAsync("down", 0.55, "active_people_28");
        await _bot.RefreshAsync("alerts", Now);
        (await StatusAsync("churn-risk", "down")).Reason.ShouldBe("fired: chance to leave 55% above 40%");
        var card = await CardAsync("churn-risk", "down");
        card.Details[^1].ShouldBe("Chance to leave by 28 Sep: 55%, by rule of thumb: too few churns yet to learn from.");
        card.Reasons.ShouldBe(["Nobody active in 28 days"]);
        await _bot.RefreshAsync("alerts", Now.AddDays(20));
        (await StatusAsync("churn-risk", "down")).Reason.ShouldBe("held: churn risk was last scored Sun 30 Jun, 12:00");
    }

    /// <summary>A score as the weekly run leaves it: one feature says it all.</summary>
    private async Task ScoreChurnAsync(string customer, double chance, string feature)
    {
        var database = _bot.Services.GetRequiredService<NpgsqlDataSource>();
        var told = ChurnModel.Features.Select(name => name == feature ? 2.0 : 0).ToArray();
        await using var connection = await database.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync("INSERT INTO churn_model (trained_at, features, body, card) VALUES (@at, @features, '', '')", new { at = Now.UtcDateTime, features = ChurnModel.Features.ToArray() });
        await connection.ExecuteAsync(
            "INSERT INTO churn_score SELECT @customer, @at, model_id, 0.1, 0.3, @chance, -3, @told, @inputs, 29000000, false FROM churn_model",
            new { customer, at = Now.UtcDateTime, chance, told, inputs = new double[told.Length] });
        await new PrecomputedStore(database).WriteAsync("churn", new Precomputed<ChurnSummary>(new(1, Now, new ChurnCard(ChurnBasis.TooFewChurns, 10, 5, 3), 1, 29_000_000, 0.1, 2_900_000), Now), Cancel);
    }

    [Fact]
    public async Task A_source_that_is_silent_is_told_and_holds_everything_else_until_data_is_back()
    {
        var facts = _bot.Services.GetRequiredService<FactStore>();
        await facts.SetDataThroughAsync(new SourceState("Stripe", Now.AddHours(-30)), Cancel);
        await _bot.RefreshAsync("alerts", Now);
        (await CardAsync("stale-source", "Stripe")).Finding.ShouldBe("Nothing has arrived from Stripe for 30 hours.");
        (await StatusAsync("payment-failed", "ill")).Telling.Hold.ShouldBe("held: data is late");
        (await CountAsync("SELECT count(*) FROM outbox_message")).ShouldBe(1);
        await facts.SetDataThroughAsync(new SourceState("Stripe", Now + _turn), Cancel);
        await _bot.RefreshAsync("alerts", Now + _turn);
        (await CountAsync("SELECT count(*) FROM alert_event WHERE kind = 20")).ShouldBe(8, "none was lost");
    }

    [Fact]
    public async Task A_rule_that_makes_no_sense_refuses_to_start_with_one_sentence()
    {
        var refusal = await Should.ThrowAsync<RefusalException>(() => AlertBot.StartAsync(new() { ["Alerts:Rules:health:Resolve"] = "20" }));
        refusal.Message.ShouldBe("Alerts:Rules:health:Resolve is 20, on the firing side of 30: it must be at least that, or the alert would close while it fires.");
    }

    private async Task<IEnumerable<string>> OpenAsync() =>
        (await _bot.Services.GetRequiredService<AlertStore>().OpenAsync(100, Cancel)).Select(status => $"{status.Rule} {status.Subject}").Order(StringComparer.Ordinal);

    private async Task<AlertStatus> StatusAsync(string rule, string subject)
    {
        await using var connection = await _bot.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        var id = await connection.ExecuteScalarAsync<string>("SELECT alert_id FROM alert_state WHERE rule = @rule AND subject = @subject", new { rule, subject });
        return (await _bot.Services.GetRequiredService<AlertStore>().FindAsync(id!, Cancel)).ShouldNotBeNull();
    }

    /// <summary>The newest card of an alert's own message.</summary>
    private async Task<AlertCard> CardAsync(string rule, string subject)
    {
        var status = await StatusAsync(rule, subject);
        await using var connection = await _bot.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        var json = await connection.ExecuteScalarAsync<string>("SELECT payload::text FROM outbox WHERE message_key = @key AND kind = 1 ORDER BY id DESC LIMIT 1", new { key = status.AlertId });
        return AlertJson.Read<AlertCard>(json.ShouldNotBeNull());
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = await _bot.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        return await connection.ExecuteScalarAsync<long>(sql);
    }
}
