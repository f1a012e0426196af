using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Dashboard.SignIn;
using RevenueBot.Jobs;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Benchmarks;

/// <summary>Every page of the dashboard over HTTP as somebody signed in gets it, one after the other and many at once, and in a browser that has seen nothing yet.</summary>
internal static class PagesBenchmark
{
    private const int Runs = 100;
    private const int Connections = 8;
    private const int BrowserRuns = 5;
    private static readonly TimeSpan _length = TimeSpan.FromSeconds(5);

    /// <summary>What pages show of what is computed ahead, without what takes minutes: models of churn, months of retention and usage.</summary>
    private static readonly string[] _refreshes = ["health", "expansion", "forecast", "trial-cohorts", "segments"];

    /// <summary>As many months of facts as have passed, so that "this month" has something to show.</summary>
    public static int MonthsUntilNow
    {
        get
        {
            var (start, now) = (GeneratedFacts.Start, TimeProvider.System.GetUtcNow());
            return ((now.Year - start.Year) * 12) + now.Month - start.Month + 1;
        }
    }

    public static async Task RunAsync(BenchmarkDatabase database)
    {
        await using var bot = await database.OpenBotAsync(("Dashboard:PagesPerSecond", "100000"));
        var now = TimeProvider.System.GetUtcNow();
        foreach (var refresh in bot.Services.GetServices<IRefresh>().Where(job => _refreshes.Contains(job.Name))) await refresh.RunAsync(now, CancellationToken.None);
        await bot.App.StartAsync();
        var address = new Uri(bot.App.Urls.First());
        var session = await SessionAsync(bot.Services, now);
        using HttpClient client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, UseCookies = false }) { BaseAddress = address };
        client.DefaultRequestHeaders.Add("Cookie", $"revenuebot={session}");
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, deflate, br");
        string[] pages = [.. bot.Services.GetRequiredService<MountedPages>().Paths.Where(path => !path.Contains('{', StringComparison.Ordinal)), $"/customers/{GeneratedFacts.IdOf(7)}", $"/customers?q=Customer+77", "/customers?plan=business&sort=-mrr&page=3"];
        foreach (var page in pages) await OneByOneAsync(client, page, database.Facts.Customers);
        foreach (var page in (string[])["/", "/revenue", "/customers"])
        {
            await AtOnceAsync(client, page); // until what is hot is compiled
            Report.Line($"pages     {database.Facts.Customers:N0} customers, {page}: {await AtOnceAsync(client, page):N0} pages/s with {Connections} readers (at least 500)");
        }

        foreach (var page in (string[])["/", "/revenue", "/customers"]) await PaintAsync(address, session, page);
        await bot.App.StopAsync();
    }

    private static async Task OneByOneAsync(HttpClient client, string page, int customers)
    {
        var start = Stopwatch.GetTimestamp();
        var bytes = (await GetAsync(client, page)).Length;
        var first = Stopwatch.GetElapsedTime(start);
        var (median, p95) = await Timing.OfAsync(() => GetAsync(client, page), Runs / 2, Runs);
        Report.Line($"pages     {customers:N0} customers, {page}: median {median / 1000:N1} ms (at most 20), 95th percentile {p95 / 1000:N1} ms, the first {first.TotalMilliseconds:N0} ms; {bytes / 1024.0:N0} KB sent");
    }

    /// <returns>Pages a second.</returns>
    private static async Task<double> AtOnceAsync(HttpClient client, string page)
    {
        var (count, start) = (0, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < _length)
            {
                await GetAsync(client, page);
                Interlocked.Increment(ref count);
            }
        })));
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<byte[]> GetAsync(HttpClient client, string page)
    {
        using var reply = await client.GetAsync(new Uri(page, UriKind.Relative));
        if (reply.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{page} was answered with {reply.StatusCode}.");
        return await reply.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Everything a browser fetches for its first page, and when it paints; needs the packages of the browser tests, which ./test installs.</summary>
    private static async Task PaintAsync(Uri address, string session, string page)
    {
        var root = Root();
        var (packages, script) = (Path.Combine(root, "artifacts", "npm", "dashboard"), Path.Combine(root, "tests", "Benchmarks", "paint.mjs"));
        if (!Directory.Exists(packages))
        {
            Report.Line($"pages     no browser looked at {page}: run ./test once, it installs one.");
            return;
        }

        using var node = Process.Start(new ProcessStartInfo("node", [script, new Uri(address, page).AbsoluteUri, session, BrowserRuns.ToString(CultureInfo.InvariantCulture)]) { WorkingDirectory = packages, RedirectStandardOutput = true })!;
        var said = (await node.StandardOutput.ReadToEndAsync()).Trim();
        await node.WaitForExitAsync();
        Report.Line($"pages     {page} in Chromium: {said}");
    }

    private static async Task<string> SessionAsync(IServiceProvider services, DateTimeOffset now)
    {
        var token = Secrets.New();
        await services.GetRequiredService<SessionStore>().AddAsync(Secrets.Hash(token), new(0, "terminal", "Chrome on Linux", now, now, now.AddHours(1)), CancellationToken.None);
        return token;
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "RevenueBot.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
