using Microsoft.Extensions.Logging.Abstractions;
using RevenueBot.Access;
using RevenueBot.Questions;
using RevenueBot.Tests.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Access;

/// <summary>The desk that every platform asks: the same decisions, whatever the platform is called.</summary>
public sealed class AnswerDeskTests
{
    private static readonly AccessRules _rules = new()
    {
        People = new Dictionary<string, Role> { ["ana"] = Role.Totals, ["eva"] = Role.Customers, ["ida"] = Role.Unnamed },
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

    [Theory]
    [InlineData("ida", "by id")]
    [InlineData("eva", "MRR is $58,430")]
    [InlineData("ana", null)]
    public async Task WhoMayNotSeeNamesGetsTheAnswerWithoutThem(string user, string? headline)
    {
        var unnamed = Answers.Mrr with { Headline = "by id" };
        var reply = await Desk(Answers.Mrr with { NamesCustomers = true, Unnamed = () => unnamed }).AskAsync(Asking(Platform.Teams, user), "at risk", Audience.Asker, TestContext.Current.CancellationToken);
        if (headline is null) reply.Answer.ShouldBeNull();
        else reply.Answer!.Headline.ShouldStartWith(headline);
    }

    [Fact]
    public async Task AnAnswerThatCannotBeToldWithoutNamesIsRefusedToWhoMayNotSeeThem() =>
        (await Desk(namesCustomers: true).AskAsync(Asking(Platform.Teams, "ida"), "x", Audience.Asker, TestContext.Current.CancellationToken)).Refusal.Finding.ShouldBe("You do not have access to customers by name.");

    [Theory]
    [InlineData("ana", false, "You do not have the right to take figures out as a file.")]
    [InlineData("eva", true, null)]
    [InlineData("eva", false, "Not in this channel: this is not shown to everybody here.")]
    public async Task AFileNeedsARightOfItsOwn(string user, bool isAlone, string? refusal)
    {
        var reply = await Desk().ExportAsync(Asking(Platform.Slack, user), "ans_1", isAlone ? Audience.Alone : Audience.Everybody, TestContext.Current.CancellationToken);
        if (refusal is null) reply.Answer.ShouldNotBeNull();
        else reply.Refusal.Finding.ShouldBe(refusal);
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

    private AnswerDesk Desk(bool namesCustomers = false) => Desk(Answers.Mrr with { NamesCustomers = namesCustomers });

    private AnswerDesk Desk(Answer answer)
    {
        var book = new AccessBook(Enum.GetValues<Platform>().ToDictionary(platform => platform, _ => _rules));
        return new AnswerDesk(new AccessGate(book, NullLogger<AccessGate>.Instance), new Answering(
            (_, reader, _) =>
            {
                _readers.Add(reader);
                return Task.FromResult(answer);
            },
            (_, _) => Task.FromResult(Answers.Receipt)));
    }

    private static Asking Asking(Platform platform, string user) => new(platform, "home", user, "finance")
    {
        FindPerson = (_, _) => Task.FromResult<PersonFacts?>(new PersonFacts()),
        FindPlace = (_, _) => Task.FromResult<PlaceFacts?>(new PlaceFacts(PlaceKind.Public)),
    };
}
