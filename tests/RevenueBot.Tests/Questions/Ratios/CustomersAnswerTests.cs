using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Ratios;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Ratios;

public sealed class CustomersAnswerTests
{
    [Fact]
    public void Customers_are_compared_with_a_month_ago_and_the_lines_add_up()
    {
        var answer = Ask("/customers");
        answer.Headline.ShouldBe("593 paying customers on 10 Nov, 22 more than on 10 Oct.");
        answer.Sentences.ShouldBe(["1–10 Nov: 15 new, two returned, seven left."]);
        answer.Table!.Rows.Select(row => string.Join('|', row)).ShouldBe(["Opening|583|566", "New|+15|+11", "Returned|+2|0", "Left|−7|−6", "Closing|593|571"]);
    }

    [Fact]
    public void A_span_has_a_row_for_each_step()
    {
        var answer = Ask("/customers last 3 months");
        answer.Headline.ShouldBe("593 paying customers on 10 Nov, 27 more than on 31 Aug.");
        answer.Table!.Columns.ShouldBe(["", "New", "Returned", "Resumed", "Left", "Paused", "Paying"]);
        answer.Table.Rows[2].ShouldBe(["31 Oct", "+37", "+3", "+1", "−22", "−2", "583"]);
    }

    [Fact]
    public void Nobody_who_pays_is_said_so() =>
        Ask("/customers as of 2024-12-31").Headline.ShouldBe("No paying customers on 31 Dec 2024: nobody has paid by then.");

    [Fact]
    public void A_missing_rate_hides_no_customer()
    {
        var euro = Larkspur.Row(new(2026, 11, 3), "price_team", MovementKind.New, 100, 4, 4, Currency.Parse("EUR"));
        Ask("/customers", snapshot => snapshot with { Cells = [.. snapshot.Cells, euro with { Key = "" }] }).Headline.ShouldStartWith("597 paying customers on 10 Nov");
    }

    [Fact]
    public void By_plan_says_who_counts_twice()
    {
        var answer = Ask("/customers by plan");
        answer.Headline.ShouldStartWith("Starter has the most paying customers on 10 Nov: ");
        answer.Sentences[0].ShouldBe("A customer with two plans counts in both, and once in the total.");
        answer.Table!.Rows[^1].ShouldBe(["Total", "583", "+15", "−7", "593", "+10"]);
    }

    [Fact]
    public void A_receipt_shows_the_ledger_rows_of_each_line() =>
        Write("/customers", asked => new CustomersReceipt(asked), null).Table!.Rows.ShouldContain(row => row[0] == "Left" && row[1] == "−7" && row[2] == "7");

    private static Answer Ask(string text, Func<LedgerSnapshot, LedgerSnapshot>? change = null) =>
        Write(text, asked => asked.Question.By == Dimension.Total ? new CustomersPlan(asked) : new CustomersKeysPlan(asked), change);

    private static Answer Write(string text, Func<Asked, IAnswerPlan> planOf, Func<LedgerSnapshot, LedgerSnapshot>? change)
    {
        var question = QuestionParser.Parse(text, Larkspur.NewYork.DayOf(Larkspur.Now), Larkspur.NewYork).ShouldBeOfType<Reading.Understood>(text).Question;
        var asked = new Asked { Question = question, Now = Larkspur.Now, Calendar = Larkspur.NewYork, Currency = Larkspur.Usd };
        var plan = planOf(asked);
        var snapshot = Larkspur.Snapshot(new LedgerQuery(asked.Dimension, AnswerPlan.Boundaries(plan.Periods), question.KnownAt));
        return plan.Write(new LedgerView(CountCells.Of(change is null ? snapshot : change(snapshot), asked.Currency), asked, plan.Periods));
    }
}
