using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Charts;
using RevenueBot.Questions;
using RevenueBot.Tests.Questions.Ratios;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

/// <summary>The pictures of the sample company's answers. CHART_PICTURES=/some/folder keeps them to be looked at.</summary>
public sealed class SamplePictureTests(SampleBot bot) : IClassFixture<SampleBot>
{
    [Theory]
    [InlineData("/mrr", "Line chart, MRR in USD at month end: ")]
    [InlineData("/mrr by plan", "Small area charts, MRR by plan in USD ")]
    [InlineData("/mrr by country last 12 months", "Small area charts, MRR by country in USD ")]
    [InlineData("/arpu", "Line chart, ARPA by month: ")]
    [InlineData("/quick-ratio", "Line chart, Quick ratio by month: ")]
    [InlineData("/customers", "Line chart, Paying customers by month: ")]
    [InlineData("/ltv last 6 months", "Line chart, LTV by month: ")]
    [InlineData("/nps last 12 months", "Line chart, NPS by month: ")]
    [InlineData("/cohorts", "Heatmap. Customers still paying, % of cohort, by months since first payment. ")]
    [InlineData("/churn last 6 months", "Line chart, Logo churn by month: ")]
    [InlineData("/trials", "Funnel of trials started 1–30 Sep 2026, within 30 days of start: ")]
    [InlineData("/segments", "Bar chart, segments on 20 Nov 2026. ")]
    [InlineData("/forecast", "Line chart, MRR in USD at month end: ")]
    [InlineData("/today", "Tiles of 20 Nov 2026. MRR ")]
    [InlineData("/target", "Tiles of 20 Nov 2026. ")]
    [InlineData("/health", "Health of ")]
    [InlineData("/usage", "Line chart, daily active users by plan, ")]
    public async Task An_answer_has_its_picture(string text, string start)
    {
        var answer = await bot.Services.GetRequiredService<Asker>()
            .AskAsync(text, new AskContext(new DateTimeOffset(2026, 11, 20, 22, 0, 0, TimeSpan.Zero), SampleBot.AsOf, null), TestContext.Current.CancellationToken);
        var chart = answer.Chart.ShouldNotBeNull(answer.Text).Value;
        chart.AltText.ShouldStartWith(start);
        chart.Title.ShouldNotContain("No ");
        Keep(text, chart);
    }

    internal static void Keep(string text, Chart chart)
    {
        if (Environment.GetEnvironmentVariable("CHART_PICTURES") is not { } folder) return;
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, $"answer-{text[1..].Replace(' ', '-')}.png"), ChartImage.Png(chart.Svg));
    }
}
