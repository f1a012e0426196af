using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Access;
using RevenueBot.Access.Auditing;
using RevenueBot.Configuration;
using RevenueBot.Intel;
using RevenueBot.Questions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Intel;

/// <summary>Market notes from what is typed to what is read, in Slack, in Teams, by HTTP and at the terminal.</summary>
public sealed partial class NoteTests(IntelBot bot) : IClassFixture<IntelBot>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateOnly Today => bot.Services.GetRequiredService<Company>().Calendar.DayOf(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task ANoteTypedInSlackIsReadWithAuthorDayAndSourceByWhoMaySeeTotals()
    {
        var said = await bot.TypeAsync("U0DAN", "Kappa raised its Team price by 3d&amp;a <https://kappa.example/pricing?a=1&amp;b=2>");
        said.ShouldStartWith("Noted as ");
        said.ShouldContain("Dan Dorn");
        (await bot.TypeAsync("U0ANA", "")).ShouldContain($"{IdOf(said)}: Kappa raised its Team price by 3d&amp;a – Dan Dorn, ");
        var quote = (await bot.Services.GetRequiredService<MarketNotes>().ReadAsync(Today, Today, Cancel)).First(one => one.Text.StartsWith("Kappa raised its Team price by 3d", StringComparison.Ordinal));
        (quote.Text, quote.Author, quote.Day, quote.Source!.OriginalString).ShouldBe(("Kappa raised its Team price by 3d&a", "Dan Dorn", Today, "https://kappa.example/pricing?a=1&b=2"));
        (await bot.Services.GetRequiredService<MarketNotes>().ReadAsync(Today.AddDays(-7), Today.AddDays(-1), Cancel)).ShouldNotContain(quote);
    }

    [Fact]
    public async Task AMentionInSlackKeepsTheLinkAndNotItsLabel()
    {
        var dan = bot.InSlack("U0DAN");
        await dan.SendEventAsync(dan.EventBody("app_mention", "<@U0BOT> intel Oriel opened in Lyon <https://oriel.example/lyon|their post>", "EvIntel1"));
        var reply = await bot.Slack.MessageAsync(call => call.Text.Contains("Oriel opened in Lyon", StringComparison.Ordinal));
        reply.Method.ShouldBe("chat.postEphemeral");
        (await bot.Services.GetRequiredService<MarketNotes>().ReadAsync(Today, Today, Cancel)).ShouldContain(quote => quote.Text == "Oriel opened in Lyon their post" && quote.Source!.OriginalString == "https://oriel.example/lyon");
    }

    [Fact]
    public async Task ANoteTypedInTeamsHasTheNameThatTeamsSays()
    {
        await bot.InTeams("29:eva", 2, "a:eva").SayAsync("intel Zeta closed its Berlin office https://zeta.example/news");
        (await bot.Teams.MessageAsync(call => call.Text.Contains("Zeta closed", StringComparison.Ordinal))).Text.ShouldContain("Eva Eder, ");
        await bot.InTeams("29:ana", 1, "a:ana").SayAsync("intel");
        (await bot.Teams.MessageAsync(call => call.Conversation == "a:ana" && call.Text.Contains("Zeta closed", StringComparison.Ordinal))).Text.ShouldContain("Zeta closed its Berlin office – Eva Eder, ");
    }

    [Fact]
    public async Task WhatIsTypedTwiceIsOneNote()
    {
        var first = await bot.TypeAsync("U0DAN", "Theta has a new CFO");
        (await bot.TypeAsync("U0DAN", "Theta has a new CFO")).ShouldStartWith($"That note was there already as {IdOf(first)}: Theta has a new CFO");
        (await bot.TypeAsync("U0CAT", "Theta has a new CFO")).ShouldStartWith("Noted as ");
    }

    [Fact]
    public async Task ANoteIsTakenBackByItsAuthorOrAnAdministratorAndByNobodyElse()
    {
        var (mine, other) = (IdOf(await bot.TypeAsync("U0DAN", "Iota was bought")), IdOf(await bot.TypeAsync("U0DAN", "Iota was sold")));
        (await bot.TypeAsync("U0NEMO", $"remove {mine}")).ShouldStartWith($"Note {mine} is by Dan Dorn: only its author or an administrator takes it back.");
        (await bot.AskAsync($"/intel remove {mine}", "slack/T0/U0DAN"))["kind"]!.GetValue<string>().ShouldBe("refused");
        (await bot.TypeAsync("U0DAN", $"remove {mine}")).ShouldStartWith($"Note {mine} is taken back: Iota was bought");
        (await bot.TypeAsync("U0ADA", $"remove {other}")).ShouldStartWith($"Note {other} is taken back: Iota was sold");
        (await bot.TypeAsync("U0DAN", $"remove {mine}")).ShouldStartWith($"There is no note {mine}: /intel shows the last ones.");
        (await bot.TypeAsync("U0ANA", "")).ShouldNotContain("Iota");
        (await bot.Services.GetRequiredService<MarketNotes>().ReadAsync(Today, Today, Cancel)).ShouldNotContain(quote => quote.Text.StartsWith("Iota"));
    }

    [Fact]
    public async Task WhoMayNotWriteIsRefusedAndAGuestReadsNothing()
    {
        await bot.TypeAsync("U0DAN", "Canary note of the market");
        (await bot.TypeAsync("U0ANA", "Kappa is cheap")).ShouldStartWith("You do not have the right to add notes. You can read them: annotations in charts, market notes with /intel.");
        foreach (var text in (string[])["", "list", "Gus was here", "remove 1"])
            (await bot.TypeAsync("U0GUS", text)).ShouldStartWith("Revenue figures are not shown to guests.");
        (await bot.TypeAsync("U0EVA", "")).ShouldStartWith("You do not have access to revenue figures.");
        await bot.InTeams("29:guest", 3, "a:guest").SayAsync("intel");
        (await bot.Teams.MessageAsync(call => call.Conversation == "a:guest")).Text.ShouldStartWith("Revenue figures are not shown to guests.");
        bot.Slack.Messages.Where(call => call.Body.GetRawText().Contains("U0GUS") || call.Body.GetRawText().Contains("U0EVA")).ShouldAllBe(call => !call.Body.GetRawText().Contains("Canary note"));
        bot.Teams.Messages.Where(call => call.Conversation == "a:guest").ShouldAllBe(call => !call.Text.Contains("Canary note"));
        (await bot.Services.GetRequiredService<MarketNotes>().ReadAsync(Today, Today, Cancel)).ShouldNotContain(quote => quote.Text == "Gus was here" || quote.Text == "Kappa is cheap");
    }

    [Fact]
    public async Task WhatPeopleTypedIsInert()
    {
        await bot.TypeAsync("U0CAT", "*Bold* <!channel> _new_ https://kappa.example/*x*");
        var list = await bot.TypeAsync("U0ANA", "");
        list.ShouldNotContain("<!");
        list.ShouldContain("Cat");
    }

    [Fact]
    public async Task WhoHasNoNameIsNotGivenOne()
    {
        (await bot.TypeAsync("U0NEMO", "Omega went quiet")).ShouldContain("somebody in Slack, ");
        (await bot.AskAsync("/intel Rho is hiring", "Priya"))["sentences"]![0]!.GetValue<string>().ShouldStartWith("Priya (API), ");
        (await bot.AskAsync("/intel Rho is firing"))["sentences"]![0]!.GetValue<string>().ShouldStartWith("API, ");
        (await bot.AskTerminalAsync("/intel Rho is gone")).Sentences[0].ShouldStartWith("Terminal, ");
        var id = IdOf((await bot.AskAsync("/intel Rho is back", "Priya"))["headline"]!.GetValue<string>());
        (await bot.AskAsync($"/intel remove {id}", "Paul"))["kind"]!.GetValue<string>().ShouldBe("refused");
        (await bot.AskTerminalAsync($"/intel remove {id}")).Headline.ShouldBe($"Note {id} is taken back: Rho is back");
    }

    [Fact]
    public async Task TheAuditLogSaysThatANoteWasWrittenAndNotWhatItSays()
    {
        await bot.TypeAsync("U0DAN", "Sigma canary words");
        var entries = await bot.Services.GetRequiredService<AccessAudit>().ReadAsync("U0DAN", null, 100, Cancel);
        entries.ShouldContain(entry => entry.Metric == "intel" && entry.Act == "ask" && entry.Outcome == "allowed");
        string.Join('\n', entries).ShouldNotContain("Sigma");
    }

    [Fact]
    public void ReadingNeedsTotalsAndWritingTheRightToAddNotes()
    {
        var (asker, context) = (bot.Services.GetRequiredService<Asker>(), new AskContext(TimeProvider.System.GetUtcNow()));
        asker.Needs("/intel", context).ShouldBe(Right.Totals);
        foreach (var text in (string[])["/intel Kappa raised prices", "intel remove 3", "/intel list"]) asker.Needs(text, context).ShouldBe(text == "/intel list" ? Right.Totals : Right.Annotate);
    }

    private static string IdOf(string text) => Id().Match(text).Groups[1].Value;

    [GeneratedRegex(" as ([0-9]+): ")]
    private static partial Regex Id();
}
