using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Questions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

/// <summary>Whatever the ledger holds and whatever is asked: shown parts add up, and there is an answer.</summary>
public sealed class AnswerPropertyTests
{
    private static readonly string[] Questions =
        ["/mrr", "why", "this month", "last week", "last 6 months", "by plan", "by plan last 30 days", "in October", "this year", "last 3 years", "arr", "2025",
            "last 10 days", "as of 2026-03-31", "by currency since 2025-05-05", "why by plan", "Q2 2026", "last 90 days at constant currency"];

    [Fact]
    public void Bridges_add_up_as_shown() => ForAll((text, answer) =>
    {
        if (answer.Table is not { } table || table.Rows.Count == 0 || table.Rows[0][0] != "Opening") return;
        for (var column = 1; column < table.Columns.Count; column++)
            table.Rows.SkipLast(1).Sum(row => Number(row[column])).ShouldBe(Number(table.Rows[^1][column]), text);
    });

    [Fact]
    public void Keys_add_up_in_rows_and_columns() => ForAll((text, answer) =>
    {
        if (answer.Table is not { } table || table.Columns[^1] != "Total") return;
        foreach (var row in table.Rows) row.Skip(1).SkipLast(1).Sum(Number).ShouldBe(Number(row[^1]), text);
        for (var column = 1; column < table.Columns.Count; column++)
            (Number(table.Rows[^2][column]) - Number(table.Rows[0][column])).ShouldBe(Number(table.Rows[^1][column]), text);
    });

    [Fact]
    public void The_sentence_and_the_table_give_a_key_the_same_change() => ForAll((text, answer) =>
    {
        if (answer.Table is not { } table || table.Columns[^1] != "Total" || !answer.Headline.Contains(" drives ", StringComparison.Ordinal)) return;
        var driver = table.Columns.ToList().IndexOf(answer.Headline.Split(" drives ")[0]);
        if (driver > 0) answer.Headline.ShouldContain($": {table.Rows[^1][driver][..1]}${table.Rows[^1][driver][1..]}", customMessage: text);
    });

    [Fact]
    public void The_words_follow_the_rules_of_voice() => ForAll((text, answer) =>
    {
        answer.Headline.ShouldEndWith(".");
        foreach (var wrong in (string[])["!", "NaN", "∞", " %", "-$", "sorry", "  "]) answer.Text.ShouldNotContain(wrong, customMessage: text);
        answer.Series.ShouldAllBe(row => row.Opening + row.New + row.Expansion + row.Reactivation + row.Resumed + row.Contraction + row.Churn + row.Paused + row.Fx == row.Closing);
    });

    [Fact]
    public void Every_answer_can_be_asked_again() => ForAll((text, answer) =>
        Larkspur.Ask(answer.Question).Question.ShouldBe(answer.Question, text));

    [Fact]
    public void Every_picture_can_be_drawn() => ForAll((text, answer) => answer.Chart?.Value.Svg.ShouldContain("</svg>", customMessage: text), runs: 2);

    private static void ForAll(Action<string, Answer> check, int runs = 10)
    {
        var random = new Random(58430);
        for (var run = 0; run < runs; run++)
        {
            var rows = Enumerable.Range(0, random.Next(0, 60)).Select(_ => RandomRow(random)).OrderBy(row => row.LastDay).ToList();
            foreach (var text in Questions)
                check(text, Larkspur.AskOf(text, query => Larkspur.Snapshot(query) with { Cells = Larkspur.Cells(rows, query) }, null, Larkspur.Now));
        }
    }

    private static LedgerCell RandomRow(Random random)
    {
        var kind = (MovementKind)random.Next(1, 8);
        var dollars = random.Next(1, 90_000) / 7m * (kind >= MovementKind.Contraction ? -0.3m : 1);
        return Larkspur.Row(Larkspur.NewYork.DayOf(Larkspur.Now).AddDays(-random.Next(0, 900)), $"plan_{random.Next(9)}", kind, dollars, Math.Sign(dollars));
    }

    private static decimal Number(string cell) =>
        cell.Length == 0 ? 0 : decimal.Parse(cell.Replace('−', '-'), NumberStyles.Number, CultureInfo.InvariantCulture);
}
