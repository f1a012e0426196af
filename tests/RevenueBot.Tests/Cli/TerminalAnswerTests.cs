using RevenueBot.Cli;
using RevenueBot.Questions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Cli;

public sealed class TerminalAnswerTests
{
    private static readonly Answer _answer = new()
    {
        Id = "ans_1",
        Kind = AnswerKind.Figures,
        Question = "mrr",
        Headline = "MRR is $2,847 on Tue 10 Nov, up $22 on the same day of October.",
        Figures = [new Figure("mrr", "MRR", "$2,847", "+$22 vs 10 Oct"), new Figure("customers", "Paying customers", "61")],
        Table = new AnswerTable(["Plan", "MRR"], [["Starter", "$847"], ["A plan with a name that goes on and on and on", "$2,000"]], "† approximate"),
        Suggestions = [new Suggestion("Why did it change?", "/mrr why"), new Suggestion("By plan", "mrr by plan")],
        Footer = "Data through Tue 10 Nov 2026, 17:40 New York · Stripe · USD · default definitions",
    };

    [Fact]
    public void Render_FullAnswer_ReadsAsPlainText() => TerminalAnswer.Render(_answer).ShouldBe(
        """
        MRR is $2,847 on Tue 10 Nov, up $22 on the same day of October.

        MRR                          $2,847   +$22 vs 10 Oct
        Paying customers                 61

        Plan                                 MRR
        Starter                             $847
        A plan with a name that goes on…  $2,000

        † approximate

        - Why did it change? /mrr why
        - By plan: mrr by plan

        Data through Tue 10 Nov 2026, 17:40 New York · Stripe · USD · default
        definitions

        """);

    [Fact]
    public void Render_HeadlineAlone_IsOneLine() =>
        TerminalAnswer.Render(new Answer { Id = "ans_2", Kind = AnswerKind.Failed, Question = "mrr", Headline = "The database does not answer." })
            .ShouldBe("The database does not answer.\n");

    [Fact]
    public void Render_ControlAndDirectionMarksOfOthers_AreLeftOut() =>
        TerminalAnswer.Render(_answer with { Headline = "a\u001b[2Jb\u202Ec", Figures = [], Table = null, Suggestions = [], Footer = "" })
            .ShouldBe("a[2Jbc\n");
}
