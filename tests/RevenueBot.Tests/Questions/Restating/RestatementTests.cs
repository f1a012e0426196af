using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Restating;

/// <summary>Told on 10 November 2030, New York; then a fact of an earlier day arrives.</summary>
public sealed class RestatementTests : IAsyncLifetime
{
    private const string OfTheDay = "Restated: 9 Nov closed at $128, not $198. A downgrade of 9 Nov (−$70) arrived on 10 Nov, 11:20.";
    private static readonly DateTimeOffset _told = new(2030, 11, 10, 16, 0, 0, TimeSpan.Zero);
    private readonly LiveBot _bot = new();
    private readonly HurriedTime _time = new(_told.AddMinutes(20));

    public ValueTask InitializeAsync() => _bot.InitializeAsync();

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Theory]
    [InlineData("/mrr")]
    [InlineData("/why")]
    [InlineData("why did mrr change last month?")]
    [InlineData("/mrr by plan last 6 months")]
    public async Task A_restatement_is_named_once(string question)
    {
        await AskAsync("/mrr", _told, "ana");
        await ArriveAsync("late", 2_900, new(2030, 11, 9));

        var answer = await AskAsync(question, _told.AddDays(1), "ana");
        answer.Sentences[^1].ShouldBe(OfTheDay);
        answer.Restatements.ShouldHaveSingleItem();
        Restated(await AskAsync(question, _told.AddDays(1).AddMinutes(1), "ana")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_reader_is_told_and_who_was_told_nothing_before_is_not()
    {
        foreach (var reader in (string[])["ana", "ben"]) await AskAsync("/mrr", _told, reader);
        await ArriveAsync("late", 2_900, new(2030, 11, 9));

        foreach (var reader in (string[])["ana", "ben"]) Restated(await AskAsync("/mrr", _told.AddDays(1), reader)).ShouldBe([OfTheDay]);
        foreach (var reader in (string?[])["new", null]) Restated(await AskAsync("/mrr", _told.AddDays(1), reader)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/mrr known at 2030-11-10T16:30Z")]
    [InlineData("/mrr for plan Pro")]
    [InlineData("/customers")]
    [InlineData("/help")]
    public async Task Other_answers_carry_none_and_leave_it_to_be_told(string question)
    {
        await AskAsync("/mrr", _told, "ana");
        await ArriveAsync("late", 2_900, new(2030, 11, 9));

        Restated(await AskAsync(question, _told.AddDays(1), "ana")).ShouldBeEmpty();
        Restated(await AskAsync("/mrr", _told.AddDays(1), "ana")).ShouldBe([OfTheDay]);
    }

    [Fact]
    public async Task A_month_that_was_over_is_named_by_its_name_and_a_withdrawal_as_a_correction()
    {
        await ArriveAsync("early", 2_900, new(2030, 10, 9));
        await AskAsync("/mrr", _told.AddHours(1), "ana");
        _time.Advance(TimeSpan.FromHours(2));
        await Store.ApplyAsync(new FactBatch { Withdrawals = [new(FactSource.Import, "early")] }, ct: TestContext.Current.CancellationToken);

        Restated(await AskAsync("/mrr", _told.AddDays(1), "ana")).ShouldBe(["Restated: October closed at $198, not $128. A corrected downgrade of 9 Oct (+$70) arrived on 10 Nov, 13:20."]);
    }

    [Fact]
    public async Task What_arrives_for_the_day_of_the_telling_restates_nothing()
    {
        await AskAsync("/mrr", _told, "ana");
        await ArriveAsync("now", 2_900, new(2030, 11, 10));
        Restated(await AskAsync("/mrr", _told.AddDays(1), "ana")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_never_arrived_has_not_been_told()
    {
        await AskAsync("/mrr", _told, "ana");
        await ArriveAsync("late", 2_900, new(2030, 11, 9));
        foreach (var arrives in (bool[])[false, false, true]) Restated(await AskAsync("/mrr", _told.AddDays(1), "ana", arrives)).ShouldBe([OfTheDay]);
        Restated(await AskAsync("/mrr", _told.AddDays(1), "ana")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_program_names_its_reader_and_gets_the_figures()
    {
        // The clock of the program is the machine's: it was told before the late fact, whose arrival lies in its future.
        await PostAsync("board");
        await ArriveAsync("late", 2_900, new(2024, 4, 9));

        var restatement = (await PostAsync("board"))["restatements"]!.AsArray().ShouldHaveSingleItem()!;
        (restatement["day"]!.GetValue<string>(), restatement["month"]!.GetValue<bool>()).ShouldBe(("2024-04-30", true));
        restatement["causes"]![0]!["kind"]!.GetValue<string>().ShouldBe("contraction");
        (await PostAsync("board"))["restatements"]!.AsArray().ShouldBeEmpty();
        (await _bot.Client.PostAsJsonAsync("/api/v1/ask", new { text = "/mrr", reader = "" }, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_changed_exchange_rate_is_named_once_with_the_closings_it_moved()
    {
        await Store.ApplyAsync(new FactBatch
        {
            SubscriptionEvents = [Event("eur", "eva", 10_000, new(2030, 9, 3)) with { Currency = Currency.Parse("EUR") }],
            FxRates = [.. Enumerable.Range(9, 3).Select(month => Rate(month, 1.10m))],
        }, ct: TestContext.Current.CancellationToken);
        await AskAsync("/mrr", _told.AddHours(1), "ana");
        _time.Advance(TimeSpan.FromHours(2));
        await Store.ApplyAsync(new FactBatch { FxRates = [Rate(10, 1.25m), Rate(12, 1.30m)] }, ct: TestContext.Current.CancellationToken);

        var answer = await AskAsync("/mrr", _told.AddDays(1), "ana");
        Restated(answer).ShouldBe(["Restated: October closed at $323, not $308. The rate of EUR of October is 1.25, not 1.1, since 10 Nov, 13:20."]);
        answer.Restatements.ShouldHaveSingleItem().Rates.ShouldHaveSingleItem().New.ShouldBe(1.25m);
        Restated(await AskAsync("/mrr", _told.AddDays(1).AddMinutes(1), "ana")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_is_forgotten_once_it_is_old_and_everybody_was_told()
    {
        await AskAsync("/mrr", _told, "ana");
        await ArriveAsync("late", 2_900, new(2030, 11, 9));
        var told = new ToldStore(_bot.Services.GetRequiredService<NpgsqlDataSource>());
        await told.ForgetAsync(_told.AddMonths(14), TestContext.Current.CancellationToken);
        Restated(await AskAsync("/mrr", _told.AddMonths(14), "ana")).ShouldNotBeEmpty(); // she had not been told
        await told.ForgetAsync(_told.AddMonths(14), TestContext.Current.CancellationToken);
        await using var count = _bot.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("SELECT count(*) FROM late_change");
        (await count.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(0L);
    }

    private static FxRate Rate(int month, decimal rate) => new(Currency.Parse("EUR"), new DateOnly(2030, month, 1), WholeMonth: true, rate);

    private FactStore Store => new(_bot.Services.GetRequiredService<NpgsqlDataSource>(), _bot.Services.GetRequiredService<LedgerRules>(), _time);

    private async Task<JsonNode> PostAsync(string reader)
    {
        using var response = await _bot.Client.PostAsJsonAsync("/api/v1/ask", new { text = "/mrr", reader }, TestContext.Current.CancellationToken);
        return (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
    }

    /// <summary>The answer, which reaches its reader.</summary>
    private async Task<Answer> AskAsync(string text, DateTimeOffset now, string? reader, bool arrives = true)
    {
        var answer = await _bot.Services.GetRequiredService<Asker>().AskAsync(text, new AskContext(now, Reader: reader), TestContext.Current.CancellationToken);
        if (arrives && answer.Delivered is { } delivered) await delivered(TestContext.Current.CancellationToken);
        return answer;
    }

    private Task<ApplyResult> ArriveAsync(string id, decimal minor, DateOnly day) => Store.ApplyAsync(new FactBatch
    {
        SubscriptionEvents = [Event(id, "bo", minor, day)],
    }, ct: TestContext.Current.CancellationToken);

    private static SubscriptionEvent Event(string id, string customer, decimal minor, DateOnly day) => new()
    {
        Source = FactSource.Import, EventId = id, CustomerId = customer, SubscriptionId = "sub_" + customer, ItemId = "sub_" + customer, PlanId = "solo", UnitAmountMinor = minor,
        Currency = Currency.Parse("USD"), Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = new(day, new(15, 0), TimeSpan.Zero),
    };

    private static IEnumerable<string> Restated(Answer answer) => answer.Sentences.Where(sentence => sentence.StartsWith("Restated", StringComparison.Ordinal));
}
