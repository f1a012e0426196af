using Microsoft.Extensions.Logging.Abstractions;
using RevenueBot.Access;
using RevenueBot.Tests.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Access;

/// <summary>The desk that every platform asks: the same decisions, whatever the platform is called.</summary>
public sealed class AnswerDeskTests
{
    private static readonly AccessRules _rules = new()
    {
        People = new Dictionary<string, Right> { ["ana"] = Right.Totals, ["eva"] = Right.Customers },
        Channels = new HashSet<string> { "finance" },
    };

    private readonly List<string> _readers = [];

    [Theory]
    [InlineData("Slack", "ana", "slack/home/ana")]
    [InlineData("Teams", "ana", "teams/home/ana")]
    public async Task AnAnswerIsForTheReaderOfItsPlatform(string platform, string user, string reader)
    {
        var reply = await Desk().AskAsync(Asking(Enum.Parse<Platform>(platform), user), "mrr", Audience.Asker, TestContext.Current.CancellationToken);
        reply.Answer.ShouldNotBeNull();
        _readers.ShouldBe([reader]);
    }

    [Fact]
    public async Task WhatAnAnswerShowsDecidesOnceMore()
    {
        var cancel = TestContext.Current.CancellationToken;
        var desk = Desk(namesCustomers: true);
        var refused = await desk.AskAsync(Asking(Platform.Teams, "ana"), "anything", Audience.Asker, cancel);
        refused.Answer.ShouldBeNull();
        refused.Refusal.Then.ShouldContain("Access:Teams:People:ana");
        (await desk.AskAsync(Asking(Platform.Teams, "eva"), "anything", Audience.Asker, cancel)).Answer.ShouldNotBeNull();
    }

    [Fact]
    public async Task NobodyIsLookedUpInADirectMessageButThePerson()
    {
        var asking = Asking(Platform.Teams, "ana") with { IsDirect = true, FindPlace = (_, _) => throw new InvalidOperationException("There is no channel to look up.") };
        (await Desk().AskAsync(asking, "mrr", Audience.Asker, TestContext.Current.CancellationToken)).Answer.ShouldNotBeNull();
    }

    [Fact]
    public async Task WhoCannotBeLookedUpIsRefusedAndNothingIsRead()
    {
        var asking = Asking(Platform.Teams, "ana") with { FindPerson = (_, _) => Task.FromResult<PersonFacts?>(null) };
        (await Desk().AskAsync(asking, "mrr", Audience.Asker, TestContext.Current.CancellationToken)).Refusal.Finding.ShouldBe("I could not check who you are.");
        _readers.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatGoesToEverybodyIsLookedUpAnew()
    {
        List<bool> fresh = [];
        var asking = Asking(Platform.Slack, "ana") with
        {
            FindPlace = (anew, _) =>
            {
                fresh.Add(anew);
                return Task.FromResult<PlaceFacts?>(new PlaceFacts(fresh.Count > 1 ? PlaceKind.External : PlaceKind.Public));
            },
        };
        (await Desk().AskAsync(asking, "mrr", Audience.Everybody, TestContext.Current.CancellationToken)).Refusal.Finding.ShouldStartWith("Not in this channel");
        fresh.ShouldBe([true, true]);
    }

    private AnswerDesk Desk(bool namesCustomers = false)
    {
        var book = new AccessBook(Enum.GetValues<Platform>().ToDictionary(platform => platform, _ => _rules));
        return new AnswerDesk(new AccessGate(book, NullLogger<AccessGate>.Instance), new Answering(
            (_, reader, _) =>
            {
                _readers.Add(reader);
                return Task.FromResult(Answers.Mrr with { NamesCustomers = namesCustomers });
            },
            (_, _) => Task.FromResult(Answers.Receipt)));
    }

    private static Asking Asking(Platform platform, string user) => new(platform, "home", user, "finance")
    {
        FindPerson = (_, _) => Task.FromResult<PersonFacts?>(new PersonFacts()),
        FindPlace = (_, _) => Task.FromResult<PlaceFacts?>(new PlaceFacts(PlaceKind.Public)),
    };
}
