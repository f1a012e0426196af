using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Reports;
using RevenueBot.Support;
using RevenueBot.Tests.Questions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports;

/// <summary>What arrives late is named once in the next report of each kind, after the one before was sure to be read.</summary>
public sealed class RestatedReportTests : IAsyncLifetime
{
    private const string OfTheDay = "9 Nov closed at $128, not $198. A downgrade of 9 Nov (−$70) arrived on 10 Nov, 11:20.";

    /// <summary>Sun 10 Nov 2030, 08:00 New York: a day before the late fact arrives.</summary>
    private static readonly DateTimeOffset _first = new(2030, 11, 10, 13, 0, 0, TimeSpan.Zero);

    private static readonly CompanyCalendar _newYork = new(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
    private readonly LiveBot _bot = new();

    public ValueTask InitializeAsync() => _bot.InitializeAsync();

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task A_report_names_what_is_no_longer_so_until_it_is_delivered()
    {
        await Told(await BuildAsync(DigestKind.Daily, _first));
        await ArriveAsync();

        for (var preview = 0; preview < 2; preview++) (await BuildAsync(DigestKind.Daily, _first.AddDays(1))).Restated.ShouldBe([OfTheDay]);
        await Told(await BuildAsync(DigestKind.Daily, _first.AddDays(1)));
        (await BuildAsync(DigestKind.Daily, _first.AddDays(2))).Restated.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_kind_of_report_has_readers_of_its_own()
    {
        await Told(await BuildAsync(DigestKind.Weekly, _first));
        await ArriveAsync();

        (await BuildAsync(DigestKind.Daily, _first.AddDays(1))).Restated.ShouldBeEmpty(); // its readers were never told otherwise
        (await BuildAsync(DigestKind.Weekly, _first.AddDays(8))).Restated.ShouldBe([OfTheDay]);
    }

    private static Task Told(Digest digest) => digest.Delivered!(TestContext.Current.CancellationToken);

    private Task<Digest> BuildAsync(DigestKind kind, DateTimeOffset now) => _bot.Services.GetRequiredService<Reporter>().BuildAsync(DigestPeriods.At(kind, now, _newYork), now, TestContext.Current.CancellationToken);

    private Task<ApplyResult> ArriveAsync() => new FactStore(_bot.Services.GetRequiredService<NpgsqlDataSource>(), _bot.Services.GetRequiredService<LedgerRules>(), new FixedTime(_first.AddHours(3).AddMinutes(20))).ApplyAsync(new FactBatch
    {
        SubscriptionEvents =
        [
            new()
            {
                Source = FactSource.Import, EventId = "late", CustomerId = "bo", SubscriptionId = "sub_bo", ItemId = "sub_bo", PlanId = "solo", UnitAmountMinor = 2_900, Currency = Currency.Parse("USD"),
                Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = new(2030, 11, 9, 15, 0, 0, TimeSpan.Zero),
            },
        ],
    }, ct: TestContext.Current.CancellationToken);

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
