using System.Text.Json;
using RevenueBot.Metrics.Forecasting.Mrr;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Forecasting;

/// <summary>MRR ahead: the past continued, what is known counted first, and ranges that hold as often as they say.</summary>
public sealed class MrrForecastTests
{
    internal const long Dollar = 1_000_000;
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
    public void Churn_of_yearly_contracts_falls_in_the_months_of_their_renewal_and_is_as_much_in_a_year()
    {
        // All 1,000 are yearly contracts, 600 of them renewed in the fourth month and 400 in the ninth; 20 a month leave and 20 come.
        var even = Enumerable.Range(0, 24).Select(i => Row(i, 1_000, gained: 20, churn: -20)).ToList();
        var terms = new TermMrr[] { new(Currency.Parse("USD"), 600 * Dollar, 12, new(2026, 4, 10)), new(Currency.Parse("USD"), 400 * Dollar, 12, new(2026, 9, 1)) };
        var known = KnownAhead.Nothing.With(terms, (new Month(2026, 1), 12), (new FxRates(Currency.Parse("USD"), []), new DateOnly(2025, 12, 31)));
        (known.Terms, known.Renewing[3], known.Renewing[8]).ShouldBe((1_000 * Dollar, 600 * Dollar, 400 * Dollar));
        var outlook = new MrrOutlook(even[^1].Period.End, even[^1].Closing, 1, known, MrrModel.Fit(even, 12), BackTest.None);
        var lost = outlook.Forecast().Select(month => -month.Flows.Churn / Dollar).ToList();
        // Without a renewal nobody can leave but who came since; with one all the churn of a year of its contracts goes.
        lost.Take(3).ShouldAllBe(month => month <= 1);
        lost[3].ShouldBeInRange(140, 150);
        lost[8].ShouldBeInRange(90, 100);
        lost.Sum().ShouldBeInRange(230, 250);
        (outlook with { Known = null }).Forecast().Sum(month => -month.Flows.Churn / Dollar).ShouldBe(240);
    }

    [Fact]
    public void A_quarterly_contract_can_leave_four_times_a_year()
    {
        TermMrr term = new(Currency.Parse("USD"), 100 * Dollar, 3, new(2026, 2, 10));
        KnownAhead.Nothing.With([term], (new Month(2026, 1), 12), (new FxRates(Currency.Parse("USD"), []), new DateOnly(2025, 12, 31))).Renewals.Select(micros => micros / Dollar)
            .ShouldBe([0, 300, 0, 0, 300, 0, 0, 300, 0, 0, 300, 0]);
    }

    [Fact]
    public void A_supposition_widens_and_narrows_the_range_with_the_root_of_mrr()
    {
        var outlook = Outlook([.. SimulatedCompany.Run(5, 30, 6).Months.Take(24)]);
        var (usual, supposed) = (outlook.Forecast()[5], outlook.Forecast(new(ChurnPoints: 3))[5]);
        (supposed.Mean < usual.Mean).ShouldBeTrue();
        ((double)(supposed.High80 - supposed.Mean)! / (double)(usual.High80 - usual.Mean)!).ShouldBe(Math.Sqrt((double)supposed.Mean / usual.Mean), 1e-4);
        outlook.Forecast(new(ChurnPoints: -1))[5].High95!.Value.ShouldBeGreaterThan(usual.High95!.Value);
    }

    [Fact]
    public void A_point_more_of_churn_costs_a_hundredth_of_mrr_a_month()
    {
        var constant = Enumerable.Range(0, 12).Select(i => Row(i, 1_000)).ToList();
        Outlook(constant).Forecast(new(ChurnPoints: 1)).Take(2).Select(month => month.Mean).ShouldBe([990 * Dollar, 980_100_000]);
        Outlook(constant).Forecast(new(ChurnPoints: -1))[0].Mean.ShouldBe(1_000 * Dollar); // nobody leaves, so fewer cannot
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
        kept.Forecast(new(2, 10, 5)).ShouldBe(outlook.Forecast(new(2, 10, 5)));
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
        var checks = Enumerable.Range(1, Companies).AsParallel().SelectMany(Checks).ToList();
        Tell("all", checks);
        Tell("steady demand", checks.Where(check => check.Of.Seed % 3 == 0));
        Tell("changing demand", checks.Where(check => check.Of.Seed % 3 != 0));
        foreach (var ahead in (int[])[1, 3, 6]) Tell($"{ahead} ahead", checks.Where(check => check.Of.Ahead == ahead));
        Tell("past of 8–13 months", checks.Where(check => check.Of.Past < 14));
        checks.Average(check => check.Holds80).ShouldBeInRange(0.75, 0.85);
        checks.Average(check => check.Holds95).ShouldBeInRange(0.92, 0.98);
    }

