using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using RevenueBot.Access;
using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Configuration;
using RevenueBot.Delivering;
using RevenueBot.Handling;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Pictures;
using RevenueBot.Reports.Sending;
using RevenueBot.Support.Teams;
using RevenueBot.Teams;
using RevenueBot.Teams.Digests;
using RevenueBot.Tests.Slack;

namespace RevenueBot.Tests.Teams;

/// <summary>The Teams side as the host composes it, on a real database and a real port, facing a fake connector.</summary>
internal sealed class TeamsBot : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TeamsBot(WebApplication app, FakeTeams teams, HttpClient http, CapturedLog log) => (_app, Teams, Http, Log) = (app, teams, http, log);

    public FakeTeams Teams { get; }

    public HttpClient Http { get; }

    public CapturedLog Log { get; }

    public TeamsPerson Ana => new(Http, Teams);

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static Task<TeamsBot> StartAsync(NpgsqlDataSource database, FakeTeams teams, TimeProvider? clock = null, params (string Key, string Value)[] settings) => StartAsync(database, teams, null, clock, settings);

    /// <param name="ask">What the bot answers; by default the MRR of the invented company.</param>
    /// <param name="settings">Settings over those that let Ana ask, and figures be posted in the channel "revenue".</param>
    public static async Task<TeamsBot> StartAsync(NpgsqlDataSource database, FakeTeams teams, Ask? ask, TimeProvider? clock, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        CapturedLog log = new();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(clock ?? TimeProvider.System).AddSingleton(database).AddSingleton<Inbox>();
        Company company = new("Larkspur", CompanyCalendar.Utc, Currency.Parse("USD"));
        builder.Services.AddSingleton(company);
        builder.Services.AddSingleton(new DispatchOptions { Pause = TimeSpan.FromMilliseconds(50), Spacing = TimeSpan.FromMilliseconds(10) });
        builder.Services.AddSingleton(Slack.Alerts.Book.Of()).AddHandling().AddDelivering();
        builder.Services.AddSingleton(new Answering((question, _, cancel) => ask is null ? Task.FromResult(Answers.Mrr with { Chart = null }) : ask(question, cancel), (_, _) => Task.FromResult(Answers.Receipt)));
        var configuration = Configuration(teams, settings);
        builder.Services.AddSingleton(AlertLinks.Read(configuration)).AddPictures().AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        builder.Services.AddSingleton(AlertSettings.Read(configuration, company));
        builder.Services.AddSingleton<BuildDigest>((_, _, _) => throw new NotSupportedException("Reports are built elsewhere.")).AddSingleton<DigestStore>().AddSingleton<StoredReports>().AddSingleton<TeamsReports>();
        builder.Services.AddTeams(configuration, isDevelopment: false);
        var app = builder.Build();
        app.MapTeams();
        await app.StartAsync();
        return new TeamsBot(app, teams, new HttpClient { BaseAddress = new Uri(app.Urls.First()) }, log);
    }

    /// <summary>A tenant with Ana, who may ask, and Eva, who may not; and a channel that a guest and somebody of another company read.</summary>
    public static async Task<FakeTeams> TeamsAsync(TimeProvider? clock = null)
    {
        var teams = await FakeTeams.StartAsync(clock);
        teams.Members["29:ana"] = new FakeMember(Aad(1), "Ana Alvarez");
        teams.Members["29:eva"] = new FakeMember(Aad(2), "Eva Eder");
        teams.Members["29:guest"] = new FakeMember(Aad(3), "Gus", Role: "guest") { Places = ["19:partner@thread.tacv2", "a:guest"] };
        teams.Members["29:partner"] = new FakeMember(Aad(4), "Pia", TenantId: "another") { Places = ["19:partner@thread.tacv2", "a:partner"] };
        foreach (var (id, kind) in (ReadOnlySpan<(string, string)>)[("19:revenue@thread.tacv2", "standard"), ("19:partner@thread.tacv2", "shared"), ("19:board@thread.tacv2", "private"), ("19:other@thread.tacv2", "standard")])
            teams.Channels[id] = new FakeTeamsChannel(id, kind);
        return teams;
    }

    public static string Aad(int number) => $"a0a0a0a0-0000-4000-8000-00000000000{number}";

    public TeamsPerson In(string channel, string user = "29:ana", int number = 1) => new(Http, Teams)
    {
        Kind = "channel", Channel = $"19:{channel}@thread.tacv2", Conversation = $"19:{channel}@thread.tacv2;messageid=1700", User = user, AadObjectId = Aad(number),
    };

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public static IConfigurationRoot Configuration(FakeTeams teams, params (string Key, string Value)[] settings)
    {
        Dictionary<string, string?> all = new()
        {
            ["Teams:AppId"] = FakeTeams.AppId, ["Teams:AppPassword"] = FakeTeams.Password, ["Teams:TenantId"] = FakeTeams.Tenant,
            ["Teams:AllowedServiceHosts:0"] = new Uri(teams.BaseUrl).Authority, ["Teams:OpenIdMetadataUrl"] = teams.MetadataUrl,
            ["Teams:TokenEndpoint"] = teams.TokenUrl, ["Teams:GccServiceUrl"] = teams.GccServiceUrl,
            [$"Access:Teams:People:{Aad(1)}"] = "totals", [$"Access:Teams:People:{Aad(3)}"] = "totals", [$"Access:Teams:People:{Aad(4)}"] = "totals",
            ["Access:Teams:Channels:0"] = "19:revenue@thread.tacv2", ["Access:Teams:Channels:1"] = "19:partner@thread.tacv2",
        };
        foreach (var (key, value) in settings) all[key] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(all).Build();
    }
}
