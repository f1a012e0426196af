using RevenueBot.Access;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Teams;
using RevenueBot.Teams.Places;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Teams;

/// <summary>Who somebody is and who reads a place, as Teams tells; and that what it does not tell is no.</summary>
public sealed class TeamsDirectoryTests : IAsyncLifetime
{
    private readonly ShiftedTime _clock = new();
    private TestDatabase _database = null!;
    private FakeTeams _teams = null!;
    private TeamsBot _bot = null!;
    private TeamsDirectory _directory = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _teams = await TeamsBot.TeamsAsync(_clock);
        _bot = await TeamsBot.StartAsync(_database.DataSource, _teams, _clock);
        _directory = _bot.Get<TeamsDirectory>();
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _teams.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("revenue", PlaceKind.Public)]
    [InlineData("board", PlaceKind.Private)]
    [InlineData("partner", PlaceKind.External)]
    [InlineData("nowhere", null)]
    internal async Task AChannelIsOfItsKindUnlessSomebodyFromOutsideReadsIt(string channel, PlaceKind? kind) =>
        ((await _directory.PlaceAsync(Channel(channel), fresh: true, Cancel))?.Kind).ShouldBe(kind);

    [Fact]
    public async Task OnePersonFromOutsideMakesAPlaceExternal()
    {
        (await _directory.PlaceAsync(Group, fresh: true, Cancel))!.Kind.ShouldBe(PlaceKind.Private);
        _teams.Channels["19:revenue@thread.tacv2"] = new FakeTeamsChannel("Revenue", "shared");
        (await _directory.PlaceAsync(Channel("revenue"), fresh: true, Cancel))!.Kind.ShouldBe(PlaceKind.Shared);
        foreach (var outsider in (FakeMember[])[new("g", Role: "guest"), new("o", TenantId: "another"), new("a", IsAnonymous: true), new("n", TenantId: null!)])
        {
            _teams.Members["29:zz"] = outsider;
            (await _directory.PlaceAsync(Group, fresh: true, Cancel))!.Kind.ShouldBe(PlaceKind.External);
            (await _directory.PlaceAsync(Channel("revenue"), fresh: true, Cancel))!.Kind.ShouldBe(PlaceKind.External);
        }
    }

    [Fact]
    public async Task AListOfReadersThatTakesTooLongIsNotKnown()
    {
        TaskCompletionSource goOn = new();
        Fault.Held held = new(goOn.Task);
        _teams.Fail("members", held);
        var look = _directory.PlaceAsync(Group, fresh: true, Cancel);
        await held.Reached.WaitAsync(Cancel);
        _clock.Shift(TimeSpan.FromSeconds(16));
        goOn.SetResult();
        (await look).ShouldBeNull();
    }

    [Theory]
    [InlineData("members")]
    [InlineData("channels")]
    public async Task WhatCannotBeFoundOutIsNotKnown(string operation)
    {
        _teams.Fail(operation, new Fault.Status(500));
        (await _directory.PlaceAsync(Channel("revenue"), fresh: false, Cancel)).ShouldBeNull();
        (await _directory.PlaceAsync(Channel("revenue"), fresh: false, Cancel))!.Kind.ShouldBe(PlaceKind.Public); // failures are not kept
        (await _directory.PlaceAsync(Channel("revenue") with { Team = null }, fresh: true, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task WhatIsKnownIsKeptForAMinuteButNotWhereOthersWillRead()
    {
        TeamsUser ana = new("29:ana", TeamsBot.Aad(1));
        await _directory.PersonAsync(ana, Group, fresh: false, Cancel);
        _teams.Members["29:ana"] = new FakeMember(TeamsBot.Aad(1), Role: "guest");
        (await _directory.PersonAsync(ana, Group, fresh: false, Cancel))!.IsGuest.ShouldBeFalse();
        (await _directory.PersonAsync(ana, Group, fresh: true, Cancel))!.IsGuest.ShouldBeTrue();
        _teams.Members.TryRemove("29:ana", out _);
        _clock.Shift(TimeSpan.FromSeconds(61));
        (await _directory.PersonAsync(ana, Group, fresh: false, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task SomebodyUnderAnotherNameIsNobodyAndABotIsABot()
    {
        (await _directory.PersonAsync(new("29:ana", TeamsBot.Aad(2)), Group, fresh: false, Cancel)).ShouldBeNull();
        (await _directory.PersonAsync(new("28:other", "28:other"), Group, fresh: false, Cancel))!.IsBot.ShouldBeTrue();
        (await _directory.PersonAsync(new("29:ana", TeamsBot.Aad(1).ToUpperInvariant()), Group, fresh: false, Cancel)).ShouldNotBeNull();
    }

    private TeamsPlace Group => new(_teams.ServiceUrl, FakeTeams.Tenant, "19:group@thread.v2", TeamsPlaceKind.Group);

    private TeamsPlace Channel(string name) => new(_teams.ServiceUrl, FakeTeams.Tenant, $"19:{name}@thread.tacv2;messageid=1", TeamsPlaceKind.Channel) { Team = "19:team@thread.tacv2" };
}
