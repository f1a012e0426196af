using Microsoft.Extensions.Configuration;
using RevenueBot.Access;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Access;

/// <summary>Roles: what is shown where, to whom.</summary>
public sealed class RoleTests
{
    private static readonly Right[] _classes = [Right.Totals, Right.Customers, Right.Names, Right.Exports, Right.Annotate, Right.Administer];

    /// <summary>Every role of every set of rights, in every kind of place, for every audience, against the rule in words.</summary>
    [Fact]
    public void WhatIsNotNamedForAPlaceIsDeniedThere()
    {
        foreach (var given in _classes)
            foreach (var givenAt in Enum.GetValues<PlaceKind>())
                foreach (var needed in _classes)
                    foreach (var kind in Enum.GetValues<PlaceKind>())
                        foreach (var audience in Enum.GetValues<Audience>())
                        {
                            var place = audience == Audience.Alone || kind == PlaceKind.Direct ? Place.Direct("C0") : new Place("C0", new PlaceFacts(kind));
                            var rules = Rules(new Role("one", new Dictionary<PlaceKind, Right> { [givenAt] = given }));
                            var allowed = AccessPolicy.Decide(rules, Ana, place, needed, audience).IsAllowed;
                            var readAt = place.Facts!.Kind;
                            // Where only the asker reads it, what they may see in a direct message is shown as well.
                            var expected = given == needed && (needed == Right.Administer ? audience != Audience.Everybody
                                : givenAt == readAt || (audience != Audience.Everybody && givenAt == PlaceKind.Direct));
                            allowed.ShouldBe(expected, $"{given} at {givenAt}, asked for {needed} at {kind} for {audience}");
                        }
    }

    [Theory]
    [InlineData("totals", Right.Totals)]
    [InlineData("unnamed", Right.Totals | Right.Customers)]
    [InlineData("customers", Right.Totals | Right.CustomersByName)]
    [InlineData("annotate", Right.Totals | Right.CustomersByName | Right.Annotate)]
    [InlineData("admin", Right.Totals | Right.CustomersByName | Right.Annotate)]
    internal void ARoleOfTheBotsOwnMeansTheSameInEveryChannelThatIsListed(string name, Right rights)
    {
        var role = Roles.BuiltIn.Find(name)!;
        foreach (var kind in Enum.GetValues<PlaceKind>()) role.At(kind).ShouldBe(kind == PlaceKind.Direct ? role.At(kind) | rights : rights);
        role.Anywhere.HasFlag(Right.Administer).ShouldBe(name == "admin");
        role.At(PlaceKind.Public).HasFlag(Right.Exports).ShouldBeFalse();
    }

