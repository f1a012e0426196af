using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support.Teams;
using RevenueBot.Teams;
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

    public static async Task<TeamsBot> StartAsync(NpgsqlDataSource database, FakeTeams teams, TimeProvider? clock = null, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        CapturedLog log = new();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(clock ?? TimeProvider.System).AddSingleton(database).AddSingleton<Inbox>();
        builder.Services.AddSingleton(new Company("Larkspur", CompanyCalendar.Utc, Currency.Parse("USD")));
        builder.Services.AddTeams(Configuration(teams, settings), isDevelopment: false);
        var app = builder.Build();
        app.MapTeams();
        await app.StartAsync();
        return new TeamsBot(app, teams, new HttpClient { BaseAddress = new Uri(app.Urls.First()) }, log);
    }

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
        };
        foreach (var (key, value) in settings) all[key] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(all).Build();
    }
}
