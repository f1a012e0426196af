using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
using RevenueBot.Questions;
using RevenueBot.Questions.Customers;
using RevenueBot.Slack;
using RevenueBot.Support.Slack;

namespace RevenueBot.Tests.Slack;

/// <summary>
/// The Slack side as the host composes it, on a real database and a real port, facing a fake Slack. Only the answers are the test's own.
/// </summary>
internal sealed class SlackBot : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SlackBot(WebApplication app, FakeSlack slack, HttpClient http, CapturedLog log) => (_app, Slack, Http, Log) = (app, slack, http, log);

    public FakeSlack Slack { get; }

    public HttpClient Http { get; }

    public CapturedLog Log { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>The customers of Dana Osei.</summary>
    public static IReadOnlyList<OwnedCustomer> Owned { get; } = [new("Brightwater Clinics", 698_000_000), new("Fenwick *Labs* <!channel>", 247_000_000)];

    public SlackPerson Ana => new(Http, Slack, TimeProvider.System);

    /// <param name="ask">What the bot answers; by default the MRR of the invented company.</param>
    /// <param name="settings">Settings over those that let Ana ask in C0REVENUE.</param>
    public static async Task<SlackBot> StartAsync(
        NpgsqlDataSource database, FakeSlack slack, Ask? ask = null, TimeProvider? clock = null, params (string Key, string Value)[] settings) =>
        await StartAsync(database, slack, new Answering((question, _, cancel) => ask is null ? Task.FromResult(Answers.Mrr) : ask(question, cancel), (_, _) => Task.FromResult(Answers.Receipt)), clock, settings);

    /// <param name="answering">Where answers and receipts come from, and which right they need.</param>
    public static Task<SlackBot> StartAsync(NpgsqlDataSource database, FakeSlack slack, Answering answering, TimeProvider? clock, params (string Key, string Value)[] settings) =>
        StartAsync(database, slack, services => services.AddSingleton(answering).AddSingleton(clock ?? TimeProvider.System), settings);

    /// <param name="first">What is there before the Slack side is composed.</param>
    public static async Task<SlackBot> StartAsync(NpgsqlDataSource database, FakeSlack slack, Action<IServiceCollection> first, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var log = new CapturedLog();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        first(builder.Services);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(new Answering((_, _, _) => Task.FromResult(Answers.Mrr), (_, _) => Task.FromResult(Answers.Receipt)));
        builder.Services.AddSingleton(database).AddSingleton<Inbox>();
        Company company = new("Larkspur", CompanyCalendar.Utc, Currency.Parse("USD"));
        builder.Services.AddSingleton(company);
        builder.Services.AddSingleton(new DispatchOptions { Pause = TimeSpan.FromMilliseconds(50), Spacing = TimeSpan.FromMilliseconds(10) });
        builder.Services.AddSingleton(Alerts.Book.Of()).AddHandling().AddDelivering();
        var configuration = Configuration(slack, settings);
        builder.Services.AddSingleton(AlertSettings.Read(configuration, company)).AddSingleton(SlackParts.Keys);
        builder.Services.AddSingleton(AlertLinks.Read(configuration)).AddPictures();
        builder.Services.AddSingleton<ReadOwned>((owners, _) => Task.FromResult<IReadOnlyList<OwnedCustomer>>(owners.Contains("Dana Osei") ? Owned : []));
        builder.Services.AddSlack(configuration);
        var app = builder.Build();
        app.MapSlack();
        await app.StartAsync();
        return new SlackBot(app, slack, new HttpClient { BaseAddress = new Uri(app.Urls.First()) }, log);
    }

    public static async Task<FakeSlack> SlackAsync(TimeProvider? clock = null)
    {
        var slack = await FakeSlack.StartAsync(clock);
        slack.Users["U0ANA"] = new FakeUser();
        slack.Users["U0EVA"] = new FakeUser();
        slack.Users["U0GUEST"] = new FakeUser(IsRestricted: true);
        slack.Users["U0PARTNER"] = new FakeUser(TeamId: "T0PARTNER"); // shares a channel, so Slack does not call them a stranger
        slack.Channels["C0REVENUE"] = new FakeChannel();
        slack.Channels["C0PARTNER"] = new FakeChannel(IsExtShared: true);
        return slack;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static IConfigurationRoot Configuration(FakeSlack slack, (string Key, string Value)[] settings)
    {
        Dictionary<string, string?> all = new()
        {
            ["Slack:BotToken"] = FakeSlack.Token,
            ["Slack:SigningSecrets:0"] = SlackPerson.Secret,
            ["Slack:ApiBaseUrl"] = slack.ApiBaseUrl,
            ["Access:Slack:People:U0ANA"] = "totals",
            ["Access:Slack:People:U0GUEST"] = "totals",
            ["Access:Slack:People:U0PARTNER"] = "totals",
            ["Access:Slack:Channels:0"] = "C0REVENUE",
            ["Access:Slack:Channels:1"] = "C0PARTNER",
        };
        foreach (var (key, value) in settings) all[key] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(all).Build();
    }
}
