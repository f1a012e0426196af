using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Questions;

namespace RevenueBot.Benchmarks;

/// <summary>Every kind of answer by the composed program, after its refreshes have run, and the HTTP series under load.</summary>
internal static class AnswersBenchmark
{
    private const int Runs = 60;
    private const int Connections = 16;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(5);
    private static readonly string[] Questions =
    [
        "/mrr", "/mrr last 12 months", "/mrr by plan", "/why", "/arr", "/churn", "/nrr", "/grr", "/retention", "/quick-ratio", "/arpu", "/asp", "/ltv", "/clv",
        "/customers", "/trials", "/cohorts", "/segments", "/usage", "/nps", "/target", "/forecast", "/today", "/customer ", "/profiles",
    ];

    public static async Task RunAsync(BenchmarkDatabase database)
    {
        await using var bot = await database.OpenBotAsync();
        var now = CompanyCalendar.Utc.StartOf(database.Facts.LastDay).AddHours(12);
        foreach (var refresh in bot.Services.GetServices<IRefresh>())
        {
            var watch = Stopwatch.StartNew();
            await refresh.RunAsync(now, CancellationToken.None);
            Report.Line($"answers   {database.Facts.Customers:N0} customers, refresh {refresh.Name}: {watch.Elapsed.TotalSeconds:N1} s");
        }

        var select = (await Timing.OfAsync(() => Timing.SelectOneAsync(database.DataSource), Runs, Runs)).Median;
        foreach (var question in Questions) await AskAsync(bot, question.EndsWith(' ') ? question + GeneratedFacts.IdOf(7) : question, now, database.Facts.Customers, select);
        await LoadAsync(bot, database.Facts);
    }

    private static async Task AskAsync(Bot bot, string question, DateTimeOffset now, int customers, double select)
    {
        var asker = bot.Services.GetRequiredService<Asker>();
        var kind = AnswerKind.Figures;
        var (median, _) = await Timing.OfAsync(
            async () => kind = (await asker.AskAsync(question, new AskContext(now), CancellationToken.None)).Kind, Runs / 2, Runs);
        var note = kind == AnswerKind.Figures ? "" : $" ({kind})";
        Report.Line($"answers   {customers:N0} customers, {question}{note}: median {median / 1000:N1} ms (at most 50); {median / select:N0} × SELECT 1");
    }

    /// <summary>The MRR series of twelve months over HTTP, on loopback, the client on the same processors.</summary>
    private static async Task LoadAsync(Bot bot, GeneratedFacts facts)
    {
        await bot.App.StartAsync();
        using HttpClient client = new() { BaseAddress = new Uri(bot.App.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BenchmarkDatabase.ApiKey);
        var address = $"/api/v1/metrics/mrr?from={facts.LastDay.AddMonths(-12):yyyy-MM-dd}&to={facts.LastDay:yyyy-MM-dd}&interval=month";
        var (count, start) = (0, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < Length)
            {
                (await client.GetAsync(new Uri(address, UriKind.Relative))).EnsureSuccessStatusCode();
                Interlocked.Increment(ref count);
            }
        })));
        Report.Line($"answers   {facts.Customers:N0} customers, MRR of 12 months over HTTP: {count / Stopwatch.GetElapsedTime(start).TotalSeconds:N0} requests/s (at least 300)");
        await bot.App.StopAsync();
    }
}
