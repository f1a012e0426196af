using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Ratios;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Ratios;

/// <summary>ARPA, ASP and quick ratio of the reference company.</summary>
public sealed class RatioAnswerTests
{
    [Fact]
    public void Arpa_is_compared_with_the_same_day_of_the_month_before()
    {
        var answer = Ask("/arpu");
        answer.Headline.ShouldBe("ARPA is $98.53 on 10 Nov, up $0.63 (+0.6%) vs 10 Oct.");
        answer.Sentences.ShouldBe(["MRR $58,430 ÷ 593 paying customers."]);
        answer.Figures.Select(f => (f.Label, f.Value, f.Comparison)).ShouldBe([
            ("ARPA", "$98.53", null),
            ("MRR", "$58,430", "+$2,530 vs 10 Oct"),
            ("Paying customers", "593", "+22 vs 10 Oct"),
            ("vs a year ago", "+$24.40 (+32.9%)", "$74.13 on 10 Nov 2025"),
        ]);
        answer.Table!.Rows[^1].ShouldBe(["10 Nov†", "98.53", "58,430", "593"]);
        answer.Series.ShouldNotBeEmpty();
    }

    [Fact]
    public void Arpa_over_a_span_is_compared_with_its_opening() =>
        Ask("/arpu in October").Headline.ShouldBe("ARPA is $98.42 on 31 Oct, up $0.79 (+0.8%) since 30 Sep.");

    [Fact]
    public void Asp_of_a_part_month_is_compared_with_the_same_days()
    {
        var answer = Ask("/asp");
        answer.Headline.ShouldBe("ASP is $112.27 for 1–10 Nov, down $0.46 (−0.4%) vs 1–10 Oct.");
        answer.Sentences.ShouldBe(["New MRR $1,684 ÷ 15 new customers."]);
        answer.Table!.Note.ShouldBe("† 10 Nov is part of November: do not read it as a whole month.");
    }

    [Fact]
    public void Quick_ratio_says_what_it_is_made_of()
    {
        var answer = Ask("/quick-ratio");
        answer.Headline.ShouldBe("Quick ratio is 1.7 for 1–10 Nov, up from 1.6 in 1–10 Oct.");
        answer.Sentences.ShouldBe(["(new $1,684 + expansion $754) ÷ (contraction $264 + churn $1,182)."]);
        Ask("/quick-ratio last week").Headline.ShouldStartWith("Quick ratio is 1.4 for 2–8 Nov");
    }

    [Theory]
    [InlineData("/arpu", "Line chart, ARPA by month: ", "Last point, part of November: $98.53 on 10 Nov 2026.")]
    [InlineData("/quick-ratio", "Line chart, Quick ratio by month: ", "Last point, part of November: 1.7 on 10 Nov 2026.")]
    [InlineData("/asp", "Line chart, ASP by month: ", "Oct 2026 $105.68.")]
    public void The_picture_shows_the_figure_month_by_month(string text, string start, string figure)
    {
        var chart = Ask(text).Chart!.Value;
        chart.AltText.ShouldStartWith(start);
        chart.AltText.ShouldContain(figure);
    }

    [Fact]
    public void What_is_undefined_says_why()
    {
        Ask("/quick-ratio in March").Headline.ShouldBe("Quick ratio: – for 1–31 Mar (no losses).");
        Ask("/asp in March").Headline.ShouldBe("ASP: – for 1–31 Mar (no new customers).");
        Ask("/arpu as of 2024-12-31").Headline.ShouldBe("ARPA: – on 31 Dec 2024 (no paying customers).");
    }

    [Fact]
    public void A_company_without_data_is_told_what_to_do() =>
        Ask("/arpu", ledger => ledger with { Cells = [], Sources = [] }).Text.ShouldBe("No billing data has arrived yet. Connect Stripe or import files, then ask again.");

    [Fact]
    public void By_plan_the_money_adds_up_to_the_total()
    {
        var answer = Ask("/quick-ratio by plan");
        answer.Table!.Rows[^1].ShouldBe(["Total", "1.7", "2,438", "1,446"]);
        answer.Table.Rows.SkipLast(1).Sum(row => decimal.Parse(row[2].Replace('−', '-'), CultureInfo.InvariantCulture)).ShouldBe(2_438);
        Ask("/arpu by plan").Sentences[0].ShouldBe("A customer with two plans counts in both, and once in the total.");
    }

    [Fact]
    public void A_receipt_puts_the_figures_into_the_formula()
    {
        var receipt = Receipt("/arpu");
        receipt.Headline.ShouldBe("ARPA on 10 Nov: MRR $58,430 ÷ 593 paying customers = $98.53");
        receipt.Table!.Rows[0].ShouldBe(["Opening 1 Nov", "57,380", "583", ""]);
        receipt.Table.Rows[^1].ShouldBe(["Closing 10 Nov", "58,430", "593", ""]);
        Receipt("/asp").Table!.Rows.ShouldBe([["New", "+1,684", "+15", "15"]]);
        Receipt("/quick-ratio in March").Headline.ShouldBe("Quick ratio for 1–31 Mar: (new $0 + expansion $1,170) ÷ (contraction $0 + churn $0) = – (no losses)");
    }

    [Fact]
    public void A_part_is_rounded_by_itself_and_only_a_bridge_shares_out_what_rounding_leaves()
    {
        Receipt("/asp", Fractions).Table!.Rows[0].Take(2).ShouldBe(["New", "+1,684"]);
        Larkspur.Ask("/why", Fractions).Sentences.ShouldContain(sentence => sentence.StartsWith("New customers added $1,684,", StringComparison.Ordinal));
        Larkspur.Ask("/mrr", Fractions).Table!.Rows.Single(row => row[0].StartsWith("New", StringComparison.Ordinal))[1].ShouldBe("+1,685");

        // 0.478 + 0.4 together are rounded up: the total of the bridge needs one unit more than its lines by themselves.
        static LedgerSnapshot Fractions(LedgerSnapshot ledger) => ledger with
        {
            Cells = [.. ledger.Cells.Select(cell => cell.LastDay < new DateOnly(2026, 11, 1) ? cell
                : cell with { Amount = cell.Amount + (cell.Kind switch { MovementKind.New => 478_000, MovementKind.Expansion => 400_000, _ => 0 }) })],
        };
    }

    private static Answer Ask(string text, Func<LedgerSnapshot, LedgerSnapshot>? change = null) =>
        Write(text, asked => asked.Question.By == Dimension.Total ? new RatioPlan(asked) : new RatioKeysPlan(asked), change);

    private static Answer Receipt(string text, Func<LedgerSnapshot, LedgerSnapshot>? change = null) => Write(text, asked => new RatioReceipt(asked), change);

    private static Answer Write(string text, Func<Asked, IAnswerPlan> planOf, Func<LedgerSnapshot, LedgerSnapshot>? change)
    {
        var question = QuestionParser.Parse(text, Larkspur.NewYork.DayOf(Larkspur.Now), Larkspur.NewYork).ShouldBeOfType<Reading.Understood>(text).Question;
        var asked = new Asked { Question = question, Now = Larkspur.Now, Calendar = Larkspur.NewYork, Currency = Larkspur.Usd };
        var plan = planOf(asked);
        var snapshot = Larkspur.Snapshot(new LedgerQuery(question.By, AnswerPlan.Boundaries(plan.Periods), question.KnownAt));
        return plan.Write(new LedgerView(change is null ? snapshot : change(snapshot), asked, plan.Periods));
    }
}
