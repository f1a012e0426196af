using RevenueBot.Metrics.Nps;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Nps;

public sealed class NpsScoreTests
{
    private static readonly CompanyCalendar NewYork = new(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
    private static readonly Period November = Period.Of(new Month(2026, 11));

    [Theory]
    [InlineData(50, 30, 20, 30)]
    [InlineData(0, 10, 0, 0)]
    [InlineData(0, 0, 7, -100)]
    [InlineData(3, 0, 0, 100)]
    [InlineData(71, 29, 0, 71)]
    public void It_is_promoters_minus_detractors_in_percent(int promoters, int passives, int detractors, int points) =>
        new NpsScore(promoters, passives, detractors).Points.ShouldBe(points);

    [Fact]
    public void Nine_and_ten_promote_and_zero_to_six_detract() =>
        NpsScore.Of([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).ShouldBe(new NpsScore(2, 2, 7));

    [Fact]
    public void Without_responses_there_is_no_score()
    {
        NpsScore.Of([]).Points.ShouldBeNull();
        NpsScore.Of([]).Margin.ShouldBeNull();
    }

    /// <summary>n 100, 50% promoters, 20% detractors: √((0.7 − 0.09) / 100) = 0.0781, × 1.96 = 15.3 points.</summary>
    [Fact]
    public void The_margin_is_that_of_the_difference_of_two_shares() => new NpsScore(50, 30, 20).Margin!.Value.ShouldBe(15.308m, 0.001m);

    [Fact]
    public void Answers_of_one_group_alone_do_not_tell_their_margin() => new NpsScore(4, 0, 0).Margin.ShouldBeNull();

    [Fact]
    public void Four_times_the_responses_halve_the_margin() =>
        new NpsScore(200, 120, 80).Margin!.Value.ShouldBe(new NpsScore(50, 30, 20).Margin!.Value / 2, 0.000001m);

    [Fact]
    public void The_last_answer_of_each_person_in_the_span_counts()
    {
        NpsAnswer[] answers =
        [
            new("ada", "u1", 3, At("2026-11-02T12:00Z")), new("ada", "u1", 10, At("2026-11-20T12:00Z")), new("ada", "u1", 0, At("2026-12-02T12:00Z")),
            new("ada", "u2", 7, At("2026-11-02T12:00Z")), new("bo", "u1", 6, At("2026-11-03T12:00Z")), new("bo", "u1", 9, At("2026-10-03T12:00Z")),
        ];
        NpsScore.Of(answers, November, NewYork).ShouldBe(new NpsScore(1, 1, 1));
        NpsScore.Of(answers.Reverse(), November, NewYork).ShouldBe(new NpsScore(1, 1, 1));
    }

    [Fact]
    public void A_day_is_a_day_of_the_company()
    {
        NpsAnswer[] answers = [new("ada", "u1", 10, At("2026-12-01T04:59Z")), new("bo", "u2", 0, At("2026-12-01T05:00Z")), new("cy", "u3", 0, At("2026-11-01T03:59Z"))];
        NpsScore.Of(answers, November, NewYork).ShouldBe(new NpsScore(1, 0, 0));
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
