using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RevenueBot.Intel;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support.Teams;
using RevenueBot.Teams;
using RevenueBot.Teams.Places;
using RevenueBot.Tests.Access.Leaks;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Questions.Facts;
using Xunit;

namespace RevenueBot.Tests.Teams;

/// <summary>The whole bot on the canary company, facing a fake connector in which every case has people of its own.</summary>
public sealed class TeamsStage : IAsyncLifetime
{
    private static readonly string[] _channels = ["", "private", "public", "unlisted", "shared", "external", "archived"];
    private static readonly string[] _kinds = ["", "private", "standard", "standard", "shared", "shared"];
    private LiveBot _bot = null!;

    public FakeTeams Teams { get; private set; } = null!;

    internal IServiceProvider Services => _bot.Services;

    public async ValueTask InitializeAsync()
    {
        Teams = await FakeTeams.StartAsync();
        var settings = TeamsBot.Configuration(Teams, ("Teams:RequestsPerSecond", "100000"), ("Access:Limits:ChannelPerMinute", "1000000")).AsEnumerable()
            .Where(one => !one.Key.StartsWith("Access:Teams", StringComparison.Ordinal)).ToDictionary();
        foreach (var cell in Enum.GetValues<Way>().SelectMany(Cell.Of))
        {
            if (RoleOf(cell.Who) is { } role) settings[$"Access:Teams:People:{Aad(cell.Number)}"] = role;
            if (MemberOf(cell) is { } member) Teams.Members[Person(cell)] = member;
            AddChannel(cell, settings);
            if (cell.Way != Way.FollowUp) continue;
            settings[$"Access:Teams:People:{Aad(-cell.Number)}"] = "admin";
            Teams.Members[Opener(cell)] = Member(Aad(-cell.Number));
        }

        Teams.Members["29:insider"] = new FakeMember("insider");
        Teams.Members["29:visitor"] = new FakeMember("visitor", Role: "guest") { Places = [.. Enum.GetValues<Way>().SelectMany(Cell.Of).Where(cell => cell.Where == Where.External).Select(Root)] };
        _bot = new LiveBot(settings);
        await _bot.InitializeAsync();
        var now = TimeProvider.System.GetUtcNow();
        await Services.GetRequiredService<FactStore>().ApplyAsync(CanaryCompany.Facts(now));
        await Services.GetRequiredService<NoteStore>().AddAsync(new IntelNote(0, "terminal", "Terminal", CanaryCompany.Note, null, now), default);
        await _bot.RefreshAsync("health", now);
        foreach (var cell in Cell.Of(Way.ShareButton).Where(cell => cell.Where != Where.Direct))
            await Services.GetRequiredService<PlaceStore>().SeenAsync(new TeamsPlace(Teams.ServiceUrl, FakeTeams.Tenant, Root(cell), TeamsPlaceKind.Channel) { Bot = FakeTeams.Bot, Team = Team(cell) }, null, now, default);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await Teams.DisposeAsync();
    }

    /// <summary>The chat with the bot that a person has, or would be given.</summary>
    public static string Chat(Cell cell) => $"a:{Person(cell)[3..]}";

    public static string Person(Cell cell) => cell.Who == Who.Bot ? $"28:p{cell.Number}" : $"29:p{cell.Number}";

    /// <summary>The administrator who asked first.</summary>
    public static string Opener(Cell cell) => $"29:x{cell.Number}";

    /// <summary>A case's own thread of its channel.</summary>
    public static string Thread(Cell cell) => $"{Root(cell)};messageid={cell.Number}";

    public TeamsPerson As(Cell cell, bool isOpener = false)
    {
        var isDirect = cell.Where == Where.Direct;
        return new TeamsPerson(_bot.Client, Teams)
        {
            User = isOpener ? Opener(cell) : Person(cell), AadObjectId = Aad(isOpener ? -cell.Number : cell.Number),
            Kind = isDirect ? "personal" : "channel", Conversation = isDirect ? Chat(cell) : Thread(cell), Channel = Root(cell), Team = Team(cell),
        };
    }

    /// <summary>Until everything that was sent in is done.</summary>
    public async Task DoneAsync()
    {
        var database = Services.GetRequiredService<NpgsqlDataSource>();
        for (var left = 1L; left > 0; await Task.Delay(50))
        {
            await using var command = database.CreateCommand("SELECT count(*) FROM inbox WHERE source = 'teams' AND status = 0");
            left = (long)(await command.ExecuteScalarAsync())!;
        }
    }

    /// <summary>As a button of an answer that was asked in the place of the case.</summary>
    internal string Sealed(string text, Cell cell) => Services.GetRequiredService<TeamsSeal>().Close(text, FakeTeams.Tenant,
        cell.Where == Where.Direct ? null : new TeamsPlace(Teams.ServiceUrl, FakeTeams.Tenant, Thread(cell), TeamsPlaceKind.Channel));

    /// <summary>A channel, and a team, of its own for each case: Teams limits how often one may be asked about.</summary>
    private void AddChannel(Cell cell, Dictionary<string, string?> settings)
    {
        if (cell.Where == Where.Direct) return;
        if (cell.Where != Where.Unlisted) settings[$"Access:Teams:Channels:{cell.Number}"] = Root(cell);
        // Teams has no archived channel that can be asked in: one that is gone stands for it.
        if (cell.Where != Where.Archived) Teams.Channels[Root(cell)] = new FakeTeamsChannel(null, _kinds[(int)cell.Where], Team(cell));
    }

    private static string Root(Cell cell) => $"19:{_channels[(int)cell.Where]}{cell.Number}@thread.tacv2";

    private static string Team(Cell cell) => $"19:team{cell.Number}@thread.tacv2";

    private static string Aad(int number) => $"{(number < 0 ? "b" : "a")}0a0a0a0-0000-4000-8000-{Math.Abs(number):000000000000}";

    private static string? RoleOf(Who who) => who switch
    {
        Who.Totals => "totals",
        Who.Unnamed => "unnamed",
        Who.Unmapped => null,
        _ => "admin",
    };

    /// <summary>Each is found where they ask; they are no reason of their own for whom a place is for.</summary>
    private static FakeMember? MemberOf(Cell cell) => cell.Who switch
    {
        Who.Guest => Member(Aad(cell.Number)) with { Role = "guest" },
        Who.Outsider => Member(Aad(cell.Number)) with { TenantId = "another" },
        Who.Unknown or Who.Deactivated or Who.Bot => null,
        _ => Member(Aad(cell.Number)),
    };

    private static FakeMember Member(string id) => new(id) { IsInRoster = false };
}
