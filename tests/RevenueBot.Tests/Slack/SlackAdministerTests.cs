using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Access.Auditing;
using RevenueBot.Chat;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Access.Leaks;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

/// <summary><c>/access</c> as it is typed in Slack, and what the audit log keeps of what people ask there.</summary>
public sealed class SlackAdministerTests(SlackStage stage) : IClassFixture<SlackStage>
{
    private static readonly Cell _admin = new(Who.Admin, Where.Unlisted, What.Totals, Way.Command), _newcomer = new(Who.Unmapped, Where.PublicListed, What.Totals, Way.Command);
    private static readonly Cell _totals = new(Who.Totals, Where.PublicListed, What.Totals, Way.Command);

    private static string Newcomer => SlackStage.Person(_newcomer);

    [Fact]
    public async Task WhatIsGivenByCommandOrMentionCountsAtOnceAndIsSaidToTheAdministratorAlone()
    {
        (await CommandAsync(_newcomer, "/mrr", "")).ShouldStartWith("You do not have access to revenue figures.");
        (await CommandAsync(_admin, "/access", $"allow <@{Newcomer}|new.comer> totals")).ShouldBe($"{Newcomer} has the role totals now.");
        (await CommandAsync(_newcomer, "/mrr", "")).ShouldStartWith("MRR is $47,168");
        (await CommandAsync(_newcomer, "/at-risk", "")).ShouldStartWith("You do not have access to single customers.");
        var admin = stage.As(SlackStage.Person(_admin), _admin);
        await admin.SendEventAsync(admin.EventBody("app_mention", $"<@U0BOT> access deny <@{Newcomer}>", "EvDeny", "1800000000.000100"));
        var reply = await stage.Slack.MessageAsync(call => call.Text.StartsWith($"{Newcomer} may see nothing", StringComparison.Ordinal));
        (reply.Method, reply.Body.Text("user")).ShouldBe(("chat.postEphemeral", admin.User));
        (await CommandAsync(_newcomer, "/mrr", "")).ShouldStartWith("You do not have access to revenue figures.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("allow U0NEW admin")]
    [InlineData("audit")]
    public async Task NobodyElseSeesOrChangesIt(string text) =>
        (await CommandAsync(_totals, "/access", text)).ShouldStartWith("You do not have the right to say who may see what. Ask an administrator to set Access:Slack:People:");

    [Fact]
    public async Task TheAuditLogHasARowForEachDecisionAndNoFigureAndNoName()
    {
        var audit = stage.Services.GetRequiredService<AccessAudit>();
        var before = (await audit.ReadAsync(null, null, 10_000, TestContext.Current.CancellationToken)).Count;
        var cells = Cell.Of(Way.Click).Where(cell => cell.Where is Where.PublicListed or Where.External).ToList();
        foreach (var cell in cells) await stage.As(SlackStage.Person(cell), cell).ClickAsync("answer.ask.1", stage.Sealed(CanaryCompany.Question(cell.What)));
        await stage.DoneAsync();
        var entries = await audit.ReadAsync(null, null, 10_000, TestContext.Current.CancellationToken);
        entries.Count.ShouldBe(before + cells.Count);
        CanaryCompany.In(string.Join('\n', entries)).ShouldBe(Gives.Nothing);
        var shown = (await audit.ReadAsync(SlackStage.Person(cells[0] with { What = What.Customer }), null, 10, TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        (shown.Act, shown.Metric, shown.Place, shown.Role, shown.Outcome).ShouldBe(("ask", "customer", "C0PUBLIC", "admin", "allowed"));
    }

    private async Task<string> CommandAsync(Cell cell, string command, string text)
    {
        var person = stage.As(SlackStage.Person(cell), cell);
        await person.CommandAsync(text, command);
        var reply = await stage.Slack.MessageAsync(call => call.Target == person.LastResponseUrl.Split('/')[^1]);
        reply.Body.Text("response_type").ShouldBe("ephemeral");
        return reply.Text;
    }
}
