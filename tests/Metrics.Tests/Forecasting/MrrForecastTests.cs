using System.Text.Json;
using RevenueBot.Metrics.Forecasting.Mrr;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Forecasting;

/// <summary>MRR ahead: the past continued, what is known counted first, and ranges that hold as often as they say.</summary>
public sealed class MrrForecastTests
{
    private const long Dollar = 1_000_000;
    private static readonly Month _first = new(2024, 1);

    [Fact]
    public void A_history_without_noise_goes_on_exactly()
    {
        var months = Outlook(Line(10)).Forecast();
        months.Select(month => month.Mean).ShouldBe([1_100 * Dollar, 1_200 * Dollar, 1_300 * Dollar, 1_400 * Dollar, 1_500 * Dollar, 1_600 * Dollar]);
        months.ShouldAllBe(month => month.Low95 == month.Mean && month.High95 == month.Mean);
        months[0].Month.ShouldBe(new Month(2024, 11));
    }

    [Fact]
    public void A_scheduled_cancel_leaves_in_its_month()
    {
        var known = new KnownAhead { Cancels = [0, 200 * Dollar], CancelsLater = 50 * Dollar, CancelCount = 2 };
        var months = Outlook(Line(10), known).Forecast();
        months.Take(3).Select(month => month.Mean).ShouldBe([1_100 * Dollar, 1_000 * Dollar, 1_100 * Dollar]);
        months[1].Flows.ScheduledCancels.ShouldBe(-200 * Dollar);
    }

    [Fact]
    public void The_usual_amount_of_scheduled_cancels_is_in_the_past_already()
    {
        // Every month 50 of 1,000 is scheduled to end, ends, and is gained anew.
        var steady = Enumerable.Range(0, 24).Select(i => Row(i, 1_000, gained: 50, churn: -50) with { Committed = 950 * Dollar }).ToList();
        Outlook(steady, new KnownAhead { Cancels = [50 * Dollar] }).Forecast()[0].Mean.ShouldBe(1_000 * Dollar);
        Outlook(steady, new KnownAhead { Cancels = [120 * Dollar] }).Forecast()[0].Mean.ShouldBe(930 * Dollar);
    }

    [Fact]
    public void Trials_bring_what_their_measured_conversion_says_in_the_month_they_end()
    {
        var months = Outlook(Line(10), new KnownAhead { Trials = [0, 300 * Dollar], TrialCount = 3, Conversion = 0.5 }).Forecast();
        months.Take(2).Select(month => month.Mean).ShouldBe([1_100 * Dollar, 1_350 * Dollar]);
        months[1].Flows.Trials.ShouldBe(150 * Dollar);
    }

    [Fact]
    public void A_point_more_of_churn_costs_a_hundredth_of_mrr_a_month()
    {
        var constant = Enumerable.Range(0, 12).Select(i => Row(i, 1_000)).ToList();
        Outlook(constant).Forecast(0.01).Take(2).Select(month => month.Mean).ShouldBe([990 * Dollar, 980_100_000]);
        Outlook(constant).Forecast(-0.01)[0].Mean.ShouldBe(1_000 * Dollar); // nobody leaves, so fewer cannot
    }

