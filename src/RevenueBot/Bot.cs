using Microsoft.Extensions.Logging.Console;
using Npgsql;
using RevenueBot.Access;
using RevenueBot.Alerting;
using RevenueBot.Configuration;
using RevenueBot.Dashboard;
using RevenueBot.Delivering;
using RevenueBot.Doctor;
using RevenueBot.Email.Sending;
using RevenueBot.Handling;
using RevenueBot.Health;
using RevenueBot.Ingest;
using RevenueBot.Ingest.Stripe;
using RevenueBot.Intel;
using RevenueBot.Jobs;
using RevenueBot.Pictures;
using RevenueBot.Postgres;
using RevenueBot.Questions;
using RevenueBot.Reports;
using RevenueBot.Slack;
using RevenueBot.Teams;

namespace RevenueBot;

/// <summary>The composed program on an open database: features in, routes on. Not listening until it is run.</summary>
internal sealed class Bot : IAsyncDisposable
{
    private const long LargestBody = 1024 * 1024;

    /// <summary>Whoever stops the program gives it half a minute, as a rule, before they kill it.</summary>
    private static readonly TimeSpan _endingMayTake = TimeSpan.FromSeconds(25);

    private readonly Database _database;

    private Bot(WebApplication app, Database database)
    {
        App = app;
        _database = database;
    }

    public WebApplication App { get; }

    public IServiceProvider Services => App.Services;

    /// <summary>Opens the database, brings its schema up to date, and composes the features.</summary>
    /// <param name="time">Null: that of the machine.</param>
    /// <param name="pool">Connections to the database that the caller opened and will close; null: those of the settings.</param>
    /// <exception cref="RefusalException">The configuration or the database does not allow it.</exception>
    public static async Task<Bot> OpenAsync(Settings settings, CancellationToken cancel, TimeProvider? time = null, NpgsqlDataSource? pool = null)
    {
        var database = pool is null ? await Database.OpenAsync(settings, cancel) : Database.On(pool);
        try
        {
            await database.MigrateAsync(cancel);
            return new Bot(Compose(settings, database, time ?? TimeProvider.System), database);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>For looking at the rest when the database cannot be opened.</summary>
    public static Bot WithoutDatabase(Settings settings)
    {
        var database = Database.Unavailable();
        return new Bot(Compose(settings, database, TimeProvider.System), database);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static WebApplication Compose(Settings settings, Database database, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        AddHouse(builder, settings, time);
        builder.Services.AddDatabase(database);
        builder.Services.AddDoctor();
        builder.Services.AddHealth();
        builder.Services.AddJobs(settings.Configuration);
        builder.Services.AddIngest(settings);
        builder.Services.AddQuestions(builder.Configuration);
        builder.Services.AddAlerting(settings);
        builder.Services.AddDashboard(settings);
        builder.Services.AddAccess(settings.Configuration);
        builder.Services.AddPictures();
        builder.Services.AddSlack(settings.Configuration);
        builder.Services.AddTeams(settings.Configuration, builder.Environment.IsDevelopment());
        builder.Services.AddStripe(settings.Configuration);
        builder.Services.AddIntel(settings.Configuration);
        builder.Services.AddHandling().AddAlertQuestions();
        builder.Services.AddReportSending(settings);
        builder.Services.AddMail(settings.Configuration);
        builder.Services.AddDelivering();
        builder.Services.AddReports();

        var app = builder.Build();
        app.MapHealth();
        app.MapIngest();
        app.MapQuestions();
        app.MapDashboard();
        app.MapPictures();
        app.MapMail();
        app.MapSlack();
        app.MapTeams();
        app.MapStripe();
        return app;
    }

    private static void AddHouse(WebApplicationBuilder builder, Settings settings, TimeProvider time)
    {
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(settings.Configuration);
        AddLogging(builder.Logging);
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = LargestBody);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = _endingMayTake);
        builder.WebHost.UseUrls($"http://{settings.Listen.Address}:{settings.Listen.Port}");
        builder.Services.AddSingleton(settings).AddSingleton(settings.Company).AddSingleton(settings.Rules).AddSingleton(time);
    }

    private static void AddLogging(ILoggingBuilder logging)
    {
        // Standard output belongs to answers.
        logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Npgsql", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // warns that its keys lie in a plain file: they are in the data directory
    }
}
