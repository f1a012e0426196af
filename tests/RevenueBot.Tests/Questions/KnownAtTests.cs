using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Questions;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

/// <summary>What was known at an instant stays what it was, whatever is learnt later; only what is known now changes.</summary>
public sealed class KnownAtTests : IAsyncLifetime
{
    private const string Day = "2024-06-30";
    private readonly LiveBot _bot = new();
    private readonly DateTimeOffset _asked = TimeProvider.System.GetUtcNow().AddDays(1);

    private static readonly string[] _questions =
    [
        "/mrr", "/arr", "/mrr by segment last 6 months", "/mrr by country", "/mrr for segment small", "why did mrr change in March 2024", "why did mrr change in March 2024 by customer", "/target", "/retention by segment",
        "/churn by country in May 2024", "/cohorts", "/segments", "/clv", "/ltv", "/arpu", "/quick-ratio", "/customers by segment", "/forecast", "/nps", "/customer eva", "/usage",
    ];

    private static readonly string[] _routes =
    [
        "mrr?", "movements?by=segment", "movements?by=country", "mrr/receipt?from=2024-01-01", "mrr/receipt?segment=small", "nrr?by=segment", "cohorts?from=2024-01-01", "clv-by-plan?", "clv-by-plan/receipt?", "segments?", "segments/receipt?",
        "targets?from=2024-06-01", "forecast?", "nps?", "logo-churn/receipt?from=2024-05-01", "customers?by=country",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _bot.InitializeAsync();
        await _bot.LearnAsync(new FactBatch
        {
            Customers = [Eva("Eva GmbH", "DE", "small"), new("bo", "Bo Ltd", null, "GB", "large", null, null, null)],
            SubscriptionEvents =
            [
                new()
                {
                    Source = FactSource.Import, EventId = "eur", CustomerId = "eva", SubscriptionId = "sub_eva", ItemId = "sub_eva", PlanId = "pro", UnitAmountMinor = 20_000,
                    Currency = Currency.Parse("EUR"), Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = new(2024, 3, 12, 12, 0, 0, TimeSpan.Zero),
                },
            ],
            Payments = [new(FactSource.Import, "pay", "eva", "sub_eva", 20_000, null, Currency.Parse("EUR"), PaymentStatus.Succeeded, null, "pro", new(2024, 3, 12, 12, 0, 0, TimeSpan.Zero))],
            FxRates = [.. Enumerable.Range(1, 5).Select(month => Rate(month, 1.10m))],
            Targets = [Target(6, 500), new("nps", new Month(2024, 6), TargetKind.Minimum, 40, null)],
        });
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    /// <param name="bulk">By the path of imports, which also makes two customers one.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_known_at_an_instant_never_changes(bool bulk)
    {
        var known = TimeProvider.System.GetUtcNow();
        var before = await AllAsync(known);
        var now = await NowAsync();

        await LearnLaterAsync(bulk);

        var after = await AllAsync(known);
        foreach (var (asked, text) in before) after[asked].ShouldBe(text, asked);
        foreach (var (asked, text) in await NowAsync()) text.ShouldNotBe(now[asked], asked);
    }

    private Task LearnLaterAsync(bool bulk) => _bot.LearnAsync(new FactBatch
    {
        Customers = [Eva("Eva SE", "AT", "large"), new("ada", null, null, "FR", "small", null, null, null)],
        FxRates = [Rate(3, 1.20m), Rate(5, 1.30m), Rate(6, 1.25m)],
        Targets = [Target(6, 900), Target(7, 1_000), new("nps", new Month(2024, 6), TargetKind.Minimum, 60, null)],
        Aliases = bulk ? [new("cy", "bo")] : [],
    });

    /// <summary>Everything that is asked, known at an instant, byte by byte.</summary>
    private async Task<Dictionary<string, string>> AllAsync(DateTimeOffset known)
    {
        Dictionary<string, string> all = [];
        foreach (var question in _questions) all[question] = await AskAsync(question, Iso.Instant(known));
        foreach (var route in _routes) all[route] = await _bot.Client.GetStringAsync($"/api/v1/metrics/{route}&to={Day}&known_at={Uri.EscapeDataString(Iso.Instant(known))}", Cancel);
        return all;
    }

    /// <summary>What is known now of a few that must change.</summary>
    private async Task<Dictionary<string, string>> NowAsync()
    {
        Dictionary<string, string> all = [];
        foreach (var question in (string[])["/mrr", "/mrr by segment last 6 months", "/mrr by country", "/target", "/customer eva"])
            all[question] = await AskAsync(question, null);
        return all;
    }

    private async Task<string> AskAsync(string question, string? known)
    {
        var answer = await _bot.Services.GetRequiredService<Asker>().AskAsync(question, new AskContext(_asked, Day, known), Cancel);
        answer.Kind.ShouldBe(AnswerKind.Figures, $"{question}: {answer.Headline}");
        return ApiJson.Write(AnswerJson.Of(answer) with { Id = "" });
    }

    private static Customer Eva(string name, string country, string segment) => new("eva", name, null, country, segment, null, null, null);

    private static FxRate Rate(int month, decimal rate) => new(Currency.Parse("EUR"), new DateOnly(2024, month, 1), WholeMonth: true, rate);

    private static Target Target(int month, decimal value) => new("mrr", new Month(2024, month), TargetKind.Level, value, null);
}
