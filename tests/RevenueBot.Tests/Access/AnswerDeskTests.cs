using Microsoft.Extensions.Logging.Abstractions;
using RevenueBot.Access;
using RevenueBot.Access.Auditing;
using RevenueBot.Access.Granting;
using RevenueBot.Questions;
using RevenueBot.Support;
using RevenueBot.Tests.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Access;

/// <summary>The desk that every platform asks: the same decisions, whatever the platform is called.</summary>
public sealed class AnswerDeskTests : IAsyncLifetime
{
    private static readonly AccessRules _rules = new()
    {
        People = new Dictionary<string, Role> { ["ana"] = Role.Totals, ["eva"] = Role.Customers, ["ida"] = Role.Unnamed },
        Channels = new HashSet<string> { "finance" },
    };

    private readonly List<string> _readers = [];
    private readonly MovableClock _clock = new();
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

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
    public async Task EveryDecisionIsWrittenDownWithoutTheQuestion()
    {
        var cancel = TestContext.Current.CancellationToken;
        var desk = Desk(namesCustomers: true);
        await desk.AskAsync(Asking(Platform.Slack, "eva"), "secret words", Audience.Asker, cancel);
        await desk.AskAsync(Asking(Platform.Teams, "ana"), "secret words", Audience.Everybody, cancel);
        await desk.ReceiptAsync(Asking(Platform.Slack, "nobody"), "ans_1", Audience.Asker, cancel);
        var entries = (await Audit.ReadAsync(null, null, 10, cancel)).Reverse().ToList();
        entries.Select(entry => (entry.Surface, entry.Workspace, entry.Person, entry.Place, entry.Act, entry.Metric, entry.Role, entry.Outcome)).ShouldBe(
        [
            ("slack", "home", "eva", "finance", "ask", "mrr", "customers", "allowed"),
            ("teams", "home", "ana", "finance", "share", "mrr", "totals", "refused: NotThisRight"),
            ("slack", "home", "nobody", "finance", "receipt", "mrr", null, "refused: NoRight"),
        ]);
        entries[0].AnswerId.ShouldBe(AuditEntry.Digest(Answers.Mrr.Id));
        string.Join(' ', entries).ShouldNotContain("secret");
    }