    [Fact]
    public void Where_yearly_customers_decide_at_their_renewal_it_helps_to_know_when_that_is()
    {
        var off = Enumerable.Range(1, Math.Max(Companies / 2, 30)).AsParallel().SelectMany(seed =>
        {
            var past = 8 + (seed * 7 % 41);
            var (months, known) = SimulatedCompany.Run(seed, past + 6, 6, atRenewal: true);
            var outlook = Outlook([.. months.Take(past)], known);
            return outlook.Forecast().Zip((outlook with { Known = known with { Renewals = [] } }).Forecast()).Zip(months.Skip(past), (pair, actual) =>
                (With: Math.Abs((double)(pair.First.Mean - actual.Closing)) / actual.Closing, Without: Math.Abs((double)(pair.Second.Mean - actual.Closing)) / actual.Closing));
        }).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"mean miss {off.Average(miss => miss.With):P2}, without the renewals {off.Average(miss => miss.Without):P2}");
        off.Average(miss => miss.With).ShouldBeLessThan(off.Average(miss => miss.Without));
    }

    private static IEnumerable<Check> Checks(int seed)
    {
        var past = 8 + (seed * 7 % 41);
        var (months, known) = SimulatedCompany.Run(seed, past + 6, 6);
        return Outlook([.. months.Take(past)], known).Forecast().Zip(months.Skip(past)).Select((pair, i) => new Check((seed, past, i + 1), months[past - 1].Closing, pair.First, pair.Second.Closing));
    }

    private sealed record Check((int Seed, int Past, int Ahead) Of, long Last, MrrForecastMonth Forecast, long Actual)
    {
        public double Holds80 => Actual >= Forecast.Low80 && Actual <= Forecast.High80 ? 1 : 0;
        public double Holds95 => Actual >= Forecast.Low95 && Actual <= Forecast.High95 ? 1 : 0;
        public double Off => ((double)Forecast.Mean - Actual) / Actual;
        public double Naive => Math.Abs((double)Last - Actual) / Actual;
    }

    private static void Tell(string which, IEnumerable<Check> checks)
    {
        List<Check> all = [.. checks];
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{which}: mean miss {all.Average(check => Math.Abs(check.Off)):P2}, bias {all.Average(check => check.Off):P2}, the last balance misses {all.Average(check => check.Naive):P1}, 80% range {all.Average(check => check.Holds80):P1}, 95% range {all.Average(check => check.Holds95):P1}");
    }

    /// <summary>A few each time; REVENUEBOT_FORECAST_COMPANIES=1200 measures again what docs/forecast.md says.</summary>
    private static int Companies => int.TryParse(Environment.GetEnvironmentVariable("REVENUEBOT_FORECAST_COMPANIES"), out var count) ? count : 60;

    internal static MrrOutlook Outlook(List<PeriodMrr> closed, KnownAhead? known = null) =>
        new(closed.Count == 0 ? _first.FirstDay : closed[^1].Period.End, closed.Count == 0 ? 0 : closed[^1].Closing, 1, known, MrrModel.Fit(closed, 6), BackTest.None);

    /// <summary>100 more every month, all of it new.</summary>
    internal static List<PeriodMrr> Line(int months) => [.. Enumerable.Range(0, months).Select(i => Row(i, 100 * (i + 1), opening: 100 * i, gained: 100))];

    internal static PeriodMrr Row(int index, int closing, int? opening = null, int gained = 0, int churn = 0) => new()
    {
        Period = Period.Of(_first.Plus(index)), Key = "", Opening = (opening ?? closing) * Dollar, New = gained * Dollar, Churn = churn * Dollar,
        Closing = closing * Dollar, Committed = closing * Dollar,
    };
}
