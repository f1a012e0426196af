using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Cohorts;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Retention;

/// <summary>The projection of a planted curve from the outside.</summary>
public sealed class RetentionRangeTests(PlantedCohorts planted) : IClassFixture<PlantedCohorts>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_has_its_range_in_words_and_in_the_picture()
    {
        var answer = await planted.Bot.Services.GetRequiredService<Asker>().AskAsync("/retention", new AskContext(planted.Now.AddMinutes(1)), Cancel);
        answer.Sentences.ShouldContain(sentence => Regex.IsMatch(
            sentence, @"^By the curve of all cohorts \d+\.\d% of customers after 12 months \(80% range \d+\.\d–\d+\.\d%\) and \d+\.\d% of customers after 24 months \(80% range \d+\.\d–\d+\.\d%\) are left\.$"), answer.Text);
        var chart = answer.Chart.ShouldNotBeNull().Value;
        chart.AltText.ShouldContain("80% range");
        SamplePictureTests.Keep("/retention", chart);
        (await planted.Bot.AskAsync("/cohorts")).Sentences().ShouldContain(sentence => Regex.IsMatch(sentence, @"after 24 \(80% range .*Of the 60 customers of .* about \d+ \(80% range \d+–\d+\) are left"));
    }

    [Fact]
    public async Task It_has_its_range_in_json_and_holds_the_planted_curve()
    {
        var summary = (await planted.Bot.MetricAsync("cohorts?from=2000-01-01"))["summary"]!;
        double At(string name, int month) => summary[name]![month]!.GetValue<double>();
        for (var month = 1; month <= 36; month++)
        {
            (At("survival_lo80", month) <= At("survival", month) && At("survival", month) <= At("survival_hi80", month)).ShouldBeTrue();
            (At("survival_lo80", month) <= PlantedCohorts.Curve.Survival(month) && PlantedCohorts.Curve.Survival(month) <= At("survival_hi80", month)).ShouldBeTrue($"{month}");
        }

        var projection = summary["projection"]!.AsArray().Select(cohort => cohort!).First();
        double Left(string name, int month) => projection[name]![month]!.GetValue<double>();
        for (var month = 0; month < 12; month++) (Left("lo80", month) < Left("active", month) && Left("active", month) < Left("hi80", month)).ShouldBeTrue();
    }
}

/// <summary>A cohort of sixty customers a month for fifteen months, of whom as many leave as a curve says.</summary>
public sealed class PlantedCohorts : IAsyncLifetime
{
    private const int Cohorts = 15, Size = 60;

    internal static RetentionCurve Curve { get; } = new(0.7, 9);

    internal LiveBot Bot { get; } = new();

    internal DateTimeOffset Now { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await Bot.InitializeAsync();
        await Bot.Services.GetRequiredService<FactStore>().ImportAsync(Batches(TimeProvider.System.GetUtcNow()), null);
        Now = TimeProvider.System.GetUtcNow();
        await Bot.RefreshAsync("retention", Now);
    }

    public ValueTask DisposeAsync() => Bot.DisposeAsync();

    private static async IAsyncEnumerable<FactBatch> Batches(DateTimeOffset now)
    {
        await Task.CompletedTask;
        var first = new DateTimeOffset(now.Year, now.Month, 3, 17, 0, 0, TimeSpan.Zero).AddMonths(-Cohorts);
        yield return new FactBatch { SubscriptionEvents = [.. Enumerable.Range(0, Cohorts).SelectMany(cohort => Enumerable.Range(0, Size).SelectMany(i => Life($"c{cohort}-{i}", i, first.AddMonths(cohort), now)))] };
    }

    /// <summary>To the customer as many as the curve says.</summary>
    private static IEnumerable<SubscriptionEvent> Life(string id, int i, DateTimeOffset start, DateTimeOffset now)
    {
        SubscriptionEvent began = new()
        {
            Source = FactSource.Import, EventId = id, CustomerId = id, SubscriptionId = id, ItemId = id, PlanId = "pro", UnitAmountMinor = 5_000, Currency = Currency.Parse("USD"),
            Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = start,
        };
        yield return began;
        var months = 1;
        while (Size * Curve.Survival(months) > i + 0.5) months++;
        if (start.AddMonths(months) < now) yield return began with { EventId = id + "-end", Status = SubscriptionStatus.Canceled, EffectiveAt = start.AddMonths(months) };
    }
}
