using RevenueBot.Access;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Access;

public sealed class AccessPolicyTests
{
    private static readonly AccessRules _rules = new()
    {
        People = new Dictionary<string, Role> { ["U0ANA"] = Role.Customers, ["U0BEN"] = Role.Totals, ["T2:U0EVA"] = Role.Totals },
        Workspaces = new Dictionary<string, Role> { ["T3"] = Role.Totals },
        Channels = new HashSet<string> { "C0OPEN", "C0PARTNER" },
        SharedChannels = new HashSet<string> { "C0PARTNER" },
    };

    [Theory]
    [InlineData("T1", "U0ANA", Right.Totals, null)]
    [InlineData("T1", "U0ANA", Right.Customers, null)]
    [InlineData("T1", "U0BEN", Right.Totals, null)]
    [InlineData("T1", "U0BEN", Right.Customers, RefusalReason.NotThisRight)]
    [InlineData("T1", "U0EVA", Right.Totals, RefusalReason.NoRight)]
    [InlineData("T2", "U0EVA", Right.Totals, null)]
    [InlineData("T3", "U0ANYBODY", Right.Totals, null)]
    [InlineData("T3", "U0ANYBODY", Right.Customers, RefusalReason.NotThisRight)]
    [InlineData("T3", "U0ANA", Right.Customers, null)]
    [InlineData("T1", "U0ANYBODY", Right.Totals, RefusalReason.NoRight)]
    [InlineData("T1", "u0ana", Right.Totals, RefusalReason.NoRight)]
    internal void ThePersonNeedsTheRight(string workspace, string user, Right right, RefusalReason? expected) =>
        Decide(new Person(Platform.Slack, workspace, user, new PersonFacts()), Open(), right).ShouldBe(expected);

    public static TheoryData<string> Unwanted => [.. _unwanted.Keys];

    [Theory]
    [MemberData(nameof(Unwanted))]
    public void SomePeopleAreRefusedWhateverTheRulesSay(string who)
    {
        var (facts, reason) = _unwanted[who];
        Decide(new Person(Platform.Slack, "T1", "U0ANA", facts), Open(), Right.Totals).ShouldBe(reason);
        Decide(new Person(Platform.Slack, "T3", "U0ANA", facts), Direct(), Right.Totals).ShouldBe(reason);
    }

    private static readonly Dictionary<string, (PersonFacts?, RefusalReason)> _unwanted = new()
    {
        ["look-up failed"] = (null, RefusalReason.PersonUnknown),
        ["guest"] = (new PersonFacts(IsGuest: true), RefusalReason.Guest),
        ["outsider"] = (new PersonFacts(IsOutsider: true), RefusalReason.Outsider),
        ["bot"] = (new PersonFacts(IsBot: true), RefusalReason.Bot),
        ["deactivated"] = (new PersonFacts(IsDeactivated: true), RefusalReason.Deactivated),
    };

    [Theory]
    [InlineData("C0OPEN", PlaceKind.Public, null)]
    [InlineData("C0OPEN", PlaceKind.Private, null)]
    [InlineData("C0OPEN", PlaceKind.Shared, null)]
    [InlineData("C0OPEN", PlaceKind.External, RefusalReason.SharedPlace)]
    [InlineData("C0PARTNER", PlaceKind.External, null)]
    [InlineData("C0OTHER", PlaceKind.Private, RefusalReason.PlaceNotListed)]
    [InlineData("C0OTHER", PlaceKind.External, RefusalReason.SharedPlace)]
    internal void ThePlaceMustBeListedAndAmongOurselves(string channel, PlaceKind kind, RefusalReason? expected) =>
        Decide(Ana(), new Place(channel, new PlaceFacts(kind)), Right.Totals).ShouldBe(expected);

    [Fact]
    public void AnArchivedPlaceIsRefused() =>
        Decide(Ana(), new Place("C0OPEN", new PlaceFacts(PlaceKind.Public, IsArchived: true)), Right.Totals).ShouldBe(RefusalReason.ArchivedPlace);

    [Fact]
    public void AnUnknownPlaceIsRefused() =>
        Decide(Ana(), new Place("C0OPEN", Facts: null), Right.Totals).ShouldBe(RefusalReason.PlaceUnknown);

    [Fact]
    public void DirectMessagesCanBeSwitchedOff()
    {
        Decide(Ana(), Direct(), Right.Totals).ShouldBeNull();
        AccessPolicy.Decide(_rules with { DirectMessages = false }, Ana(), Direct(), Right.Totals).Reason.ShouldBe(RefusalReason.NoDirectMessages);
    }

    [Fact]
    public void EmptyRulesAdmitNobody()
    {
        var rules = new AccessRules { Channels = new HashSet<string> { "C0OPEN" } };
        AccessPolicy.Decide(rules, Ana(), Open(), Right.Totals).Reason.ShouldBe(RefusalReason.NobodyConfigured);
    }

    [Fact]
    public void EveryRefusalSaysWhatIsAndWhatToDo()
    {
        foreach (var reason in Enum.GetValues<RefusalReason>())
        {
            var words = RefusalWords.For(reason, Ana());
            words.Finding.ShouldEndWith(".");
            words.Then.ShouldEndWith(".");
            (words.Finding + words.Then).ShouldNotContain("!");
        }

        RefusalWords.For(RefusalReason.NobodyConfigured, Ana()).Then.ShouldContain("Access:Slack:People:U0ANA");
    }

    [Fact]
    public void ARefusalSpeaksOfThePlatformItIsReadOn()
    {
        Person inTeams = new(Platform.Teams, "tenant", "7f5c1d2e", new PersonFacts());
        foreach (var reason in Enum.GetValues<RefusalReason>())
        {
            var words = RefusalWords.For(reason, inTeams);
            (words.Finding + words.Then).ShouldNotContain("Slack");
            (words.Finding + words.Then).ShouldNotContain("workspace");
        }

        RefusalWords.For(RefusalReason.NoRight, inTeams).Then.ShouldContain("Access:Teams:People:7f5c1d2e");
        RefusalWords.For(RefusalReason.PersonUnknown, inTeams).Then.ShouldContain("Teams did not answer");
    }

    [Fact]
    public void ConfigurationIsReadOrExplained()
    {
        var options = new AccessOptions { People = new() { ["U0ANA"] = " Customers ", ["U0BEN"] = "everything" }, Channels = ["C0OPEN"], SharedChannels = ["C0PARTNER"] };
        options.Problems("Access:Slack", Roles.BuiltIn).Count().ShouldBe(2);
        options.ToRules(Roles.BuiltIn).People.ShouldBe(new Dictionary<string, Role> { ["U0ANA"] = Role.Customers });
    }

    private static RefusalReason? Decide(Person person, Place place, Right right) => AccessPolicy.Decide(_rules, person, place, right).Reason;

    private static Person Ana() => new(Platform.Slack, "T1", "U0ANA", new PersonFacts());

    private static Place Open() => new("C0OPEN", new PlaceFacts(PlaceKind.Public));

    private static Place Direct() => Place.Direct("D0ANA");
}