    [Fact]
    public void WhatOnlyThePersonMaySeeIsShownToThemAloneAndNotShared()
    {
        var rules = Rules(new Role("sales", new Dictionary<PlaceKind, Right> { [PlaceKind.Direct] = Right.Totals | Right.CustomersByName, [PlaceKind.Public] = Right.Totals }));
        var channel = new Place("C0", new PlaceFacts(PlaceKind.Public));
        AccessPolicy.Decide(rules, Ana, channel, Right.CustomersByName, Audience.Asker).IsAllowed.ShouldBeTrue();
        AccessPolicy.Decide(rules, Ana, channel, Right.CustomersByName, Audience.Everybody).ShouldBe(new AccessDecision(RefusalReason.NotInThisPlace, Right.CustomersByName));
        AccessPolicy.Decide(rules, Ana, channel, Right.Totals, Audience.Everybody).IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public void WhatAChannelMayShowBindsWhoeverPosts()
    {
        var rules = Rules(Role.Customers) with { ChannelRoles = new Dictionary<string, Role> { ["C0"] = Role.Totals } };
        var channel = new Place("C0", new PlaceFacts(PlaceKind.Public));
        AccessPolicy.Decide(rules, Ana, channel, Right.CustomersByName, Audience.Everybody).Reason.ShouldBe(RefusalReason.NotInThisPlace);
        AccessPolicy.Decide(rules, Ana, channel, Right.CustomersByName, Audience.Asker).IsAllowed.ShouldBeTrue();
        AccessPolicy.DecidePost(rules, channel, Right.CustomersByName).Reason.ShouldBe(RefusalReason.NotInThisPlace);
        AccessPolicy.DecidePost(rules, channel, Right.Totals).IsAllowed.ShouldBeTrue();
        AccessPolicy.DecidePost(Rules(Role.Customers), channel, Right.CustomersByName).IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public void SeveralRolesOfOnePersonGiveWhatEachGives()
    {
        var rules = Rules(Role.Totals) with { Workspaces = new Dictionary<string, Role> { ["T0"] = new("read", new Dictionary<PlaceKind, Right> { [PlaceKind.Direct] = Right.Customers }) } };
        var role = rules.RoleOf("T0", "ana")!;
        role.Name.ShouldBe("totals+read");
        role.At(PlaceKind.Direct).ShouldBe(Right.Totals | Right.Customers);
        role.At(PlaceKind.Public).ShouldBe(Right.Totals);
    }

    [Fact]
    public void ARoleOfOnesOwnIsRead()
    {
        var roles = Read(("sales:Totals:0", "direct"), ("sales:Totals:1", "Public"), ("sales:customers", "direct, private"));
        roles.Problems.ShouldBeEmpty();
        var sales = roles.Find(" SALES ")!;
        sales.At(PlaceKind.Direct).ShouldBe(Right.Totals | Right.Customers);
        sales.At(PlaceKind.Private).ShouldBe(Right.Customers);
        sales.At(PlaceKind.Public).ShouldBe(Right.Totals);
        sales.At(PlaceKind.External).ShouldBe(Right.None);
        roles.Choices.ShouldBe("totals, unnamed, customers, annotate, admin or sales");
    }

    [Theory]
    [InlineData("sales:Totals", "everywhere", "\"everywhere\" is not a kind of place")]
    [InlineData("sales:Margins", "direct", "Access:Roles:sales:Margins is not a class of figures")]
    [InlineData("sales:Totals", "", "Access:Roles:sales allows nothing")]
    [InlineData("sales:None", "direct", "Access:Roles:sales:None is not a class of figures")]
    [InlineData("totals:Customers", "direct", "Access:Roles:totals is a role of the bot's own")]
    public void ARoleThatMakesNoSenseIsRefusedInASentence(string key, string value, string sentence)
    {
        var problems = Read((key, value)).Problems;
        problems[0].ShouldStartWith("Access:Roles:");
        problems.ShouldContain(problem => problem.Contains(sentence, StringComparison.Ordinal) && problem.EndsWith('.'));
    }

    [Fact]
    public void ARoleThatIsNoneIsRefusedWhereverItIsNamed()
    {
        AccessOptions options = new() { People = new() { ["U0ANA"] = "" }, Workspaces = new() { ["T0"] = "boss" }, Channels = ["C0"], ChannelRoles = new() { ["C0"] = "all", ["C1"] = "totals" } };
        options.Problems("Access:Slack", Roles.BuiltIn).ShouldBe(
        [
            "Access:Slack: \"\" of U0ANA is not a role; write totals, unnamed, customers, annotate or admin.",
            "Access:Slack: \"boss\" of T0 is not a role; write totals, unnamed, customers, annotate or admin.",
            "Access:Slack: \"all\" of C0 is not a role; write totals, unnamed, customers, annotate or admin.",
            "Access:Slack:ChannelRoles names C1, which Access:Slack:Channels does not; add it there too, or remove it.",
        ]);
    }

    private static Roles Read(params (string Key, string Value)[] entries) => Roles.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(entries.Select(entry => KeyValuePair.Create("Access:Roles:" + entry.Key, (string?)entry.Value))).Build().GetSection("Access:Roles"));

    private static AccessRules Rules(Role role) => new() { People = new Dictionary<string, Role> { ["ana"] = role }, Channels = new HashSet<string> { "C0" }, SharedChannels = new HashSet<string> { "C0" } };

    private static Person Ana { get; } = new(Platform.Slack, "T0", "ana", new PersonFacts());
}