    [Fact]
    public async Task WhatCannotBeWrittenDownIsNotAnswered()
    {
        await using var command = _database.DataSource.CreateCommand("ALTER TABLE access_audit RENAME TO gone");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await Should.ThrowAsync<Npgsql.PostgresException>(() => Desk().AskAsync(Asking(Platform.Slack, "ana"), "mrr", Audience.Asker, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AnAnswerThatFailedIsWrittenDownAsThat()
    {
        var cancel = TestContext.Current.CancellationToken;
        await Should.ThrowAsync<TimeoutException>(() => Desk((_, _, _) => throw new TimeoutException()).AskAsync(Asking(Platform.Slack, "ana"), "mrr", Audience.Asker, cancel));
        (await Audit.ReadAsync("ana", null, 10, cancel)).ShouldHaveSingleItem().Outcome.ShouldBe("allowed: Failed");
    }

    [Fact]
    public async Task DecisionsAreForgottenAfterTheirTime()
    {
        var cancel = TestContext.Current.CancellationToken;
        await Desk().AskAsync(Asking(Platform.Slack, "ana"), "mrr", Audience.Asker, cancel);
        AuditPruning pruning = new(Audit, new AuditOptions(400));
        await pruning.RunAsync(_clock.GetUtcNow().AddDays(400), cancel);
        (await Audit.ReadAsync(null, null, 10, cancel)).Count.ShouldBe(1);
        await pruning.RunAsync(_clock.GetUtcNow().AddDays(401), cancel);
        (await Audit.ReadAsync(null, null, 10, cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhoAsksTooOftenIsToldOnceAWindowAndAskedForNothing()
    {
        var cancel = TestContext.Current.CancellationToken;
        var desk = Desk(Answered, new AskLimitOptions(PersonPerMinute: 2));
        for (var i = 0; i < 2; i++) (await AskAsync("ana")).Answer.ShouldNotBeNull();
        var told = await AskAsync("ana");
        told.Refusal.Finding.ShouldBe("You have asked many questions within a minute.");
        told.Judgement.IsSilent.ShouldBeFalse();
        (await AskAsync("ana")).Judgement.IsSilent.ShouldBeTrue();
        (await desk.AgainstReceiptAsync(Asking(Platform.Slack, "ana"), "ans_1", cancel))!.Value.IsSilent.ShouldBeTrue();
        (await AskAsync("eva")).Answer.ShouldNotBeNull();
        (await Audit.ReadAsync("ana", null, 10, cancel)).Count.ShouldBe(3);
        _clock.Add(TimeSpan.FromMinutes(1));
        (await AskAsync("ana")).Answer.ShouldNotBeNull();

        Task<DeskReply> AskAsync(string user) => desk.AskAsync(Asking(Platform.Slack, user), "mrr", Audience.Asker, cancel);
    }

    [Fact]
    public async Task AChannelHasALimitOfItsOwnAndADirectMessageNone()
    {
        var cancel = TestContext.Current.CancellationToken;
        var desk = Desk(Answered, new AskLimitOptions(ChannelPerMinute: 2));
        await desk.AskAsync(Asking(Platform.Slack, "ana"), "mrr", Audience.Asker, cancel);
        await desk.AskAsync(Asking(Platform.Slack, "eva"), "mrr", Audience.Asker, cancel);
        (await desk.AskAsync(Asking(Platform.Slack, "ida"), "mrr", Audience.Asker, cancel)).Refusal.Finding.ShouldBe("Many questions were asked in this channel within a minute.");
        (await desk.AskAsync(Asking(Platform.Teams, "ida"), "mrr", Audience.Asker, cancel)).Answer.ShouldNotBeNull();
        (await desk.AskAsync(Asking(Platform.Slack, "ida") with { IsDirect = true }, "mrr", Audience.Asker, cancel)).Answer.ShouldNotBeNull();
    }

    [Fact]
    public async Task EveryWindowBeginsWithAWordWhateverWasToldInTheLastOne()
    {
        var desk = Desk(Answered, new AskLimitOptions(PersonPerMinute: 1));
        await AskAsync();
        _clock.Add(TimeSpan.FromSeconds(50));
        (await AskAsync()).Judgement.IsSilent.ShouldBeFalse();
        _clock.Add(TimeSpan.FromSeconds(10));
        (await AskAsync()).Answer.ShouldNotBeNull();
        (await AskAsync()).Judgement.IsSilent.ShouldBeFalse();
        (await AskAsync()).Judgement.IsSilent.ShouldBeTrue();

        Task<DeskReply> AskAsync() => desk.AskAsync(Asking(Platform.Slack, "ana"), "mrr", Audience.Asker, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task WhatNobodyTypedUsesNoWordUp()
    {
        var desk = Desk(Answered, new AskLimitOptions(PersonPerMinute: 1));
        await AskAsync(isQuiet: true);
        (await AskAsync(isQuiet: true)).Judgement.IsSilent.ShouldBeTrue();
        (await AskAsync(isQuiet: false)).Judgement.IsSilent.ShouldBeFalse();
        (await AskAsync(isQuiet: false)).Judgement.IsSilent.ShouldBeTrue();

        Task<DeskReply> AskAsync(bool isQuiet) => desk.AskAsync(Asking(Platform.Slack, "ana") with { IsQuiet = isQuiet }, "mrr", Audience.Asker, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task EachChannelThatIsOverItsLimitSaysSo()
    {
        var desk = Desk(Answered, new AskLimitOptions(ChannelPerMinute: 1));
        foreach (var channel in (string[])["finance", "board"])
        {
            await AskAsync(channel, "eva");
            (await AskAsync(channel, "ana")).Judgement.IsSilent.ShouldBeFalse();
            (await AskAsync(channel, "ana")).Judgement.IsSilent.ShouldBeTrue();
        }

        Task<DeskReply> AskAsync(string channel, string user) => desk.AskAsync(Asking(Platform.Slack, user) with { Channel = channel }, "mrr", Audience.Asker, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task FilesHaveALimitByTheHour()
    {
        var cancel = TestContext.Current.CancellationToken;
        var desk = Desk(Answered, new AskLimitOptions(ExportsPerHour: 1));
        (await desk.ExportAsync(Asking(Platform.Slack, "eva"), "ans_1", Audience.Alone, cancel)).Answer.ShouldNotBeNull();
        _clock.Add(TimeSpan.FromMinutes(59));
        (await desk.ExportAsync(Asking(Platform.Slack, "eva"), "ans_1", Audience.Alone, cancel)).Refusal.Finding.ShouldBe("You have taken out many files within an hour.");
        (await desk.AskAsync(Asking(Platform.Slack, "eva"), "mrr", Audience.Asker, cancel)).Answer.ShouldNotBeNull();
        _clock.Add(TimeSpan.FromMinutes(1));
        (await desk.ExportAsync(Asking(Platform.Slack, "eva"), "ans_1", Audience.Alone, cancel)).Answer.ShouldNotBeNull();
    }

    private static Task<Answer> Answered(string question, string reader, CancellationToken cancel) => Task.FromResult(Answers.Mrr);

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

    private AnswerDesk Desk(Answer answer) => Desk((_, reader, _) =>
    {
        _readers.Add(reader);
        return Task.FromResult(answer);
    });

    private AnswerDesk Desk(AskFor ask, AskLimitOptions? limits = null)
    {
        AccessBook book = new(Enum.GetValues<Platform>().ToDictionary(platform => platform, _ => _rules), Roles.BuiltIn, _ => Task.FromResult<IReadOnlyList<AccessGrant>>([]), _clock);
        return new AnswerDesk(new AccessGate(book, NullLogger<AccessGate>.Instance), new AskLimits(limits ?? new(), _clock), new Answering(ask, (_, _) => Task.FromResult(Answers.Receipt), Metric: _ => "mrr"), Audit, _clock);
    }

    private AccessAudit Audit => new(_database.DataSource);

    private static Asking Asking(Platform platform, string user) => new(platform, "home", user, "finance")
    {
        FindPerson = (_, _) => Task.FromResult<PersonFacts?>(new PersonFacts()),
        FindPlace = (_, _) => Task.FromResult<PlaceFacts?>(new PlaceFacts(PlaceKind.Public)),
    };
}
