using System.Text.Json;
using RevenueBot.Chat;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;
using RevenueBot.Slack;
using RevenueBot.Slack.Blocks;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Questions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

public sealed class SlackRendererTests
{
    private const string LongName = "Ünïcode 👩‍👩‍👧‍👦 ";

    [Fact]
    public void AnAnswerHasItsFindingFiguresPictureButtonsAndFoot()
    {
        var message = Render(Answers.Mrr, Setting("F0MRR12M001", canShare: true));
        Ids(message).ShouldBe(["finding", "figures", "chart", "next", "foot"]);
        message.Text("text").ShouldStartWith("MRR is $58,430 on 10 Nov, up $2,530 (+4.5%) vs 10 Oct. November so far");
        Block(message, "finding").GetProperty("text").Text("text").ShouldStartWith("*MRR is $58,430 on 10 Nov, up $2,530 (+4.5%) vs 10 Oct.*\nNovember so far");
        Block(message, "figures").GetProperty("fields")[1].Text("text").ShouldBe("*Committed MRR*\n$57,310\n8 cancels scheduled");
        Block(message, "chart").GetProperty("slack_file").Text("id").ShouldBe("F0MRR12M001");
        Block(message, "next").GetProperty("elements").EnumerateArray().Select(b => b.GetProperty("text").Text("text"))
            .ShouldBe(["Show receipt", "Why did it change?", "By plan", "Post to channel"]);
        Block(message, "next").GetProperty("elements").EnumerateArray().Select(b => b.Text("value"))
            .ShouldBe(["ans_7Q2M4K", "/mrr why", "/mrr by plan", "/mrr"]);
    }

    [Fact]
    public void TheMessageIsCompleteWithoutPictureAndWithoutChannel()
    {
        var message = Render(Answers.Mrr, Setting());
        Ids(message).ShouldBe(["finding", "figures", "next", "foot"]);
        message.GetRawText().ShouldNotContain(SlackActions.Share);
    }

    [Fact]
    public void ATableIsPreformattedNarrowAndAligned()
    {
        var message = Render(Answers.ByPlan, Setting());
        Ids(message).ShouldBe(["finding", "table", "next", "foot"]);
        var lines = Block(message, "table").GetProperty("elements")[0].GetProperty("elements")[0].Text("text").Split('\n');
        lines.ShouldBe(
        [
            "         Starter    Team Business   Total",
            "31 May     9,860  21,480   17,520  48,860",
            "31 Jul    10,120  23,040   18,870  52,030",
            "10 Nov†    9,890  25,610   22,930  58,430",
            "Change       +30  +4,130   +5,410  +9,570",
        ]);
        Block(message, "foot").GetProperty("elements")[0].Text("text").ShouldStartWith("† 10 Nov is part of November");
    }

    [Fact]
    public void AReceiptIsAForm()
    {
        var view = JsonSerializer.SerializeToElement(SlackReceipt.Render(Answers.Receipt), SlackJson.Options);
        BlockKit.ViewProblems(view).ShouldBeEmpty();
        Block(view, "rows").GetProperty("elements")[0].GetProperty("elements")[0].Text("text").ShouldBe(
            """
            1–10 Nov, USD       MRR rows
            Opening 1 Nov    57,380  583
            New              +1,684   15
            Expansion          +754   17
            Reactivation        +58    2
            Contraction        −264    5
            Churn            −1,182    7
            Closing 10 Nov   58,430  593
            """);
    }

    [Theory]
    [InlineData("/mrr")]
    [InlineData("/mrr by plan last 6 months")]
    [InlineData("/mrr why last week")]
    [InlineData("/mrr last 6 months")]
    [InlineData("in March 2025")]
    public void EveryAnswerOfTheReferenceCompanyFitsSlack(string question)
    {
        var answer = Larkspur.Ask(question);
        Render(answer, Setting());
        Render(answer, Setting("F0MRR12M001", canShare: true));
    }

    [Fact]
    public void HelpFitsSlack() => Ids(Render(Replies.Help(), Setting())).First().ShouldBe("finding");

    [Fact]
    public void TheTableByPlanIsThatOfTheSample() =>
        Block(Render(Larkspur.Ask("/mrr by plan last 6 months"), Setting()), "table").GetProperty("elements")[0].GetProperty("elements")[0].Text("text").ShouldBe(
            """
                     Starter    Team Business   Total
            31 May     9,860  21,480   17,520  48,860
            30 Jun     9,990  22,310   18,190  50,490
            31 Jul    10,120  23,040   18,870  52,030
            31 Aug    10,060  23,770   19,900  53,730
            30 Sep    10,010  24,420   20,830  55,260
            31 Oct     9,940  25,260   22,180  57,380
            10 Nov†    9,890  25,610   22,930  58,430
            Change       +30  +4,130   +5,410  +9,570
            """);

