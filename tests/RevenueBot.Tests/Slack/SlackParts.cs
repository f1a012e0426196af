using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using RevenueBot.Alerting.Configuring;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Slack;
using RevenueBot.Slack.Alerts;
using RevenueBot.Slack.Installing;
using RevenueBot.Support.Slack;

namespace RevenueBot.Tests.Slack;

/// <summary>The pieces that call Slack, without the bot around them: one replica of its own.</summary>
internal sealed class SlackParts : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(5) };

    public SlackParts(NpgsqlDataSource database, string apiBaseUrl, TimeProvider? clock = null, params (string Key, string Value)[] settings)
    {
        Dictionary<string, string?> all = new() { ["BotToken"] = FakeSlack.Token, ["SigningSecrets:0"] = SlackPerson.Secret, ["ApiBaseUrl"] = apiBaseUrl };
        foreach (var (key, value) in settings) all[key] = value;
        Company company = new("Larkspur", CompanyCalendar.Utc, Currency.Parse("USD"));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        ServiceCollection services = new();
        services.AddSingleton(database).AddSingleton(clock ?? TimeProvider.System).AddSingleton(Keys).AddSingleton(company).AddSingleton(AlertSettings.Read(configuration, company));
        services.AddLogging(logging => logging.AddProvider(Log)).AddSingleton(configuration.Get<SlackOptions>()!);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<SlackTransport>(provider, _http)).AddInstallations().AddSingleton<SlackClients>().AddSingleton<SlackPlaces>();
        _services = services.BuildServiceProvider();
    }

    /// <summary>What all replicas share.</summary>
    public static IDataProtectionProvider Keys { get; } = new EphemeralDataProtectionProvider();

    public CapturedLog Log { get; } = new();

    public SlackClients Clients => Get<SlackClients>();

    public Installations Installations => Get<Installations>();

    public InstallationStore Store => Get<InstallationStore>();

    public SlackPlaces Places => Get<SlackPlaces>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public void Dispose()
    {
        _services.Dispose();
        _http.Dispose();
    }
}
