using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;

namespace RevenueBot.Benchmarks;

/// <summary>The figures of <c>/mrr</c> — this month to date, the last one, twelve months of chart — against a bare round trip.</summary>
internal static class MrrBenchmark
{
    private const int Runs = 400;

    public static async Task RunAsync(BenchmarkDatabase database)
    {
        LedgerReader reader = new(database.DataSource);
        await using var bot = await database.OpenBotAsync();
        var select = await TimeAsync(() => Timing.SelectOneAsync(database.DataSource));
        var answer = await TimeAsync(() => AskAsync(bot, database.Facts.LastDay));
        Report.Line($"mrr       {database.Facts.Customers:N0} customers, the whole answer to /mrr without its chart: median {answer.Median:N0} µs, p95 {answer.P95:N0} µs; SELECT 1 {select.Median:N0} µs; ratio {answer.Median / select.Median:N1} (at most 30)");
        foreach (var by in (Dimension[])[Dimension.Total, Dimension.Plan, Dimension.Country])
        {
            var mrr = await TimeAsync(() => AnswerAsync(reader, by, database.Facts.LastDay));
            Report.Line($"mrr       {database.Facts.Customers:N0} customers by {by}: median {mrr.Median:N0} µs, p95 {mrr.P95:N0} µs; SELECT 1 {select.Median:N0} µs; ratio {mrr.Median / select.Median:N1} (at most 30)");
        }
    }

    /// <summary>Text in, sentences, figures and table out: everything but the renderer and the wire.</summary>
    private static async Task AskAsync(Bot bot, DateOnly day)
    {
        var asker = bot.Services.GetRequiredService<Asker>();
        var answer = await asker.AskAsync("/mrr", new AskContext(CompanyCalendar.Utc.StartOf(day).AddHours(12)), CancellationToken.None);
        if (answer.Kind != AnswerKind.Figures) throw new InvalidOperationException(answer.Headline);
    }

    private static async Task AnswerAsync(LedgerReader reader, Dimension by, DateOnly day)
    {
        var month = Month.Of(day);
        List<Period> periods = [.. Enumerable.Range(-12, 12).Select(i => Period.Of(month.Plus(i))), new Period(month.FirstDay, day.AddDays(1))];
        periods.Add(new Period(month.Previous.FirstDay, month.Previous.FirstDay.AddDays(day.Day)));
        DateOnly[] boundaries = [.. periods.SelectMany(p => (DateOnly[])[p.Start, p.End]).Distinct().Order()];
        var snapshot = await reader.ReadAsync(new LedgerQuery(by, boundaries));
        FxRates rates = new(Currency.Parse("USD"), [.. snapshot.FxRates, new FxRate(Currency.Parse("EUR"), day, true, 1.1m)]);
        if (MrrSeries.Compute(snapshot.Cells, [.. periods.OrderBy(p => p.Start)], rates).Count == 0) throw new InvalidOperationException("There is nothing to answer with.");
    }

    private static Task<(double Median, double P95)> TimeAsync(Func<Task> action) => Timing.OfAsync(action, 500, Runs);
}
