using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

/// <summary>Which picture belongs to an answer, and that it shows the same figures.</summary>
public sealed class PictureTests
{
    [Fact]
    public void Mrr_by_plan_draws_a_panel_a_plan_that_add_up()
    {
        var chart = Larkspur.Ask("/mrr by plan last 6 months").Chart!.Value;
        chart.Title.ShouldContain("MRR");
        chart.AltText.ShouldStartWith("Small area charts, MRR by plan in USD at the end of Oct 2026: ");
        var figures = chart.AltText[(chart.AltText.IndexOf(": ", StringComparison.Ordinal) + 2)..chart.AltText.IndexOf(". ", StringComparison.Ordinal)]
            .Split("; ").Select(part => decimal.Parse(part.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        figures[..^1].Sum().ShouldBe(figures[^1]);
    }

    [Fact]
    public void Arr_by_plan_says_that_it_is_arr() => Larkspur.Ask("/arr by plan").Chart!.Value.AltText.ShouldStartWith("Small area charts, ARR by plan");

    [Fact]
    public void The_steps_of_a_table_become_whole_months_and_the_running_one()
    {
        var months = TrendPicture.OfSteps([Days(9, 1, 30), Days(10, 1, 31), Days(11, 1, 10)], Asked());
        months.Whole.Select(month => month.Start.Month).ShouldBe([9, 10]);
        months.Part!.Value.LastDay.ShouldBe(new DateOnly(2026, 11, 10));
        TrendPicture.OfSteps([Days(9, 14, 20), Days(9, 21, 27)], Asked()).Whole.ShouldBeEmpty();
    }

    [Fact]
    public void Before_a_month_is_over_nothing_is_drawn_by_key() => Larkspur.Ask("/mrr by plan this month",
        snapshot => snapshot with { Cells = [.. snapshot.Cells.Where(cell => cell.LastDay >= new DateOnly(2026, 11, 1)).Select(cell => cell with { Kind = MovementKind.New })] })
        .Chart.ShouldBeNull();

    private static Period Days(int month, int first, int last) => new(new DateOnly(2026, month, first), new DateOnly(2026, month, last).AddDays(1));

    private static Asked Asked() => new() { Question = Question.Mrr, Now = Larkspur.Now, Calendar = Larkspur.NewYork, Currency = Larkspur.Usd };
}
