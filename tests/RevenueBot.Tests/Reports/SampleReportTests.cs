using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports;
using RevenueBot.Tests.Questions.Ratios;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports;

/// <summary>The reports of the sample company say what the questions about the same days say.</summary>
public sealed class SampleReportTests(SampleBot bot) : IClassFixture<SampleBot>, IAsyncLifetime
{
    private static readonly DateTimeOffset _now = new(2026, 11, 20, 12, 30, 0, TimeSpan.Zero);

    private CompanyCalendar Calendar => bot.Services.GetRequiredService<Company>().Calendar;

    public async ValueTask InitializeAsync()
    {
        foreach (var refresh in bot.Services.GetServices<IRefresh>().Where(refresh => refresh.Name is "health" or "expansion" or "forecast" or "alerts").OrderBy(refresh => refresh.Name == "alerts"))
            await refresh.RunAsync(_now.AddHours(-1), TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("2026-11-20")]
    [InlineData("2026-11-16")]
    [InlineData("2026-11-02")] // about the first of a month
    [InlineData("2026-11-01")] // about the last of one
    [InlineData("2026-03-09")] // about a day of 23 hours
    [InlineData("2025-07-01")]
    public async Task A_daily_report_agrees_with_the_answers_about_its_day(string madeOn)
    {
        var now = Calendar.StartOf(DateOnly.Parse(madeOn, null)).AddHours(8);
        var digest = await BuildAsync(DigestKind.Daily, now);
        var day = digest.Period.Last;
        digest.Period.First.ShouldBe(day);

        var mrr = await AskAsync(Question.Mrr with { AsOf = day }, now);
        Number(digest, "mrr").ShouldBe(mrr.Series[0].Closing);
        Of(digest.Figures, "arpa").ShouldBe(Of(mrr.Figures, "arpa"));
        Number(digest, "customers").ShouldBe(Of(mrr.Figures, "customers").Number);
        digest.DataThrough.ShouldBe(mrr.DataThrough);
        digest.Target.ShouldNotBeNull().Label.ShouldContain(mrr.Sentences.Single(sentence => sentence.StartsWith("Target for", StringComparison.Ordinal)).Split(' ')[5].TrimEnd(':', '.'));

        var today = await AskAsync(new Question { Metric = Metric.Today, AsOf = day }, now);
        Number(digest, "mrr").ShouldBe(Of(today.Figures, "mrr").Micros);
        Number(digest, "received").ShouldBe(Of(today.Figures, "revenue").Micros);
        Number(digest, "trials").ShouldBe(Of(today.Figures, "active_trials").Number);
        Of(digest.Figures, "trials").Comparison!.ShouldStartWith(Of(today.Figures, "active_trials").Comparison!);

        Number(digest, "month").ShouldBe(Of((await AskAsync(Question.Mrr with { AsOf = day, Why = true, Window = new Window.InMonth(Month.Of(day)) }, now)).Figures, "net").Micros);
        var week = (await AskAsync(Question.Mrr with { AsOf = day, Window = new Window.Between(day.AddDays(-6), day) }, now)).Series;
        Number(digest, "week").ShouldBe(week[^1].Closing - week[0].Opening);
        (await AskAsync(new Question { Metric = Metric.Customers, AsOf = day }, now)).Series[^1].Customers.ShouldBe((int)Number(digest, "customers")!.Value);

        var weekdays = new List<long>();
        for (var back = 1; back <= 4; back++) weekdays.Add((await AskAsync(Question.Mrr with { AsOf = day.AddDays(-7 * back), Why = true, Window = new Window.Between(day.AddDays(-7 * back), day.AddDays(-7 * back)) }, now)).Series[0].Net);
        var mean = decimal.ToInt64(Math.Round(weekdays.Average(net => (decimal)net), MidpointRounding.AwayFromZero));
        Of(digest.Figures, "mrr").Comparison!.ShouldEndWith($"{day.DayOfWeek} mean {MoneyFormat.For(digest.Currency, 2_000_000_000).Signed(mean)}");
    }

    [Theory]
    [InlineData("2026-11-20")]
    [InlineData("2026-11-02")]
    [InlineData("2026-03-16")] // a week with a day of 23 hours
    public async Task A_weekly_review_agrees_with_the_answers_about_its_week(string madeOn)
    {
        var now = Calendar.StartOf(DateOnly.Parse(madeOn, null)).AddHours(7.5);
        var digest = await BuildAsync(DigestKind.Weekly, now);
        var (first, last) = (digest.Period.First, digest.Period.Last);
        Window window = new Window.Between(first, last);

        var why = await AskAsync(Question.Mrr with { Why = true, Window = window, AsOf = last }, now);
        var movements = digest.Sections.Single(section => section.Key == "movements");
        Rows(movements.Tables[0].Table).ShouldBe(Rows(why.Table!));
        Rows(movements.Tables[1].Table).ShouldBe(Rows((await AskAsync(Question.Mrr with { Why = true, Who = true, Window = window, AsOf = last }, now)).Table!));
        ShouldAddUp(movements.Tables[0].Table);

        Number(digest, "customers").ShouldBe((await AskAsync(new Question { Metric = Metric.Customers, Window = window, AsOf = last }, now)).Series[^1].Customers);
        Of(digest.Figures, "quick_ratio").Value.ShouldBe(Of((await AskAsync(new Question { Metric = Metric.QuickRatio, Window = window, AsOf = last }, now)).Figures, "quick_ratio").Value);
        Number(digest, "forecast").ShouldBe(Of((await AskAsync(new Question { Metric = Metric.Forecast, Months = 1 }, now)).Figures, "forecast").Micros);

        var success = digest.Sections.Single(section => section.Key == "customer-success");
        Rows(success.Tables.Single(table => table.Heading == "Health").Table).ShouldBe(Rows((await AskAsync(new Question { Metric = Metric.Health }, now)).Table!));
        success.Sentences.ShouldContain((await AskAsync(new Question { Metric = Metric.Scorecard, Window = new Window.Between(last.AddDays(-89), last) }, now)).Headline);
        if ((await AskAsync(new Question { Metric = Metric.Nps, AsOf = last }, now)).Figures.FirstOrDefault(figure => figure.Key == "nps") is { } nps) Of(success.Figures, "nps").Number.ShouldBe(nps.Number);

        var chances = digest.Sections.Single(section => section.Key == "risks").Lists.Single(list => list.Heading == "Opportunities").Items;
        chances.Sum(item => item.Micros).ShouldBe(Of((await AskAsync(new Question { Metric = Metric.Expansion }, now)).Figures, "could_add").Micros!.Value);
    }

    [Fact]
    public async Task What_needs_somebody_is_what_is_open()
    {
        var digest = await BuildAsync(DigestKind.Daily, _now);
        digest.Items.Count.ShouldBe(3);
        digest.Items.ShouldBe(digest.Items.OrderByDescending(item => item.Micros));
        digest.NothingUrgent.ShouldBeNull();
        foreach (var item in digest.Items) item.Money.ShouldNotBeNull();
    }

    [Fact]
    public async Task Before_the_first_data_every_report_says_so()
    {
        foreach (var kind in (DigestKind[])[DigestKind.Daily, DigestKind.Weekly])
        {
            var digest = await BuildAsync(kind, new DateTimeOffset(2019, 6, 4, 12, 0, 0, TimeSpan.Zero));
            digest.Headline.ShouldStartWith("MRR is 0 on ");
            digest.Figures.ShouldBeEmpty();
            digest.Preheader.Length.ShouldBeInRange(80, 110);
        }
    }

    private Task<Digest> BuildAsync(DigestKind kind, DateTimeOffset now) => bot.Services.GetRequiredService<Reporter>().BuildAsync(DigestPeriods.At(kind, now, Calendar), now, TestContext.Current.CancellationToken);

    private Task<Answer> AskAsync(Question question, DateTimeOffset now) => bot.Services.GetRequiredService<Asker>().AnswerAsync(question, new AskContext(now), TestContext.Current.CancellationToken);

    private static Figure Of(IEnumerable<Figure> figures, string key) => figures.Single(figure => figure.Key == key);

    private static decimal? Number(Digest digest, string key) => Of(digest.Figures, key) is var figure && figure.Micros is { } micros ? micros : figure.Number;

    private static IEnumerable<string> Rows(AnswerTable table) => table.Rows.Prepend(table.Columns).Select(row => string.Join('|', row));

    /// <summary>Opening and every line are closing, as they are shown; the reasons below a line are not counted twice.</summary>
    private static void ShouldAddUp(AnswerTable table)
    {
        foreach (var column in (int[])[1, 2])
            table.Rows.SkipLast(1).Where(row => !row[0].StartsWith(' ')).Sum(row => Amount(row[column])).ShouldBe(Amount(table.Rows[^1][column]));

        static decimal Amount(string cell) => decimal.Parse(cell.Replace('−', '-'), System.Globalization.NumberStyles.Any, System.Globalization.CultureInfo.InvariantCulture);
    }
}
