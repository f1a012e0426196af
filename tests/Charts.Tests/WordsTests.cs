using System.Xml.Linq;
using RevenueBot.Charts.Tests.States;
using Shouldly;
using Xunit;

namespace RevenueBot.Charts.Tests;

public sealed partial class WordsTests
{
    [Theory]
    [InlineData("reference", "MRR $48.2k, up 3.1% on October")]
    [InlineData("no-data", "No revenue data yet")]
    [InlineData("part-only", "MRR $420 on 10 Dec, the first month")]
    [InlineData("all-zero", "No MRR in 12 months")]
    [InlineData("no-movements", "MRR $5.0k, unchanged on October")]
    [InlineData("months-1", "MRR $20.9k at the end of November, the first month")]
    [InlineData("losses-only", "MRR $6.1k, down 24.1% on October")]
    public void ATrendNamesItsFinding(string state, string title) => RevenueTrendChart.Draw(Samples.Trends[state], new ChartFrame()).Title.ShouldBe(title);

    [Theory]
    [InlineData("reference", "November added $1,450 net: new sales outran churn")]
    [InlineData("week", "2–8 Nov added $570 net: new sales outran churn")]
    [InlineData("first-month", "First MRR in November: $519.50")]
    [InlineData("closing-zero", "MRR fell to zero in November: −$46,760")]
    [InlineData("negative", "MRR fell $2,550 in November: churn outran new sales")]
    [InlineData("collective", "November added $350 net: all gains outran churn")]
    [InlineData("net-zero", "MRR unchanged in November at $46,760")]
    [InlineData("nothing", "No MRR in November")]
    public void AWaterfallNamesItsFinding(string state, string title) => WaterfallChart.Draw(Samples.Waterfalls[state], new ChartFrame()).Title.ShouldBe(title);

    [Theory]
    [InlineData("heatmap-reference", "83% of new customers still pay after three months")]
    [InlineData("heatmap-net", "New MRR stands at 94% after three months")]
    [InlineData("heatmap-gross", "80% of new MRR is kept after three months")]
    [InlineData("heatmap-single", "26 new customers in November, the first cohort")]
    [InlineData("heatmap-all-left", "No new customer still pays after three months")]
    [InlineData("heatmap-no-data", "No cohorts yet")]
    [InlineData("funnel-reference", "23.1% of October trials paid; steepest loss: the card")]
    [InlineData("funnel-two-steps", "23.1% of October trials paid")]
    [InlineData("funnel-none-paid", "None of 134 October trials paid")]
    [InlineData("funnel-tiny-share", "Under 0.1% of trials paid; steepest loss: before “Paid”")]
    [InlineData("funnel-all-open", "No October trial is matured yet")]
    [InlineData("funnel-nothing-lost", "100.0% of October trials paid")]
    [InlineData("curves-reference", "64% stay ten months; 44% projected at two years")]
    [InlineData("curves-net", "MRR stands at 99% after ten months")]
    [InlineData("curves-single", "26 new customers in November, the first cohort")]
    [InlineData("curves-all-left", "No customer stays one month")]
    [InlineData("line-reference", "ARPA $78.77, up 1.2% on October")]
    [InlineData("line-churn", "Logo churn 3.7%, up 0.3 points on October")]
    [InlineData("line-no-churn", "Logo churn 0.0% in six months")]
    [InlineData("line-undefined", "LTV cannot be told yet")]
    [InlineData("line-undefined-now", "LTV – in November: fewer than 10 churns")]
    [InlineData("line-single-part", "Logo churn 1.2% on 10 Dec, the first month")]
    [InlineData("line-nps", "NPS 72, up 2 on October")]
    [InlineData("trend-forecast", "MRR $55.7k by May 2027, 80% range $53.7k–$57.7k")]
    [InlineData("usage-reference", "Business daily users up 23.4% in three weeks")]
    [InlineData("usage-two-weeks", "Business daily users up 7.1% in a week")]
    [InlineData("usage-few-days", "291 active users on 14 Nov")]
    [InlineData("usage-all-zero", "No active users in 30 days")]
    [InlineData("plans-reference", "Business grew most: +$6.4k MRR in 11 months")]
    [InlineData("plans-losses", "Business fell most: −$800 MRR in 11 months")]
    [InlineData("plans-one-huge", "Enterprise brings nearly all of $1.2bn MRR")]
    [InlineData("plans-single-month", "Professional brings 36.1% of $48.2k MRR")]
    [InlineData("plans-unchanged", "MRR unchanged in every plan in 11 months")]
    [InlineData("tiles-reference", "MRR $48.2k, 80% of target")]
    [InlineData("tiles-one", "ARPA per month $78.77, up 1.2% on 31 Oct")]
    [InlineData("tiles-undefined", "MRR – on 30 Nov")]
    [InlineData("segments-reference", "Growing teams: 17% of customers, 46% of MRR")]
    [InlineData("segments-single", "High-value power users: 12 customers, $1.2k MRR")]
    [InlineData("segments-no-mrr", "No MRR in four segments")]
    [InlineData("health-reference", "12 customers with $8.4k MRR at high risk")]
    [InlineData("health-none-at-risk", "No customer at high risk")]
    [InlineData("health-no-data", "No customer has a health score yet")]
    public void EveryChartNamesItsFinding(string state, string title) => Gallery.All[state](new ChartFrame()).Title.ShouldBe(title);

