using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Alerts.Storage;
using RevenueBot.Dashboard.SignIn;
using RevenueBot.Support;

namespace RevenueBot.Benchmarks;

/// <summary>The real program in a process of its own with a thousand open pages: from the start of the transaction that fires an alert until each page has it.</summary>
internal static class LiveBenchmark
{
    private const int Customers = 10_000, Sockets = 1_000, WarmUp = 10, Alerts = 50;
    private static readonly AlertRule _rule = DefaultRules.All.First(rule => rule.Id == "health") with { For = TimeSpan.Zero };

    public static async Task RunAsync(BenchmarkServer server)
    {
        await using var database = await server.CreateAsync("live");
        await database.LoadAsync(new GeneratedFacts(Customers, 36));
        var home = Directory.CreateTempSubdirectory("revenuebot-live-");
        BotProgram program = new(home.FullName) { Environment = { ["REVENUEBOT__Database__ConnectionString"] = database.ConnectionString, ["REVENUEBOT__Dashboard__SocketsPerPerson"] = "2000", ["REVENUEBOT__Dashboard__PagesPerSecond"] = "1000", ["REVENUEBOT__Jobs__Run"] = "false" } };
        await using (var bot = await RunningBot.StartAsync(program, CancellationToken.None))
        {
            var before = bot.Megabytes;
            List<string> sessions = [];
            for (var i = 0; i < Sockets; i++) sessions.Add(await SignInAsync(database)); // one by one: the server has few connections to give
            var start = Stopwatch.GetTimestamp();
            List<Page> pages = [];
            foreach (var some in sessions.Chunk(25)) pages.AddRange(await Task.WhenAll(some.Select(session => Page.OpenAsync(bot.Http.BaseAddress!, session))));
            var opened = Stopwatch.GetElapsedTime(start);
            List<TimeSpan> times = [];
            for (var i = 0; i < WarmUp + Alerts; i++)
            {
                var told = await FireAsync(database, pages, i);
                if (i >= WarmUp) times.AddRange(told);
            }

            times.Sort();
            Report.Line($"live      {Sockets:N0} sockets opened in {opened.TotalSeconds:N1} s; {Alerts} urgent events, from the transaction to every page: {Of(times, 0.5):N0} ms at the median, {Of(times, 0.99):N0} ms at the 99th percentile (under 500), {times[^1].TotalMilliseconds:N0} ms at most; memory of the program {before:N0} MB before, {bot.Megabytes:N0} MB after");
            foreach (var page in pages) page.Dispose();
        }

        home.Delete(recursive: true);
    }

    /// <summary>How long it took each page.</summary>
    private static async Task<IEnumerable<TimeSpan>> FireAsync(BenchmarkDatabase database, List<Page> pages, int number)
    {
        var at = TimeProvider.System.GetUtcNow();
        OpenAlert alert = new(_rule, Evaluation.Next(_rule, null, Observation.Known($"cus_{number}", 24), at).Status with { Mrr = 698_000_000 }, new($"Customer {number}"), new(ChangeKind.Fired, "fired"));
        var waiting = pages.Select(page => page.NextAsync()).ToList();
        var start = Stopwatch.GetTimestamp();
        await new AlertStore(database.DataSource).ActAsync(new([alert.Status], [AlertEvent.Of(alert, at)], []), at, CancellationToken.None);
        return (await Task.WhenAll(waiting)).Select(end => Stopwatch.GetElapsedTime(start, end));
    }

    private static async Task<string> SignInAsync(BenchmarkDatabase database)
    {
        var (token, now) = (Secrets.New(), TimeProvider.System.GetUtcNow());
        await new SessionStore(database.DataSource).AddAsync(Secrets.Hash(token), new(0, "terminal", "Chrome on Linux", now, now, now.AddHours(1)), CancellationToken.None);
        return token;
    }

    private static double Of(List<TimeSpan> sorted, double share) => sorted[(int)(sorted.Count * share)].TotalMilliseconds;

    /// <summary>An open page: a session and a socket of its own.</summary>
    private sealed class Page : IDisposable
    {
        private readonly ClientWebSocket _socket = new();
        private TaskCompletionSource<long> _next = New();

        public static async Task<Page> OpenAsync(Uri bot, string session)
        {
            Page page = new();
            page._socket.Options.SetRequestHeader("Cookie", $"revenuebot={session}");
            page._socket.Options.SetRequestHeader("Origin", bot.GetLeftPart(UriPartial.Authority));
            await page._socket.ConnectAsync(new UriBuilder(bot) { Scheme = "ws", Path = "/live" }.Uri, CancellationToken.None);
            _ = page.ReadAsync();
            return page;
        }

        /// <summary>When the next alert is here.</summary>
        public Task<long> NextAsync() => (_next = New()).Task;

        public void Dispose() => _socket.Dispose();

        private async Task ReadAsync()
        {
            var buffer = new byte[16 * 1024];
            while (_socket.State == WebSocketState.Open)
            {
                var read = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (Encoding.UTF8.GetString(buffer.AsSpan(0, read.Count)).Contains("\"churn_alert\"", StringComparison.Ordinal)) _next.TrySetResult(Stopwatch.GetTimestamp());
            }
        }

        private static TaskCompletionSource<long> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
