using RevenueBot.Access;
using RevenueBot.Access.Granting;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Access;

public sealed class AccessWishTests
{
    public static TheoryData<string, string> Wishes => new()
    {
        { "", "List { }" },
        { "list", "List { }" },
        { "who <@U0EVA>", "Who { Person = U0EVA }" },
        { "allow <@U0EVA|eva> customers", "Allow { Subject = U0EVA, Kind = Person, Role = customers }" },
        { "allow <@U0EVA|Eva de Vries> customers", "Allow { Subject = U0EVA, Kind = Person, Role = customers }" },
        { "allow 7f5c1d2e-0a6b-4f5c-9a51-000000000001 totals", "Allow { Subject = 7f5c1d2e-0a6b-4f5c-9a51-000000000001, Kind = Person, Role = totals }" },
        { "deny U0EVA", "Deny { Subject = U0EVA, Kind = Person }" },
        { "channel <#C0NEW|new room> allow", "Allow { Subject = C0NEW, Kind = Channel, Role =  }" },
        { "channel 19:abc1@thread.tacv2 allow totals", "Allow { Subject = 19:abc1@thread.tacv2, Kind = Channel, Role = totals }" },
        { "channel C0NEW deny", "Deny { Subject = C0NEW, Kind = Channel }" },
        { "audit", "Audit { Person =  }" },
        { "audit <@U0EVA>", "Audit { Person = U0EVA }" },
    };

    [Theory]
    [MemberData(nameof(Wishes))]
    public void WhatIsWantedIsRead(string text, string wish) => AccessWish.Read(text).ToString().ShouldBe(wish);

    [Theory]
    [InlineData("allow @eva customers")]
    [InlineData("allow eva customers")]
    [InlineData("allow <@U0EVA>")]
    [InlineData("allow <#C0NEW> customers")]
    [InlineData("allow <@U0EVA> customers and more")]
    [InlineData("channel <@U0EVA> allow")]
    [InlineData("channel C0NEW maybe")]
    [InlineData("deny everybody")]
    [InlineData("deny <@>")]
    [InlineData("rm -rf")]
    public void WhatIsNotUnderstoodSaysHowToWriteIt(string text) => AccessWish.Read(text).ShouldBeOfType<AccessWish.Wrong>().Sentence.ShouldEndWith(".");

    [Theory]
    [InlineData("slack/T1/U1", "slack:U1")]
    [InlineData("teams/t/7f", "teams:7f")]
    [InlineData("terminal", "terminal")]
    [InlineData("api/slack/T1/U1", null)]
    [InlineData("slack/T1", null)]
    [InlineData("slack//U1", null)]
    [InlineData(null, null)]
    public void WhoWantsItIsTheReader(string? reader, string? name) => Requester.Of(reader)?.Name.ShouldBe(name);

    [Fact]
    public void IdsAreOfThePlatformWhereTheyAreTyped()
    {
        Requester.Of("teams/t/7f")!.SubjectOf("8a", SubjectKind.Person).ShouldBe(new Subject(Platform.Teams, "t", SubjectKind.Person, "8a"));
        Requester.Of("terminal")!.SubjectOf("U1", SubjectKind.Person).ShouldBe(new Subject(Platform.Slack, "", SubjectKind.Person, "U1"));
        Requester.Of("terminal")!.SubjectOf("teams:19:abc@thread.tacv2", SubjectKind.Channel).ShouldBe(new Subject(Platform.Teams, "", SubjectKind.Channel, "19:abc@thread.tacv2"));
        Requester.Of("terminal")!.SubjectOf("19:abc@thread.tacv2", SubjectKind.Channel).Id.ShouldBe("19:abc@thread.tacv2");
    }
}
