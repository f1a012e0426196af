using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Questions;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Teams;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Slack;
using RevenueBot.Tests.Teams;
using Xunit;

namespace RevenueBot.Tests.Intel;

/// <summary>The whole bot with Slack and Teams as fakes: Ana sees totals, Cat and Dan add notes, Ada administers, Gus is a guest who was given everything.</summary>
public sealed class IntelBot : IAsyncLifetime
{
    private LiveBot _bot = null!;

    public FakeSlack Slack { get; private set; } = null!;

    public FakeTeams Teams { get; private set; } = null!;

    internal IServiceProvider Services => _bot.Services;

    public async ValueTask InitializeAsync()
    {
        (Slack, Teams) = (await SlackBot.SlackAsync(), await TeamsBot.TeamsAsync());
        foreach (var (id, name) in (ReadOnlySpan<(string, string)>)[("U0CAT", "Cat *Carter* <!channel>"), ("U0DAN", "Dan Dorn"), ("U0ADA", "Ada Adams")]) Slack.Users[id] = new FakeUser { Name = name };
        Slack.Users["U0NEMO"] = new FakeUser();
        Slack.Users["U0GUS"] = new FakeUser(IsRestricted: true) { Name = "Gus" };
        var settings = TeamsBot.Configuration(Teams, ($"Access:Teams:People:{TeamsBot.Aad(2)}", "annotate"), ($"Access:Teams:People:{TeamsBot.Aad(3)}", "annotate")).AsEnumerable().ToDictionary();
        (settings["Slack:BotToken"], settings["Slack:SigningSecrets:0"], settings["Slack:ApiBaseUrl"]) = (FakeSlack.Token, SlackPerson.Secret, Slack.ApiBaseUrl);
        (settings["Access:Slack:People:U0ANA"], settings["Access:Slack:Channels:0"]) = ("totals", "C0REVENUE");
        foreach (var id in (ReadOnlySpan<string>)["U0CAT", "U0DAN", "U0NEMO", "U0GUS"]) settings[$"Access:Slack:People:{id}"] = "annotate";
        settings["Access:Slack:People:U0ADA"] = "admin";
        _bot = new LiveBot(settings);
        await _bot.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await Slack.DisposeAsync();
        await Teams.DisposeAsync();
    }

    /// <summary>Types <c>/intel</c> in Slack; what is said to them alone.</summary>
    public async Task<string> TypeAsync(string user, string text)
    {
        SlackPerson person = new(_bot.Client, Slack, TimeProvider.System) { User = user };
        await person.CommandAsync(text, "/intel");
        var reply = await Slack.MessageAsync(call => call.Target == person.LastResponseUrl.Split('/')[^1]);
        return reply.Body.GetRawText().Contains("\"in_channel\"", StringComparison.Ordinal) ? throw new InvalidOperationException("It was posted for everybody.") : reply.Text;
    }

    public SlackPerson InSlack(string user) => new(_bot.Client, Slack, TimeProvider.System) { User = user };

    public TeamsPerson InTeams(string user, int number, string conversation) => new(_bot.Client, Teams) { User = user, AadObjectId = TeamsBot.Aad(number), Conversation = conversation };

    public async Task<JsonNode> AskAsync(string text, string? reader = null)
    {
        using var reply = await _bot.Client.PostAsJsonAsync("/api/v1/ask", new { text, reader });
        return JsonNode.Parse(await reply.Content.ReadAsStringAsync())!;
    }

    internal Task<Answer> AskTerminalAsync(string text) =>
        Services.GetRequiredService<Asker>().AskAsync(text, new AskContext(TimeProvider.System.GetUtcNow(), Reader: "terminal"), TestContext.Current.CancellationToken);
}
