using RevenueBot.Questions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

/// <summary>The words of the reference messages, from the figures of the reference company.</summary>
public sealed class AnswerTests
{
    [Fact]
    public void Mrr_says_what_the_reference_says()
    {
        var answer = Larkspur.Ask("/mrr");
        answer.Headline.ShouldBe("MRR is $58,430 on 10 Nov, up $2,530 (+4.5%) vs 10 Oct.");
        answer.Sentences.ShouldBe([
            "November so far (1–10 Nov): +$1,050, vs +$640 in 1–10 Oct. New customers brought the most; churn is $312 higher.",
            "Target for 30 Nov is $60,000: $1,570 to go, reached on 25 Nov at this pace. Needed: $74.76 a day for 21 days; so far +$105 a day.",
        ]);
        answer.Figures.Select(f => (f.Label, f.Value, f.Comparison)).ShouldBe([
            ("vs a year ago", "+$16,470 (+39.3%)", "$41,960 on 10 Nov 2025"),
            ("Committed MRR", "$57,310", "8 cancels scheduled"),
            ("Paying customers", "593", "+22 vs 10 Oct"),
            ("ARPA", "$98.53", "+$0.63 (+0.6%) vs 10 Oct"),
        ]);
        answer.Footer.ShouldBe("Data through Tue 10 Nov 2026, 17:40 New York · Stripe · USD · default definitions");
        answer.Notice.ShouldBeNull();
        answer.Suggestions.Select(s => s.Label).ShouldBe(["Why did it change?", "By plan"]);
    }

    [Theory]
    [InlineData("/mrr known at 2026-11-10T17:00", true)]
    [InlineData("/mrr by segment known at 2026-11-10T17:00", true)]
    [InlineData("/mrr", false)]
    public void What_was_known_then_says_so(string text, bool says) =>
        Larkspur.Ask(text).Sentences.Any(line => line.StartsWith("As known on ", StringComparison.Ordinal)).ShouldBe(says);

    [Fact]
    public void Mrr_adds_up_in_its_table() => Text(Larkspur.Ask("/mrr").Table!).ShouldBe("""
        USD|1–10 Nov|1–10 Oct
        Opening|57,380|55,260
        New (15 customers)|+1,684|+1,240
        Expansion|+754|+480
        Reactivation|+58|0
        Contraction|−264|−210
        Churn (7 customers)|−1,182|−870
        Closing|58,430|55,900
        """);

    [Fact]
    public void Mrr_draws_the_trend_of_the_reference() => Larkspur.Ask("/mrr").Chart!.Value.AltText.ShouldStartWith(
        "Line chart, MRR in USD at month end: Nov 2025 42,350, Dec 43,100, Jan 2026 44,020, Feb 45,180, Mar 46,350, Apr 47,600, May 48,860, "
        + "Jun 50,490, Jul 52,030, Aug 53,730, Sep 55,260, Oct 57,380. Last point, part of November: 58,430 on 10 Nov 2026.");

    [Fact]
    public void Mrr_by_plan_says_what_the_reference_says()
    {
        var answer = Larkspur.Ask("/mrr by plan last 6 months");
        answer.Text.ShouldStartWith("Business drives growth: +$5,410 of the +$9,570 since 31 May. Team added $4,130. "
            + "Starter is flat (+$30) and has shrunk every month since July.");
        Text(answer.Table!).ShouldBe("""
            |Starter|Team|Business|Total
            31 May|9,860|21,480|17,520|48,860
            30 Jun|9,990|22,310|18,190|50,490
            31 Jul|10,120|23,040|18,870|52,030
            31 Aug|10,060|23,770|19,900|53,730
            30 Sep|10,010|24,420|20,830|55,260
            31 Oct|9,940|25,260|22,180|57,380
            10 Nov†|9,890|25,610|22,930|58,430
            Change|+30|+4,130|+5,410|+9,570
            """);
        answer.Table!.Note.ShouldBe("† 10 Nov is part of November: do not read it as a whole month. Unit: USD, at the end of the day named.");
    }

    [Fact]
    public void Why_last_week_says_what_the_reference_says()
    {
        var answer = Larkspur.Ask("/mrr why last week");
        answer.Headline.ShouldBe("In the week 2–8 Nov MRR rose $570 (+1.0%) to $57,990.");
        answer.Sentences.ShouldBe([
            "The week before: +$540.",
            "New customers added $1,140, vs $870 in the week before.",
            "Churn took $1,082, 1.9 times the $560 of the week before.",
            "Expansion added $690, 1.7 times the $410 of the week before.",
        ]);
        Text(answer.Table!).ShouldBe("""
            USD|2–8 Nov|26 Oct–1 Nov
            Opening|57,420|56,880
            New (9 customers)|+1,140|+870
            Expansion|+690|+410
            Reactivation|+58|0
            Contraction|−236|−180
            Churn (6 customers)|−1,082|−560
            Closing|57,990|57,420
            """);
        answer.Chart!.Value.AltText.ShouldContain("57,990");
    }

    [Fact]
    public void A_past_month_is_compared_with_the_month_before()
    {
        var answer = Larkspur.Ask("in October");
        answer.Headline.ShouldBe("In October MRR rose $2,120 (+3.8%) to $57,380.");
        answer.Sentences[0].ShouldBe("The month before: +$1,530.");
        Text(answer.Table!).ShouldContain("Paused|−199|0");
        Larkspur.Ask("in March 2026").Headline.ShouldBe("In March MRR rose $1,170 (+2.6%) to $46,350.");
        Larkspur.Ask("in March 2025").Headline.ShouldBe("In March 2025 MRR did not change: $41,960.");
    }

    [Fact]
    public void This_month_is_compared_with_the_same_days() => Larkspur.Ask("this month").Text.ShouldStartWith(
        "November so far (1–10 Nov): MRR rose $1,050 (+1.8%) to $58,430. In 1–10 Oct: +$640.");

    [Fact]
    public void A_range_has_a_row_for_each_month_end()
    {
        var answer = Larkspur.Ask("last 6 months");
        answer.Headline.ShouldBe("MRR rose $9,570 (+19.6%) since 31 May, to $58,430 on 10 Nov.");
        Text(answer.Table!).ShouldStartWith("""
            USD|MRR|Net new|Customers
            31 May|48,860||566
            30 Jun|50,490|+1,630|566
            """);
        Text(answer.Table!).ShouldEndWith("""
            10 Nov†|58,430|+1,050|593
            Change|+9,570||+27
            """);
    }

    [Fact]
    public void A_past_day_is_answered_as_of_that_day()
    {
        var answer = Larkspur.Ask("as of 2026-03-31");
        answer.Headline.ShouldBe("MRR is $46,350 on 31 Mar, up $1,170 (+2.6%) vs 28 Feb.");
        answer.Sentences[0].ShouldStartWith("March (1–31 Mar): +$1,170, vs +$1,160 in 1–28 Feb.");
    }

    [Fact]
    public void Arr_is_twelve_times_as_much() => Larkspur.Ask("arr").Text.ShouldStartWith("ARR is $701,160 on 10 Nov, up $30,360 (+4.5%) vs 10 Oct.");

    private static string Text(AnswerTable table) =>
        string.Join(Environment.NewLine, table.Rows.Prepend(table.Columns).Select(row => string.Join('|', row)));
}