    [Fact]
    public void ColumnsThatDoNotFitContinueBelow()
    {
        string[] names = ["", .. Enumerable.Range(1, 9).Select(i => $"Plan {i}")];
        var table = new AnswerTable(names, [["31 May", .. Enumerable.Repeat("1,234,567", 9)]]);
        var text = TextTable.Render(table);
        text.Split('\n').ShouldAllBe(line => line.Length <= TextTable.MaxWidth);
        Enumerable.Range(1, 9).ShouldAllBe(i => text.Contains($"Plan {i}"));
        text.Split("31 May").Length.ShouldBe(4);
    }

    [Fact]
    public void WhatWasNotUnderstoodComesWithQuestionsToRun()
    {
        var message = Render(Answers.NotUnderstood, Setting());
        Ids(message).ShouldBe(["finding", "meant", "suggest", "foot"]);
        message.Text("text").ShouldBe("I read “mrr” and “last quarter”, but not “regoin”. Did you mean: MRR by region, last quarter, or MRR, last quarter?");
        Block(message, "suggest").GetProperty("elements")[1].Text("value").ShouldBe("mrr last quarter");
    }

    [Theory]
    [InlineData("<!channel> <!here> <@U0ANA> <!subteam^S1>")]
    [InlineData("<https://evil.example|Acme> https://evil.example")]
    [InlineData("*bold* _it_ ~no~ `code` ``` @channel #general :fire:")]
    [InlineData("\u202Egnirts\u202C \u2066x\u2069 \u200B a\r\nb\tc\0d")]
    [InlineData("&lt;!channel&gt; & AT&T")]
    public void NamesAreInert(string name)
    {
        var message = Render(Named(name), Setting("F0MRR12M001", canShare: true));
        var raw = string.Concat(Strings(message));
        foreach (var dangerous in (string[])["<!", "<@", "<#", "<h", "@channel", "#general", ":fire:", "https://", "\u202E", "\u2066", "\0", "\r"])
            raw.ShouldNotContain(dangerous);
    }

    [Fact]
    public void TenThousandCharactersStayWithinEveryLimit() =>
        Render(Named(string.Concat(Enumerable.Repeat(LongName, 500))), Setting("F0MRR12M001", canShare: true));

    [Fact]
    public void AmpersandsAreNeverCutInHalf()
    {
        for (var length = 2_980; length < 3_010; length++)
            Render(Named(new string('x', length) + "&&&&&&&&&&"), Setting());
    }

    [Fact]
    public void CutsBetweenGraphemes()
    {
        PlainText.Cut("ab👩‍👩‍👧‍👦cd", 8).ShouldBe("ab…");
        PlainText.Cut("abcd", 4).ShouldBe("abcd");
    }

    private static Answer Named(string name) => Answers.Mrr with
    {
        Headline = name,
        Sentences = [name, name],
        Figures = [new Figure("x", name, name, name), new Figure("y", name, name)],
        Table = new AnswerTable([name, name, name], [[name, name, name], [name]], name),
        Suggestions = [new Suggestion(name, name)],
        Footer = name,
    };

    /// <summary>Rendered, serialized, and accepted by the checker of Slack's limits.</summary>
    private static JsonElement Render(Answer answer, Setting setting)
    {
        var message = JsonSerializer.SerializeToElement(SlackRenderer.Render(answer, setting), SlackJson.Options);
        BlockKit.Problems(message).ShouldBeEmpty();
        return message;
    }

    /// <summary>Seals nothing, so that a test can read what a button carries.</summary>
    private static Setting Setting(string? picture = null, bool canShare = false) =>
        new(text => text, picture, canShare);

    private static IEnumerable<string> Ids(JsonElement message) => message.GetProperty("blocks").EnumerateArray().Select(b => b.Text("block_id"));

    private static JsonElement Block(JsonElement message, string id) => message.GetProperty("blocks").EnumerateArray().Single(b => b.Text("block_id") == id);

    /// <summary>Every text that Slack would read as mrkdwn.</summary>
    private static IEnumerable<string> Strings(JsonElement element)
    {
        if (element.Text("type") == "mrkdwn") return [element.Text("text")];
        return element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Strings(p.Value)).Append(element.TryGetProperty("blocks", out _) ? element.Text("text") : ""),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
            _ => [],
        };
    }
}
