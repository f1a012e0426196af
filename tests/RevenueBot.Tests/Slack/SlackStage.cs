using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RevenueBot.Intel;
using RevenueBot.Metrics.Storage;
using RevenueBot.Slack;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Access.Leaks;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Questions.Facts;
using Xunit;

namespace RevenueBot.Tests.Slack;

/// <summary>The whole bot on the canary company, facing a fake Slack in which every case has people of its own.</summary>
public sealed class SlackStage : IAsyncLifetime
{
    private static readonly string[] _channels = ["", "C0PRIVATE", "C0PUBLIC", "C0UNLISTED", "C0SHARED", "C0EXTERNAL", "C0ARCHIVED"];
    private LiveBot _bot = null!;

    public FakeSlack Slack { get; private set; } = null!;

    internal IServiceProvider Services => _bot.Services;

    public async ValueTask InitializeAsync()
    {
        Slack = await FakeSlack.StartAsync();
        Dictionary<string, string?> settings = new()
        {
            ["Slack:BotToken"] = FakeSlack.Token, ["Slack:SigningSecrets:0"] = SlackPerson.Secret, ["Slack:ApiBaseUrl"] = Slack.ApiBaseUrl,
            ["Access:Limits:ChannelPerMinute"] = "1000000",
        };
        foreach (var (channel, i) in _channels.Skip(1).Where(channel => channel != "C0UNLISTED").Select((channel, i) => (channel, i))) settings[$"Access:Slack:Channels:{i}"] = channel;
        foreach (var cell in Enum.GetValues<Way>().SelectMany(Cell.Of))
        {
            if (RoleOf(cell.Who) is { } role) settings[$"Access:Slack:People:{Person(cell)}"] = role;
            if (cell.Way == Way.FollowUp) settings[$"Access:Slack:People:{Opener(cell)}"] = "admin";
            if (UserOf(cell.Who) is { } user) Slack.Users[Person(cell)] = user;
            Slack.Users[Opener(cell)] = new FakeUser();
        }

        (Slack.Channels["C0PRIVATE"], Slack.Channels["C0PUBLIC"], Slack.Channels["C0UNLISTED"]) = (new FakeChannel(IsPrivate: true), new FakeChannel(), new FakeChannel());
        (Slack.Channels["C0SHARED"], Slack.Channels["C0EXTERNAL"], Slack.Channels["C0ARCHIVED"]) = (new FakeChannel(IsOrgShared: true), new FakeChannel(IsExtShared: true), new FakeChannel(IsArchived: true));
        _bot = new LiveBot(settings);
        await _bot.InitializeAsync();
        var now = TimeProvider.System.GetUtcNow();
        await Services.GetRequiredService<FactStore>().ApplyAsync(CanaryCompany.Facts(now));
        await Services.GetRequiredService<NoteStore>().AddAsync(new IntelNote(0, "terminal", "Terminal", CanaryCompany.Note, null, now), default);
        await _bot.RefreshAsync("health", now);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await Slack.DisposeAsync();
    }

    public static string Person(Cell cell) => $"U0{cell.Number}";

    /// <summary>The administrator who asked first.</summary>
    public static string Opener(Cell cell) => $"U0X{cell.Number}";

    public static string Channel(Cell cell) => cell.Where == Where.Direct ? $"D0{cell.Number}" : _channels[(int)cell.Where];

    public SlackPerson As(string user, Cell cell) => new(_bot.Client, Slack, TimeProvider.System) { User = user, Channel = Channel(cell) };

    /// <summary>Until everything that was sent in is done.</summary>
    public async Task DoneAsync()
    {
        var database = Services.GetRequiredService<NpgsqlDataSource>();
        for (var left = 1L; left > 0; await Task.Delay(50))
        {
            await using var command = database.CreateCommand("SELECT count(*) FROM inbox WHERE source = 'slack' AND status = 0");
            left = (long)(await command.ExecuteScalarAsync())!;
        }
    }

    internal string Sealed(string text) => Services.GetRequiredService<SlackSeal>().Close(text, FakeSlack.Team);

    private static string? RoleOf(Who who) => who switch
    {
        Who.Totals => "totals",
        Who.Unnamed => "unnamed",
        Who.Unmapped => null,
        _ => "admin",
    };

    private static FakeUser? UserOf(Who who) => who switch
    {
        Who.Guest => new(IsRestricted: true),
        Who.Outsider => new(TeamId: "T0PARTNER"),
        Who.Bot => new(IsBot: true),
        Who.Deactivated => new(Deleted: true),
        Who.Unknown => null,
        _ => new(),
    };
}
