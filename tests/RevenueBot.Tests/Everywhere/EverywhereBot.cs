using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Configuration;
using RevenueBot.Ingest.Sample;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Teams;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Questions.Facts;
using RevenueBot.Tests.Slack;
using RevenueBot.Tests.Teams;
using Xunit;

namespace RevenueBot.Tests.Everywhere;

/// <summary>The whole bot on the sample company of this day, and on what others typed; Slack and Teams are fakes.</summary>
public sealed class EverywhereBot : IAsyncLifetime
{
    public const string Plan = "*Gold* <b>&amp;</b> _x_ \u202E{{x}}", Customer = "Acme\r\nBcc: all@evil.example <script>\u2066 `a` *b*";

    public LiveBot Bot { get; private set; } = null!;

    public FakeSlack Slack { get; private set; } = null!;

    public FakeTeams Teams { get; private set; } = null!;

    internal Company Company => Bot.Services.GetRequiredService<Company>();

    public async ValueTask InitializeAsync()
    {
        (Slack, Teams) = (await SlackBot.SlackAsync(), await TeamsBot.TeamsAsync());
        var settings = TeamsBot.Configuration(Teams).AsEnumerable().ToDictionary();
        (settings["Slack:BotToken"], settings["Slack:SigningSecrets:0"], settings["Slack:ApiBaseUrl"]) = (FakeSlack.Token, SlackPerson.Secret, Slack.ApiBaseUrl);
        (settings["Access:Slack:People:U0ANA"], settings["Access:Slack:Channels:0"], settings["Dashboard:PublicUrl"]) = ("totals", "C0REVENUE", "https://revenue.larkspur.example");
        settings[$"Access:Teams:People:{TeamsBot.Aad(2)}"] = "customers";
        Bot = new LiveBot(settings);
        await Bot.InitializeAsync();
        var now = TimeProvider.System.GetUtcNow();
        await Bot.LearnAsync(SampleCompany.Build(Larkspur.NewYork.DayOf(now)));
        await Bot.LearnAsync(Typed(now));
        var known = TimeProvider.System.GetUtcNow(); // by now it has been told all that
        foreach (var job in (string[])["health", "segments", "clv", "retention"]) await Bot.RefreshAsync(job, known);
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Slack.DisposeAsync();
        await Teams.DisposeAsync();
    }

    internal Task<Answer> AskAsync(string question, string? reader = null) =>
        Bot.Services.GetRequiredService<Asker>().AskAsync(question, new AskContext(TimeProvider.System.GetUtcNow(), Reader: reader), TestContext.Current.CancellationToken);

    /// <summary>A customer of 290 a month since a day; again with another id, something that was not known before.</summary>
    internal static FactBatch Event(string id, DateTimeOffset at) => new()
    {
        SubscriptionEvents =
        [
            new()
            {
                Source = FactSource.Import, EventId = id, CustomerId = "c-typed", SubscriptionId = "sub_" + id, ItemId = "sub_" + id, PlanId = "typed", UnitAmountMinor = 29_000,
                Currency = Currency.Parse("USD"), Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = at,
            },
        ],
    };

    private static FactBatch Typed(DateTimeOffset now) => Event("typed", now.AddDays(-40)) with
    {
        Plans = [new("typed", Plan, 9, null, null, null, null, null, null)],
        Customers = [new("c-typed", Customer, null, "US", "smb", null, null, null)],
    };
}
