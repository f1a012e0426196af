using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Reports;
using RevenueBot.Reports.Advice;
using RevenueBot.Reports.Monthly;
using RevenueBot.Tests.Questions.Ratios;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports;

/// <summary>What one report leaves for the next: its recommendations, once it is delivered, and the forecast of the month's end.</summary>
public sealed class MonthlyKeepingTests(SampleBot bot) : IClassFixture<SampleBot>
{
    private static readonly Currency _dollar = Currency.Parse("USD");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Recommendations_are_kept_when_delivered_and_followed_up_a_month_later()
    {
        var kept = bot.Services.GetRequiredService<KeptAdvice>();
        var september = await MonthlySampleTests.ReportAsync(bot.Services, new(2026, 9, 1));
        (await kept.ReadAsync(new(2026, 9, 1), Ct)).ShouldBeEmpty();

        await september.Delivered!(Ct);
        await september.Delivered!(Ct);
        var then = await kept.ReadAsync(new(2026, 9, 1), Ct);
        then.Select(one => one.What).ShouldBe(Advice(september).Advice.Select(advice => advice.Do));

        var october = Advice(await MonthlySampleTests.ReportAsync(bot.Services, new(2026, 10, 1)));
        var table = october.Tables.ShouldHaveSingleItem();
        table.Heading.ShouldBe("What became of those of September");
        table.Table.Rows.Select(row => row[0]).ShouldBe(then.Select(one => one.What));
        MonthlySampleTests.TextOf(await MonthlySampleTests.ReportAsync(bot.Services, new(2026, 10, 1))).ShouldContain("the same as in the report of September");
        foreach (var row in table.Table.Rows) row[^1].ShouldBeOneOf("Better", "Worse", "Unchanged", "The rule no longer fires");
    }

    [Fact]
    public async Task The_forecast_of_a_months_end_is_kept_once_in_time_and_held_against_what_came()
    {
        var keeping = bot.Services.GetServices<IRefresh>().OfType<ForecastKeeping>().Single();
        var kept = bot.Services.GetRequiredService<KeptForecasts>();
        await keeping.RunAsync(new(2026, 7, 20, 3, 0, 0, TimeSpan.Zero), Ct);
        (await kept.HasAsync(new(2026, 6, 30), _dollar, Ct)).ShouldBeFalse();

        await keeping.RunAsync(new(2026, 8, 2, 12, 0, 0, TimeSpan.Zero), Ct);
        await keeping.RunAsync(new(2026, 8, 3, 12, 0, 0, TimeSpan.Zero), Ct);
        var past = await kept.PastAsync(new(2026, 10, 31), _dollar, Ct);
        past.Select(one => (one.MadeOn, one.Month)).ShouldBe([(new(2026, 7, 31), new(2026, 10, 1)), (new(2026, 7, 31), new(2026, 9, 1)), (new(2026, 7, 31), new(2026, 8, 1))]);

        var report = await MonthlySampleTests.ReportAsync(bot.Services, new(2026, 10, 1));
        var rows = report.Sections.Single(section => section.Key == "forecast").Tables.Single(table => table.Heading == "Earlier forecasts and what came").Table.Rows;
        rows.Count.ShouldBe(3);
        rows[0][0].ShouldBe("31 Oct");
        rows[0][1].ShouldBe("31 Jul");
        $"${rows[0][4]}".ShouldBe(report.Figures[0].Value);
    }

    private static DigestSection Advice(Digest report) => report.Sections.Single(section => section.Key == "advice");
}
