using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Expansion;
using RevenueBot.Tests.Ingest.Sample;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Questions.Facts.FactsBot;

namespace RevenueBot.Tests.Questions.Health;

/// <summary>The sample company's health, who is at risk and who is ready to grow: counted again from its files by code that shares nothing with the product's.</summary>
public sealed class SampleHealthTests(SampleBot sample) : IClassFixture<SampleBot>
{
    private static readonly string[] Others = ["ada", "bo", "cy"];
    private static readonly Lazy<Task<NaiveBooks>> Books = new(() => NaiveBooks.OfAsync(new DateOnly(2025, 1, 31)));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FxRates Rates => new(Currency.Parse("USD"), sample.Facts.FxRates);

    [Theory]
    [InlineData("2025-01-30T18:00Z")]
    [InlineData("2024-11-15T04:30Z")] // still the 14th in New York
    [InlineData("2024-07-04T12:00Z")]
    public async Task Every_score_is_what_a_naive_count_of_the_files_says(string time)
    {
        var (books, at) = (await Books.Value, At(time));
        NaiveHealth naive = new(books, at);
        var expected = books.Customers.Select(id => (Id: id, Health: naive.Of(id))).Where(row => row.Health is not null).ToDictionary(row => row.Id, row => row.Health!.Value);
        var (customers, summary) = await sample.Bot.Services.GetRequiredService<HealthLive>().AllAsync(at, null, Rates, Cancel);
        var scored = customers.Where(health => !Others.Contains(health.CustomerId)).ToDictionary(health => health.CustomerId);
        scored.Keys.Order(StringComparer.Ordinal).ShouldBe(expected.Keys.Order(StringComparer.Ordinal)); // nobody in a trial, paused, on a free plan, gone, or new
        expected.Count.ShouldBeGreaterThan(50);
        foreach (var (id, (score, coverage)) in expected)
        {
            scored[id].Coverage.ShouldBe(coverage, id);
            (scored[id].Score is null).ShouldBe(score is null, id);
            if (score is not null) scored[id].Score!.Value.ShouldBe(score.Value, 0.000001m, id);
            scored[id].Band.ShouldBe(coverage < 0.5m ? HealthBand.InsufficientData : score < 30 ? HealthBand.High : score <= 60 ? HealthBand.Medium : HealthBand.Healthy, id);
        }

        summary.Customers.ShouldBe(customers.Count);
        foreach (var band in summary.Bands) (band.Customers, band.Mrr).ShouldBe((customers.Count(health => health.Band == band.Band), customers.Where(health => health.Band == band.Band).Sum(health => health.Mrr)));
    }

    [Theory]
    [InlineData("2025-01-30")]
    [InlineData("2024-12-20")]
    [InlineData("2024-09-12")]
    public async Task The_list_at_risk_the_bands_and_mrr_of_one_day_agree(string day)
    {
        var (all, risk, mrr) = (await sample.Bot.AskAsync($"/health as of {day}"), await sample.Bot.AskAsync($"/at-risk as of {day}"), await sample.Bot.MetricAsync($"mrr?from={day}&to={day}"));
        var rows = all.Rows().ToDictionary(row => row[0]);
        Number(rows["All"][2]).ShouldBe(rows.Where(row => row.Key != "All").Sum(row => Number(row.Value[2])));
        Number(rows["All"][2]).ShouldBeLessThanOrEqualTo(mrr["entries"]!.AsArray()[^1]!.Micros("mrr") / 1_000_000m + 1); // the new ones pay too
        (Number(rows["High risk"][1]) + Number(rows["Medium risk"][1])).ShouldBeGreaterThan(2); // a company of this size has some to look after
        var band = Number(rows["High risk"][1]) > 0 ? "High risk" : "Medium risk";
        Number(risk.Rows()[^1][1]).ShouldBe(Number(rows[band][2]), 0.51m); // cents beside whole dollars
        Number(risk.Rows()[^1][1]).ShouldBe(risk.Rows().SkipLast(1).Sum(row => Number(row[1])));
        risk.Rows().SkipLast(1).Where(row => row[2].Length > 0).ShouldAllBe(row => band == "High risk" ? Number(row[2]) < 30 : Number(row[2]) >= 30 && Number(row[2]) <= 60);
    }

    [Theory]
    [InlineData("2025-01-30T18:00Z")]
    [InlineData("2024-11-15T04:30Z")]
    [InlineData("2024-07-04T12:00Z")]
    public async Task Who_is_ready_to_grow_is_what_a_naive_count_of_the_files_says(string time)
    {
        var (books, at) = (await Books.Value, At(time));
        var expected = new NaiveExpansion(books, at).All();
        var found = (await sample.Bot.Services.GetRequiredService<ExpansionFinder>().FindAsync(at, null, Rates, Cancel)).Opportunities.Where(one => !Others.Contains(one.CustomerId)).ToDictionary(one => one.CustomerId);
        found.Keys.Order(StringComparer.Ordinal).ShouldBe(expected.Keys.Order(StringComparer.Ordinal));
        expected.Count.ShouldBeGreaterThan(20);
        foreach (var (id, one) in expected)
        {
            string.Join(' ', found[id].Parts.Select(part => ExpansionWords.Key(part.Reason)).Distinct()).ShouldBe(one.Reasons, id);
            found[id].Held.ToString().ShouldBe(one.Held, id);
            (found[id].Gain is null).ShouldBe(one.Gain is null, id);
            if (one.Gain is { } gain) (found[id].Gain!.Value / 1_000_000m).ShouldBe(gain, 0.00001m, id);
        }
    }

    private static decimal Number(string cell) => decimal.Parse(cell, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture);
}
