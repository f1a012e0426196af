using System.Diagnostics;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Teams;

namespace RevenueBot.Benchmarks;

/// <summary>The real program in a process of its own, asked by many people of the fake Slack and the fake Teams over HTTP.</summary>
internal static class ChatBenchmark
{
    private const int Customers = 10_000;
    private const int People = 500;
    private const int AtOnce = 200;
    private const int Bursts = 5;
    private const int OneByOne = 200;
    private const int Many = 10_000;
    private static readonly string[] _questions = ["", "by plan", "last 6 months", "churn", "nrr", "customers", "by country", "arr", "quick ratio", "in EUR"];

    public static async Task RunAsync(BenchmarkServer server)
    {
        await using var database = await server.CreateAsync("chat");
        await database.LoadAsync(new GeneratedFacts(Customers, 36));
        await using var slack = await FakeSlack.StartAsync();
        await using var teams = await FakeTeams.StartAsync();
        slack.Channels["C0REVENUE"] = new FakeChannel();
        for (var person = 0; person < People; person++)
        {
            slack.Users[User(person)] = new FakeUser();
            teams.Members[TeamsAsker.User(person)] = new FakeMember(TeamsAsker.Aad(person), $"Person {person}");
        }

        var home = Directory.CreateTempSubdirectory("revenuebot-chat-");
        await using (var bot = await RunningBot.StartAsync(Program(home.FullName, database.ConnectionString, slack, teams), CancellationToken.None))
        {
            SlackAsker inSlack = new(bot.Http, slack);
            TeamsAsker inTeams = new(bot.Http, teams);
            for (var i = 0; i < OneByOne; i++) await inSlack.AskAsync(User(i), _questions[i % _questions.Length], withPicture: false); // compiles
            for (var i = 0; i < OneByOne; i++) await inTeams.AskAsync(i, "mrr " + _questions[i % _questions.Length]);
            await BurstsAsync("Slack", (http, i, question) => inSlack.AskAsync(User(i), question, withPicture: false, http), bot);
            await BurstsAsync("Teams", (http, i, question) => inTeams.AskAsync(i, "mrr " + question, http), bot);
            await OneByOneAsync("Slack", (i, question) => inSlack.AskAsync(User(i), question, withPicture: true));
            await OneByOneAsync("Teams", (i, question) => inTeams.AskAsync(i, "mrr " + question));
            await ManyAsync(inSlack, inTeams, bot);
        }

        home.Delete(recursive: true);
    }

    /// <summary>From sending a command to its acknowledgement, with many at once, each on a connection of its own; and until the last of them has its answer.</summary>
    private static async Task BurstsAsync(string platform, Func<HttpClient, int, string, Task<(TimeSpan Acknowledged, TimeSpan Answered)>> ask, RunningBot bot)
    {
        var (first, _) = await BurstAsync(ask, bot, 0); // for the program and for this one it is the first of many at once
        List<TimeSpan> acknowledged = [];
        var slowest = TimeSpan.Zero;
        for (var burst = 1; burst <= Bursts; burst++)
        {
            var (times, all) = await BurstAsync(ask, bot, burst);
            acknowledged.AddRange(times);
            if (all > slowest) slowest = all;
        }

        acknowledged.Sort();
        Report.Line($"chat      {platform}: {AtOnce} commands at once, {Bursts} times: acknowledged in {Of(acknowledged, 0.5):N0} ms at the median, {Of(acknowledged, 0.99):N0} ms at the 99th percentile (under 300; {Of(first, 0.99):N0} ms the first time in a new process); all {AtOnce} answered after {slowest.TotalSeconds:N1} s at most");
    }

    private static async Task<(List<TimeSpan> Acknowledged, TimeSpan All)> BurstAsync(Func<HttpClient, int, string, Task<(TimeSpan Acknowledged, TimeSpan Answered)>> ask, RunningBot bot, int burst)
    {
        using HttpClient http = new() { BaseAddress = bot.Http.BaseAddress };
        var start = Stopwatch.GetTimestamp();
        var asked = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => ask(http, i + burst * AtOnce, _questions[i % _questions.Length])));
        return ([.. asked.Select(one => one.Acknowledged).Order()], Stopwatch.GetElapsedTime(start));
    }

    private static async Task OneByOneAsync(string platform, Func<int, string, Task<(TimeSpan Acknowledged, TimeSpan Answered)>> ask)
    {
        List<TimeSpan> answered = [];
        for (var i = 0; i < OneByOne; i++) answered.Add((await ask(i, i % 2 == 0 ? "" : "last 6 months")).Answered);
        answered.Sort();
        Report.Line($"chat      {platform}: from the command to the answer with its chart {Of(answered, 0.5):N0} ms at the median, {Of(answered, 0.95):N0} ms at the 95th percentile (under 1,500)");
    }

    private static async Task ManyAsync(SlackAsker inSlack, TeamsAsker inTeams, RunningBot bot)
    {
        var start = Stopwatch.GetTimestamp();
        var number = 0;
        var before = bot.Megabytes;
        List<string> seen = [];
        for (var part = 0; part < 4; part++)
        {
            await Parallel.ForAsync(0, Many / 4, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) =>
            {
                var i = Interlocked.Increment(ref number);
                if (i % 2 == 0) await inSlack.AskAsync(User(i), _questions[i % _questions.Length], withPicture: false);
                else await inTeams.AskAsync(i, "mrr " + _questions[i % _questions.Length]);
            });
            seen.Add(FormattableString.Invariant($"{bot.Megabytes:N0}"));
        }

        Report.Line($"chat      {Many:N0} questions: memory {before:N0} MB before, {string.Join(", ", seen)} MB after each quarter; {Many / Stopwatch.GetElapsedTime(start).TotalSeconds:N0} answers/s");
    }

    private static BotProgram Program(string home, string connectionString, FakeSlack slack, FakeTeams teams)
    {
        BotProgram program = new(home);
        Dictionary<string, string> settings = new()
        {
            ["Database__ConnectionString"] = connectionString, ["Slack__BotToken"] = FakeSlack.Token, ["Slack__SigningSecrets__0"] = SlackPerson.Secret, ["Slack__ApiBaseUrl"] = slack.ApiBaseUrl,
            ["Access__Slack__Channels__0"] = "C0REVENUE", [$"Access__Slack__Workspaces__{FakeSlack.Team}"] = "totals", ["Access__Limits__ChannelPerMinute"] = "1000000",
            ["Teams__AppId"] = FakeTeams.AppId, ["Teams__AppPassword"] = FakeTeams.Password, ["Teams__TenantId"] = FakeTeams.Tenant, ["Teams__AllowedServiceHosts__0"] = new Uri(teams.BaseUrl).Authority,
            ["Teams__OpenIdMetadataUrl"] = teams.MetadataUrl, ["Teams__TokenEndpoint"] = teams.TokenUrl, [$"Access__Teams__Workspaces__{FakeTeams.Tenant}"] = "totals",
        };
        foreach (var (key, value) in settings) program.Environment[$"REVENUEBOT__{key}"] = value;
        return program;
    }

    private static string User(int number) => $"U0{number % People:0000}";

    private static double Of(List<TimeSpan> sorted, double part) => sorted[(int)(part * (sorted.Count - 1))].TotalMilliseconds;
}
