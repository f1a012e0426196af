using RevenueBot.Metrics.Trials;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Trials;

public sealed class TrialTests
{
    [Fact]
    public void A_cohort_counts_who_paid_within_each_span()
    {
        var cohort = TrialCohort.Of([
            Paid("2026-01-05", 14), Paid("2026-01-06", 15), Paid("2026-01-20", 60), Paid("2026-01-31", 61),
            new(Day("2026-01-10"), null, false, 5), new(Day("2026-01-11"), null, true, 1),
        ]).ShouldHaveSingleItem();
        (cohort.Started, cohort.Open).ShouldBe((10, 1));
        TrialCohort.Spans.Select(cohort.PaidWithin).ShouldBe([1, 2, 3]);
        cohort.Share(60).ShouldBe(0.3m);
        cohort.Converted.Sum(count => count.Customers).ShouldBe(4); // the one after 61 days converted, and within no span
    }

    [Fact]
    public void Months_without_a_trial_have_no_cohort() =>
        TrialCohort.Of([Paid("2026-03-01", 3), Paid("2026-01-01", 3)]).Select(cohort => cohort.FirstDay).ShouldBe([Day("2026-01-01"), Day("2026-03-01")]);

    /// <summary>Whoever starts on the last day of January has 30 days through 2 March.</summary>
    [Theory]
    [InlineData("2026-03-01", false)]
    [InlineData("2026-03-02", true)]
    public void A_cohort_is_mature_when_its_last_trial_had_its_days(string lastWholeDay, bool mature) =>
        TrialCohort.Of([Paid("2026-01-05", 14)])[0].IsMature(30, Day(lastWholeDay)).ShouldBe(mature);

    [Fact]
    public void Days_to_convert_are_of_the_converted_and_name_the_open()
    {
        var days = DaysToConvert.Of(TrialCohort.Of([Paid("2026-01-05", 10), Paid("2026-02-05", 14, 2), Paid("2026-02-06", 62), new(Day("2026-02-20"), null, true, 3)]));
        days.ShouldBe(new DaysToConvert(14, 25, 4, 3));
        DaysToConvert.Of(TrialCohort.Of([Paid("2026-01-05", 10), Paid("2026-01-05", 13)])).Median.ShouldBe(11.5m);
        DaysToConvert.Of([]).ShouldBe(new DaysToConvert(null, null, 0, 0));
    }

    private static TrialSpan Paid(string start, int days, int customers = 1) => new(Day(start), Day(start).AddDays(days), false, customers);

    private static DateOnly Day(string day) => DateOnly.Parse(day, null);
}