    [Fact]
    public void TheAlternativeTextHoldsEveryFigureOfTheWaterfall() => WaterfallChart.Draw(Samples.Waterfalls["week"], new ChartFrame()).AltText.ShouldBe(
        "Waterfall chart, MRR in USD for 2–8 Nov 2026: opening 57,420; new +1,140; expansion +690; reactivation +58; contraction −236; churn −1,082; closing 57,990.");

    [Fact]
    public void TheAlternativeTextHoldsTheMonthsAndTheProjection()
    {
        var text = RevenueTrendChart.Draw(Samples.Trends["today"], new ChartFrame()).AltText;
        text.ShouldStartWith("Line chart, MRR in USD at month end: Dec 2025 34,490, Jan 2026 35,430, Feb 36,520,");
        text.ShouldContain("Last point, part of December: 48,750 on 10 Dec 2026.");
        text.ShouldContain("November: new +2,040; expansion +1,120; reactivation +260; contraction −410; churn −1,430; paused, FX −130; net +1,450.");
        text.ShouldContain("Projected for May 2027: 55,700; 80% range ");
    }

    [Theory]
    [InlineData("heatmap-reference", "Jan 2026, 26 customers: 100, 92, 85, 85, 77, 73, 69, 65, 62, 62, 62, 54 so far.")]
    [InlineData("curves-reference", "Projected for month 24: 44%; 80% range 35–53; 95% range 31–58.")]
    [InlineData("funnel-reference", "Trial started 134 (100.0%); Activated 103 (76.9%); Active on 3+ days 71 (53.0%); Card added 41 (30.6%); Paid 31 (23.1%).")]
    [InlineData("plans-reference", "Professional 17,400; Business 13,900; Enterprise 7,200; Starter 6,100; Legacy Annual 2023 (grandfathered, EU invoicing) 2,440; Education 1,170; total 48,210.")]
    [InlineData("tiles-reference", "Logo churn 3.7%, +0.3 points, worse; 22 of 601 customers left.")]
    [InlineData("tiles-reference", "NPS 72, +2; Target above 70 · n = 60, ±15.")]
    [InlineData("usage-reference", "Professional: 275 users on 9 Dec, last 7 days +2.8%;")]
    [InlineData("segments-reference", "Price-sensitive: 67 customers · $1,474 MRR, 33% of customers, 30% of MRR, risk high.")]
    [InlineData("health-reference", "High risk: 12 customers (6%), $8,412 MRR (14%); 3 more than on 3 Nov.")]
    [InlineData("line-part", "Last point, part of December: $79.10 on 10 Dec 2026.")]
    public void TheAlternativeTextHoldsTheFigures(string state, string figures) => Gallery.All[state](new ChartFrame()).AltText.ShouldContain(figures);

    [Theory]
    [InlineData("tiles-reference")]
    [InlineData("segments-reference")]
    [InlineData("health-reference")]
    [InlineData("line-part")]
    public void TheAlternativeTextSaysAmountsWhole(string state) => Gallery.All[state](new ChartFrame()).AltText.ShouldNotMatch(@"[0-9](k|M|bn)\b");

    [Fact]
    public void TheKeyShowsTheMonthEndsAsTheyAreRounded()
    {
        // The net alone rounds to 3,841; the month ends beside it, and the table of the answer, differ by 3,842.
        MonthMovements october = new() { New = 4_700.4m, Churn = -859.023m };
        RevenueMonth[] months = [new(new(2026, 9, 1), 50_049.36m, new() { New = 50_049.36m }), new(new(2026, 10, 1), 53_890.737m, october)];
        var texts = new Sheet(RevenueTrendChart.Draw(new RevenueTrend { Currency = "USD", Months = months }, new ChartFrame())).Texts.Select(t => t.Text).ToArray();
        string[] figures = ["$50,049", "$53,891", "+$3,842", "+$4,701", "−$859"];
        figures.ShouldBeSubsetOf(texts);
    }

