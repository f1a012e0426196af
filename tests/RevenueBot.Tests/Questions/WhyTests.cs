using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Access;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Why;
using RevenueBot.Questions;
using RevenueBot.Questions.Why;
using RevenueBot.Questions.Wording;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

public sealed class WhyTests(LiveBot bot) : IClassFixture<LiveBot>
{
    // The facts of the bot are recorded when the test runs.
    private static readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow().AddMinutes(1);

    private Asker Asker => bot.Services.GetRequiredService<Asker>();

    [Theory]
    [InlineData("from=2024-03-01&to=2024-03-31", "new none 29 1|expansion plan 70 2", 99)]
    [InlineData("from=2024-03-01&to=2024-05-31&plan=solo", "new none 29 1|churn voluntary -29 1|expansion plan -29 1", -29)]
    [InlineData("to=2024-05-31", "churn voluntary -29 1", -29)]
    public async Task Programs_get_reasons_that_add_up_to_the_change(string query, string parts, long change)
    {
        var why = await bot.MetricAsync("why?" + query);
        var entries = why["entries"]!.AsArray().Select(entry => entry!).ToList();
        entries.Select(entry => $"{entry["line"]} {entry["reason"]} {entry.Micros("amount") / 1_000_000} {entry["rows"]}").ShouldBe(parts.Split('|'), ignoreOrder: true);
        (why["summary"]!.Micros("closing") - why["summary"]!.Micros("opening")).ShouldBe(change * 1_000_000);
        entries.Sum(entry => entry.Micros("amount")).ShouldBe(change * 1_000_000);
    }

    [Fact]
    public async Task Why_gives_every_line_with_its_reasons()
    {
        var answer = await AskAsync("why did mrr change in March 2024?");
        answer.Headline.ShouldBe("In March 2024 MRR rose $99 (+77.3%) to $227.");
        Text(answer).ShouldBe("""
            USD|1–31 Mar 2024|1–29 Feb 2024
            Opening|128|29
            New (1 customer)|+29|+99
            Expansion|+70|0
              plan|+70|0
            Reactivation|0|0
            Contraction|0|0
            Churn|0|0
            Closing|227|128
            """);
        answer.NamesCustomers.ShouldBeFalse();
        answer.Suggestions[0].Question.ShouldBe("/mrr why by customer in March 2024");
    }

    [Fact]
    public async Task Why_by_customer_names_who_moved_it_and_adds_up()
    {
        var answer = await AskAsync("who moved mrr in March 2024?");
        Text(answer).ShouldBe("""
            Customer|Why|USD
            ada|Expansion, plan|+70
            cy|New|+29
            Net new||+99
            """);
        answer.NamesCustomers.ShouldBeTrue();
        answer.Unnamed!().NamesCustomers.ShouldBeFalse();
        Text(answer.Unnamed!()).ShouldBe(Text(answer)); // nobody has a name there: ids
    }

    [Theory]
    [InlineData("why last week", Right.Totals)]
    [InlineData("why by customer last week", Right.Customers)]
    [InlineData("which customers moved mrr last week", Right.Customers)]
    internal void Names_need_the_right_to_see_customers(string text, Right right) => Asker.Needs(text, new AskContext(_now)).ShouldBe(right);

    [Fact]
    public async Task The_receipt_has_the_ledger_rows_of_each_reason_and_names_nobody()
    {
        var answer = await AskAsync("why by customer in March 2024");
        var receipt = (await Asker.ReceiptAsync(answer.Id, new AskContext(_now), TestContext.Current.CancellationToken))!;
        Text(receipt).ShouldBe("""
            1–31 Mar 2024, USD|Change|rows
            Opening|128|
            New|+29|1
            Expansion: plan|+70|2
            Closing|227|
            """);
        receipt.NamesCustomers.ShouldBeFalse();
    }

    [Fact]
    public async Task As_known_before_nothing_is_explained_by_what_came_later() =>
        (await AskAsync("why in March 2024 known at 2024-03-31")).Headline.ShouldStartWith("Nothing was recorded by Sun 31 Mar 2024, 23:59 New York");

    [Fact]
    public async Task Yearly_and_filtered_questions_add_up_too()
    {
        Text(await AskAsync("why did arr change in May 2024")).ShouldContain("Churn (1 customer)|−348|0\n  by choice|−348|0");
        Text(await AskAsync("why did mrr of plan pro change in March 2024")).ShouldContain("Expansion|+99|0\n  plan|+99|0");
    }

    [Fact]
    public void Exchange_rates_read_alike_by_reason_and_by_customer()
    {
        // 0.4 + 0.4 − 233.6 shown as −233: by line the new amount takes the unit that rounding leaves, and so does a customer.
        PeriodMrr row = new()
        {
            Period = new(new(2026, 11, 2), new(2026, 11, 9)), Key = "", Opening = 10_000_000_000, New = 400_000, Expansion = 400_000, Fx = -233_600_000, Closing = 9_767_200_000,
        };
        Explained now = new(row, new()
        {
            Reasons = [], Others = 0, OthersAmount = 0,
            Largest = [new("ada", 400_000, MovementKind.New, MovementReason.None), new("bo", 400_000, MovementKind.Expansion, MovementReason.Plan)],
        });
        var money = MoneyFormat.For(Currency.Parse("USD"), row.Closing);
        var byReason = WhyTables.ByReason(now, now, money, new Days(2026)).Rows;
        var byCustomer = WhyTables.ByCustomer(now, new Dictionary<string, string>(), money).Rows;
        byCustomer.Single(cells => cells[0] == "Exchange rates")[2].ShouldBe(byReason.Single(cells => cells[0] == "Exchange rates")[1]);
        byCustomer[^1][2].ShouldBe("−233");
        byCustomer.SkipLast(1).Sum(cells => int.Parse(cells[2].Replace('−', '-').TrimStart('+'), System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(-233);
    }

    [Fact]
    public void What_stands_below_a_line_adds_up_to_it_also_where_a_row_has_no_reason()
    {
        Period week = new(new(2026, 11, 2), new(2026, 11, 9));
        PeriodMrr row = new() { Period = week, Key = "", Reactivation = 691_000_000, Closing = 691_000_000 };
        Explained now = new(row, Why([new(MovementKind.Reactivation, MovementReason.None, 656_000_000, 3, 3), new(MovementKind.Reactivation, MovementReason.Plan, 35_000_000, 1, 1)]));
        Explained before = new(row, Why([new(MovementKind.Reactivation, MovementReason.None, 691_000_000, 3, 3)]));
        Rows(now, before).ShouldBe(["Reactivation|+691|+691", "  plan|+35|0", "  without a reason|+656|+691"]);
        Rows(before, before).ShouldBe(["Reactivation|+691|+691"]);

        static Explanation Why(IReadOnlyList<ReasonPart> reasons) => new() { Reasons = reasons, Largest = [], Others = 0, OthersAmount = 0 };
        static IEnumerable<string> Rows(Explained now, Explained before) => WhyTables.ByReason(now, before, MoneyFormat.For(Currency.Parse("USD"), now.Row.Closing), new Days(2026))
            .Rows.Select(row => string.Join('|', row)).Where(row => row.StartsWith("Reactivation", StringComparison.Ordinal) || row.StartsWith(' '));
    }

    private Task<Answer> AskAsync(string text) => Asker.AskAsync(text, new AskContext(_now), TestContext.Current.CancellationToken);

    private static string Text(Answer answer) => string.Join('\n', answer.Table!.Rows.Prepend(answer.Table.Columns).Select(row => string.Join('|', row)));
}