    [Fact]
    public void A_running_month_starts_from_its_balance_and_has_only_its_rest_to_come()
    {
        var outlook = Outlook(Line(10)) with { Start = 1_060 * Dollar, Left = 0.5 };
        outlook.Forecast().Take(2).Select(month => month.Mean).ShouldBe([1_110 * Dollar, 1_210 * Dollar]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Without_a_past_the_range_is_not_known(int closed)
    {
        var month = Outlook([.. Line(2).Take(closed)]).Forecast()[0];
        (month.Low80, month.High95, month.ChanceOf(5)).ShouldBe((null, null, null));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void With_few_months_the_range_is_very_wide(int closed)
    {
        int[] balances = [1_000, 1_100, 1_050, 1_150, 1_120, 1_180];
        var past = Enumerable.Range(1, closed).Select(i => Row(i, balances[i], opening: balances[i - 1], gained: Math.Max(balances[i] - balances[i - 1], 0), churn: Math.Min(balances[i] - balances[i - 1], 0))).ToList();
        var month = Outlook(past).Forecast()[5];
        (month.High95 - month.Mean)!.Value.ShouldBeGreaterThan(400 * Dollar);
    }

    [Fact]
    public void The_chance_of_a_target_follows_from_the_range()
    {
        var month = new MrrForecastMonth(_first, 100, 80, 120, 70, 130) { Flows = new(0, 0, 0, 0, 0, 0) };
        month.ChanceOf(100)!.Value.ShouldBe(0.5, 1e-6);
        month.ChanceOf(120)!.Value.ShouldBe(0.1, 1e-4);
        month.ChanceOf(80)!.Value.ShouldBe(0.9, 1e-4);
        var exact = month with { Low80 = 100, High80 = 100 };
        (exact.ChanceOf(100), exact.ChanceOf(101)).ShouldBe((1, 0));
    }

    [Fact]
    public void An_outlook_survives_being_kept_as_json()
    {
        var (months, known) = SimulatedCompany.Run(5, 30, 6);
        var outlook = Outlook([.. months.Take(24)], known);
        var kept = JsonSerializer.Deserialize<MrrOutlook>(JsonSerializer.SerializeToUtf8Bytes(outlook))!;
        kept.Forecast(0.02).ShouldBe(outlook.Forecast(0.02));
    }

    [Fact]
    public void The_back_test_compares_forecasts_from_past_month_ends()
    {
        var months = SimulatedCompany.Run(5, 24, 6).Months;
        var test = BackTest.Run(months, 6);
        test.Origins.ShouldBe(12);
        test.Checks.ShouldBe((6 * 7) + 5 + 4 + 3 + 2 + 1);
        test.Within80.ShouldBeInRange(0, test.Within95);
        BackTest.Run([.. months.Take(6)], 6).ShouldBe(BackTest.None);
    }

    /// <summary>The measurement of docs/forecast.md on fewer companies; their past is 8 to 48 months long.</summary>
    [Fact]
    public void On_held_out_months_of_simulated_companies_ranges_hold_as_often_as_they_say()
    {
        var checks = Enumerable.Range(1, 60).AsParallel().SelectMany(seed =>
        {
            var past = 8 + (seed * 7 % 41);
            var (months, known) = SimulatedCompany.Run(seed, past + 6, 6);
            return Outlook([.. months.Take(past)], known).Forecast().Zip(months.Skip(past), (forecast, month) => (forecast, actual: month.Closing));
        }).ToList();
        Share(checks, check => check.actual >= check.forecast.Low80 && check.actual <= check.forecast.High80).ShouldBeInRange(0.75, 0.85);
        Share(checks, check => check.actual >= check.forecast.Low95 && check.actual <= check.forecast.High95).ShouldBeInRange(0.92, 0.98);
    }

    private static double Share<T>(List<T> items, Func<T, bool> holds) => (double)items.Count(holds) / items.Count;

    private static MrrOutlook Outlook(List<PeriodMrr> closed, KnownAhead? known = null) =>
        new(closed.Count == 0 ? _first.FirstDay : closed[^1].Period.End, closed.Count == 0 ? 0 : closed[^1].Closing, 1, known, MrrModel.Fit(closed, 6), BackTest.None);

    /// <summary>100 more every month, all of it new.</summary>
    private static List<PeriodMrr> Line(int months) => [.. Enumerable.Range(0, months).Select(i => Row(i, 100 * (i + 1), opening: 100 * i, gained: 100))];

    private static PeriodMrr Row(int index, int closing, int? opening = null, int gained = 0, int churn = 0) => new()
    {
        Period = Period.Of(_first.Plus(index)), Key = "", Opening = (opening ?? closing) * Dollar, New = gained * Dollar, Churn = churn * Dollar,
        Closing = closing * Dollar, Committed = closing * Dollar,
    };
}