    [Fact]
    public void LongNamesAreCutOnTheChartAndWholeInItsDescription()
    {
        var sheet = new Sheet(RevenueTrendChart.Draw(Samples.Trends["long-note"], new ChartFrame { Title = Samples.LongName }));
        sheet.Texts.ShouldContain(t => t.Text.EndsWith('…'));
        sheet.Description.ShouldContain(Samples.LongName);
        sheet.Title.ShouldBe(Samples.LongName);
    }

    [Fact]
    public void ATitleThatNeedsTwoLinesIsNotCut()
    {
        var title = "MRR grew in every plan but Legacy Annual, where the price change of June made three customers leave";
        var sheet = new Sheet(RevenueTrendChart.Draw(Samples.Trend, new ChartFrame { Title = title }));
        string.Join(' ', sheet.Texts.Take(2).Select(t => t.Text)).ShouldBe(title);
    }

    [Theory, InlineData(""), InlineData(" \u200B\n"), InlineData(null)]
    public void ABlankTitleIsTheFinding(string? title) =>
        WaterfallChart.Draw(Samples.Waterfall, new ChartFrame { Title = title, Subtitle = title }).Title.ShouldStartWith("November added");

    [Fact]
    public void EveryFlagHasItsTextAndTheRestIsCounted()
    {
        var texts = new Sheet(RevenueTrendChart.Draw(Samples.Trends["crowded"], new ChartFrame())).Texts.Select(t => t.Text).ToArray();
        var shown = texts.Count(t => t.StartsWith("Release", StringComparison.Ordinal));
        shown.ShouldBePositive();
        texts.ShouldContain($"and {14 - shown} more on the dashboard");
        texts.Count(t => t == "1").ShouldBe(2);
    }

    [Fact]
    public void TheSvgKeepsTheHouseRules()
    {
        string[] allowed = ["svg", "title", "desc", "defs", "pattern", "rect", "line", "path", "circle", "text"];
        foreach (var draw in Gallery.All.Values)
        {
            var svg = draw(new ChartFrame { Theme = Theme.Dark, Instance = 3 }).Svg;
            var elements = XDocument.Parse(svg).Descendants().ToArray();
            elements.ShouldAllBe(e => allowed.Contains(e.Name.LocalName));
            elements.Attributes().ShouldAllBe(a => a.Name.LocalName != "style" && a.Name.LocalName != "class");
            elements.Attributes("id").Select(a => a.Value).ShouldAllBe(id => IdOfTheInstance().IsMatch(id));
        }
    }

    [Fact]
    public void MisuseIsRefused()
    {
        var trend = Samples.Trend;
        Should.Throw<ArgumentException>(() => Draw(trend with { Months = [.. trend.Months.Where((_, i) => i != 4)] }));
        Should.Throw<ArgumentException>(() => Draw(trend with { Part = trend.Part! with { Through = new(2027, 1, 4) } }));
        Should.Throw<ArgumentException>(() => Draw(trend with { Months = [trend.Months[0] with { Movements = new MonthMovements { Churn = 5 } }], Part = null, Projection = [] }));
        Should.Throw<ArgumentException>(() => Draw(trend with { Currency = "dollar" }));
        Should.Throw<ArgumentException>(() => CohortHeatmapChart.Draw(CohortStates.Reference with { Kind = RetentionKind.NetRevenue }, new ChartFrame()));
        Should.Throw<ArgumentException>(() => CohortHeatmapChart.Draw(CohortStates.Reference with { Cohorts = [.. CohortStates.Reference.Cohorts.Reverse()] }, new ChartFrame()));
        Should.Throw<ArgumentException>(() => RetentionCurvesChart.Draw(CurveStates.Reference with { Retention = CohortStates.All["two"] }, new ChartFrame()));
        Should.Throw<ArgumentException>(() => TrialFunnelChart.Draw(FunnelStates.Reference with { Steps = [new("Started", 3), new("Paid", 4)] }, new ChartFrame()));
        Should.Throw<ArgumentException>(() => TrialFunnelChart.Draw(FunnelStates.Reference with { Steps = [new("Started", 3)] }, new ChartFrame()));
        Should.Throw<ArgumentException>(() => LineTrendChart.Draw(LineStates.Reference with { Months = [.. LineStates.Reference.Months.Where((_, i) => i != 3)] }, new ChartFrame()));
        Should.Throw<ArgumentException>(() => WaterfallChart.Draw(Samples.Waterfall with { To = new(2026, 1, 1) }, new ChartFrame()));
    }

    private static Chart Draw(RevenueTrend trend) => RevenueTrendChart.Draw(trend, new ChartFrame());

    [System.Text.RegularExpressions.GeneratedRegex(@"^c\d\dd3-")]
    private static partial System.Text.RegularExpressions.Regex IdOfTheInstance();
}
