using System.Globalization;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Questions.Receipts.Plain;

namespace RevenueBot.Tests.Questions.Receipts;

/// <summary>Whatever is shown, on whatever surface, can be computed again from the rows of its receipt with nothing but plain arithmetic.</summary>
public sealed class ReceiptTests(ProvenBot bot) : IClassFixture<ProvenBot>
{
    private const string January = "&from=2025-01-01", InJanuary = " in January 2025", OnTheDay = " as of 2025-01-31";

    [Fact]
    public async Task Mrr_gross_committed_and_trial_mrr_are_the_rows()
    {
        var sum = await LedgerAsync("mrr");
        var entry = (await bot.MetricAsync("mrr", January)).Entries().Single();
        entry.Money("mrr").ShouldBe(Micros(sum.Mrr));
        entry.Money("gross").ShouldBe(Micros(sum.Gross));
        entry.Money("committed").ShouldBe(Micros(sum.Committed));
        entry.Money("trial").ShouldBe(Micros(sum.Trial));
        sum.Trial.ShouldBeGreaterThan(0);
        sum.Committed.ShouldNotBe(sum.Mrr);
        var answer = await bot.ShownAsync("/mrr" + OnTheDay, Dollars(sum.Mrr));
        var committed = answer.Figure("committed");
        (committed["value"]!.GetValue<string>(), committed.Money("amount")).ShouldBe((Dollars(sum.Committed), Micros(sum.Committed)));
    }

    [Fact]
    public async Task Arr_is_the_rows_times_twelve()
    {
        var sum = await LedgerAsync("arr");
        (await bot.MetricAsync("arr", January)).Entries().Single().Money("arr").ShouldBe(Micros(sum.Mrr) * 12);
        await bot.ShownAsync("/arr" + OnTheDay, Dollars(sum.Mrr * 12));
    }

    [Fact]
    public async Task Every_line_of_the_movements_is_its_rows()
    {
        var sum = await LedgerAsync("movements");
        var entry = (await bot.MetricAsync("movements", January)).Entries().Single();
        (entry.Money("opening"), entry.Money("closing"), entry.Number("customers")).ShouldBe((Micros(sum.Opening), Micros(sum.Mrr), sum.Customers));
        foreach (var (line, micros) in sum.Lines()) entry.Money(line).ShouldBe(micros, line);
        var told = (await bot.ShownAsync("mrr" + InJanuary, Dollars(sum.Mrr)))["entries"]![0]!;
        foreach (var (line, micros) in sum.Lines()) told.Money(line).ShouldBe(micros, line);
    }

    [Fact]
    public async Task Arpa_asp_the_quick_ratio_and_customers_are_sums_of_rows()
    {
        var sum = await LedgerAsync("arpa");
        (await bot.MetricAsync("arpa", January)).Entries().Single().Money("arpa").ShouldBe(Micros(sum.Mrr / sum.Customers));
        await bot.ShownAsync("/arpu" + OnTheDay, Dollars(sum.Mrr / sum.Customers));

        sum = await LedgerAsync("asp");
        var asp = sum.Line("new") / sum.CustomersOf("new");
        (await bot.MetricAsync("asp", January)).Entries().Single().Money("asp").ShouldBe(Micros(asp));
        await bot.ShownAsync("/asp" + InJanuary, Dollars(asp));

        sum = await LedgerAsync("quick-ratio");
        var ratio = (sum.Line("new") + sum.Line("expansion")) / -(sum.Line("contraction") + sum.Line("churn"));
        (await bot.MetricAsync("quick-ratio", January)).Entries().Single().Number("quick_ratio").ShouldBe(Six(ratio));
        await bot.ShownAsync("quick ratio" + InJanuary, One(ratio));

        sum = await LedgerAsync("customers");
        (await bot.MetricAsync("customers", January)).Entries().Single().Number("customers").ShouldBe(sum.Customers);
        await bot.ShownAsync("/customers" + OnTheDay, $"{sum.Customers:N0} paying customers");
    }

    [Fact]
    public async Task Churn_and_retention_are_what_became_of_each_customer()
    {
        foreach (var (metric, question) in ((string, string)[])
            [("logo-churn", "logo churn"), ("gross-mrr-churn", "gross churn"), ("net-mrr-churn", "net churn"), ("nrr", "nrr"), ("grr", "grr")])
        {
            var (_, rows) = await bot.ProofAsync(metric, January);
            var customers = rows.GroupBy(row => row["customer_id"])
                .Select(customer => (Start: customer.Sum(row => row.Number("start") * row.Number("rate")), End: customer.Sum(row => row.Number("end") * row.Number("rate")))).ToList();
            var (start, end, kept) = (Micros(customers.Sum(one => one.Start)), Micros(customers.Sum(one => one.End)), Micros(customers.Sum(one => Math.Min(one.Start, one.End))));
            var value = metric switch
            {
                "logo-churn" => (decimal)customers.Count(one => one.End == 0) / customers.Count,
                "gross-mrr-churn" => 1 - ((decimal)kept / start),
                "net-mrr-churn" => 1 - ((decimal)end / start),
                "nrr" => (decimal)end / start,
                _ => (decimal)kept / start,
            };
            (await bot.MetricAsync(metric, January)).Entries().Single().Number("value").ShouldBe(Six(value), metric);
            await bot.ShownAsync(question + InJanuary, Percent(value));
        }
    }

    [Fact]
    public async Task Ltv_is_arpa_and_the_churn_of_six_months()
    {
        var (_, rows) = await bot.ProofAsync("ltv", "&from=" + ProvenBot.Day);
        var day = rows.Single(row => row["part"] == "arpa");
        var months = rows.Where(row => row["part"] == "churn").ToList();
        var churn = months.Average(month => month.Number("left") / month.Number("customers"));
        var ltv = day.Number("mrr") / day.Number("customers") * day.Number("gross_margin") * Math.Min(1 / churn, 60);
        months.Count.ShouldBe(6);
        (await bot.MetricAsync("ltv", "&from=" + ProvenBot.Day)).Entries().Single().Money("ltv").ShouldBe(Micros(ltv));
        await bot.ShownAsync("/ltv" + OnTheDay, Dollars(ltv));
        foreach (var month in months) await IsLogoChurnAsync(month.Day("date"), month.Number("customers"), month.Number("left"));
    }

    private async Task IsLogoChurnAsync(DateOnly month, decimal customers, decimal left)
    {
        var series = await bot.MetricAsync("logo-churn", $"&from={month:yyyy-MM-dd}");
        var entry = series.Entries().First();
        (entry.Number("opening_customers"), entry.Number("left_customers")).ShouldBe((customers, left));
    }

    [Fact]
    public async Task Realised_clv_is_what_each_customer_brought()
    {
        var (_, rows) = await bot.ProofAsync("clv-by-plan", "");
        var series = await bot.MetricAsync("clv-by-plan", "");
        rows.ShouldAllBe(row => row.Is("counts"));
        foreach (var entry in series.Entries())
        {
            var plan = rows.Where(row => row["plan"] == entry["key"]!.GetValue<string>()).ToList();
            Math.Abs((plan.Sum(row => row.Number("revenue")) * 1_000_000m) - entry.Money("revenue")).ShouldBeLessThan(1);
            entry.Money("clv").ShouldBe((long)Math.Round(entry.Money("revenue") / (decimal)plan.Count, MidpointRounding.AwayFromZero));
            entry.Money("median").ShouldBe(Micros(Median([.. plan.Select(row => row.Number("revenue")).Order()])));
            entry.Number("months").ShouldBe(Math.Round(plan.Sum(row => row.Number("months")) / plan.Count, 4, MidpointRounding.AwayFromZero));
            entry.Number("rows").ShouldBe(plan.Sum(row => row.Number("rows")));
        }

        var all = rows.Sum(row => row.Number("revenue"));
        series["summary"]!["total"]!.Money("revenue").ShouldBe(Micros(all));
        await bot.ShownAsync("/clv" + OnTheDay, Dollars(all / rows.Count));
    }

    private static decimal Median(decimal[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    [Fact]
    public async Task Trial_conversion_is_the_days_between_trial_and_payment()
    {
        var (_, rows) = await bot.ProofAsync("trial-conversion", "");
        int Days(ProofRow row) => row.Day("paid").DayNumber - row.Day("started").DayNumber;
        foreach (var entry in (await bot.MetricAsync("trial-conversion", "&from=2024-01-01")).Entries())
        {
            var first = DateOnly.Parse(entry["date"]!.GetValue<string>(), CultureInfo.InvariantCulture);
            var cohort = rows.Where(row => row.Day("started") is var day && day >= first && day < first.AddMonths(1)).ToList();
            var paid = cohort.Where(row => row.Has("paid")).ToList();
            (entry.Number("started"), entry.Number("converted")).ShouldBe((cohort.Sum(row => row.Number("customers")), paid.Sum(row => row.Number("customers"))));
            entry.Number("open").ShouldBe(cohort.Where(row => row.Is("open")).Sum(row => row.Number("customers")));
            foreach (var within in entry["within"]!.AsArray())
            {
                within!.Number("converted").ShouldBe(paid.Where(row => Days(row) <= within!.Number("days")).Sum(row => row.Number("customers")));
                (within![within["mature"]!.GetValue<bool>() ? "fraction" : "so_far"]!.GetValue<decimal>()).ShouldBe(Six(within!.Number("converted") / entry.Number("started")));
            }
        }

        var december = rows.Where(row => row.Day("started") is { Year: 2024, Month: 12 }).ToList();
        var share = december.Where(row => row.Has("paid") && Days(row) <= 30).Sum(row => row.Number("customers")) / december.Sum(row => row.Number("customers"));
        await bot.ShownAsync("trial conversion in December 2024" + OnTheDay, Percent(share));
    }

    [Fact]
    public async Task Cohorts_are_the_balances_of_their_customers()
    {
        const string year = "&from=2024-02-01";
        var (_, rows) = await bot.ProofAsync("cohorts", year);
        var customers = rows.GroupBy(row => row["customer_id"]).ToLookup(customer => customer.First()["cohort"]);
        decimal At(IEnumerable<ProofRow> customer, DateOnly day) => customer.Where(row => row.Day("date") <= day).Sum(row => row.Number("mrr") * row.Number("rate"));
        DateOnly End(string cohort, int month) => DateOnly.Parse(cohort + "-01", CultureInfo.InvariantCulture).AddMonths(month + 1).AddDays(-1);
        decimal Initial(IEnumerable<ProofRow> customer) => At(customer, customer.First().Day("first_paid"));
        var series = await bot.MetricAsync("cohorts", year);
        foreach (var entry in series.Entries().Where(entry => entry["active"] is not null))
        {
            var (cohort, month) = (entry["cohort"]!.GetValue<string>(), entry["month"]!.GetValue<int>());
            var size = customers[cohort].Count();
            var (active, initial) = (customers[cohort].Count(customer => At(customer, End(cohort, month)) > 0), Micros(customers[cohort].Sum(Initial)));
            var (mrr, kept) = (Micros(customers[cohort].Sum(customer => At(customer, End(cohort, month)))), Micros(customers[cohort].Sum(customer => Math.Min(Initial(customer), At(customer, End(cohort, month))))));
            (entry.Number("size"), entry.Number("active"), entry.Money("mrr")).ShouldBe((size, active, mrr));
            (entry.Number("logo_retention"), entry.Number("revenue_retention"), entry.Number("gross_retention"))
                .ShouldBe((Six((decimal)active / size), Six((decimal)mrr / initial), Six((decimal)kept / initial)));
        }

        // After three months: of the cohorts that are four whole months old.
        var old = customers.Where(cohort => End(cohort.Key, 3) <= new DateOnly(2025, 1, 31)).ToList();
        var share = (decimal)old.Sum(cohort => cohort.Count(customer => At(customer, End(cohort.Key, 3)) > 0)) / old.Sum(cohort => cohort.Count());
        await bot.ShownAsync("/cohorts" + OnTheDay, Percent(share));
    }

    [Fact]
    public async Task Usage_is_the_days_of_each_plan()
    {
        // Usage of the sample ends on the day before: so do the thirty days of the answer.
        var (_, rows) = await bot.ProofAsync("usage", January);
        foreach (var sum in (await bot.NowAsync("usage", "from=2025-01-01&to=2025-01-30"))["summary"]!["metrics"]!.AsArray())
        {
            var of = rows.Where(row => row["metric"] == (sum!["metric"]?.GetValue<string>() ?? "")).ToList();
            var users = of.Sum(row => row.Number("active_users"));
            sum!.Number("active_users").ShouldBe(Math.Round(users / 30, 4, MidpointRounding.AwayFromZero));
            if (sum!["metric"] is null) continue;
            sum!.Number("quantity").ShouldBe(of.Sum(row => row.Number("quantity")));
            sum!.Number("per_user").ShouldBe(Math.Round(of.Sum(row => row.Number("quantity")) / users, 4, MidpointRounding.AwayFromZero));
        }

        var daily = rows.Where(row => !row.Has("metric")).Sum(row => row.Number("active_users")) / 30;
        var shown = daily >= 100 ? Math.Round(daily, MidpointRounding.AwayFromZero).ToString("N0", CultureInfo.InvariantCulture) : Math.Round(daily, 1, MidpointRounding.AwayFromZero).ToString("0.#", CultureInfo.InvariantCulture);
        await bot.ShownAsync("/usage" + OnTheDay, $"{shown} users a day");
    }

    [Fact]
    public async Task Segments_are_their_customers()
    {
        var (_, rows) = await bot.ProofAsync("segments", "");
        var grid = await bot.MetricAsync("segments", "");
        var (now, then) = (rows.Where(row => !row.Has("left")).ToList(), rows.Where(row => row.Has("left")).ToList());
        foreach (var entry in grid.Entries())
        {
            var segment = entry["segment"]!.GetValue<string>();
            var (own, before) = (now.Where(row => row["segment"] == segment).ToList(), then.Where(row => row["segment"] == segment).ToList());
            var paying = own.Count(row => row.Is("paying"));
            (entry.Number("customers"), entry.Number("paying"), entry.Number("trials")).ShouldBe((own.Count, paying, own.Count - paying));
            (entry.Number("customer_months"), entry.Number("left")).ShouldBe((before.Count, before.Count(row => row.Is("left"))));
            Math.Abs((own.Sum(row => row.Number("mrr")) * 1_000_000m) - entry.Money("mrr")).ShouldBeLessThan(1);
            if (paying > 0) entry.Money("arpu").ShouldBe((long)Math.Round(entry.Money("mrr") / (decimal)paying, MidpointRounding.AwayFromZero));
            if (before.Count == 0) continue;
            var months = before.GroupBy(row => row["date"]).Select(month => (decimal)month.Count(row => row.Is("left")) / month.Count()).ToList();
            entry["monthly_churn"]!.Number("fraction").ShouldBe(Six(months.Average()));
        }

        grid["summary"]!["total"]!.Money("mrr").ShouldBe(Micros(now.Sum(row => row.Number("mrr"))));
        await bot.ShownAsync("/segments" + OnTheDay, Dollars(now.Sum(row => row.Number("mrr"))));
    }

    [Fact]
    public async Task Nps_is_the_last_answer_of_each_person()
    {
        const string ninety = "&from=2024-11-03";
        var (_, rows) = await bot.ProofAsync("nps", ninety);
        var scores = rows.GroupBy(row => (row["customer_id"], row["user_id"])).Select(person => person.MaxBy(row => row["responded_at"], StringComparer.Ordinal)!.Number("score")).ToList();
        var (promoters, detractors, all) = (scores.Count(score => score >= 9), scores.Count(score => score <= 6), (decimal)scores.Count);
        var summary = (await bot.MetricAsync("nps", ninety))["summary"]!;
        (summary.Number("promoters"), summary.Number("detractors"), summary.Number("responses")).ShouldBe((promoters, detractors, all));
        summary.Number("nps").ShouldBe(Math.Round(100 * (promoters - detractors) / all, 4, MidpointRounding.AwayFromZero));
        var (p, d) = ((double)(promoters / all), (double)(detractors / all));
        summary.Number("margin").ShouldBe(Math.Round((decimal)(100 * 1.959964 * Math.Sqrt((p + d - ((p - d) * (p - d))) / (double)all)), 4, MidpointRounding.AwayFromZero));
        await bot.ShownAsync("/nps" + OnTheDay, One(100 * (promoters - detractors) / all));
    }

    [Fact]
    public async Task Targets_are_compared_with_the_figures_of_their_rows()
    {
        var (_, rows) = await bot.ProofAsync("targets", January);
        var entries = (await bot.MetricAsync("targets", January)).Entries().ToList();
        entries.Count.ShouldBe(rows.Count);
        foreach (var entry in entries)
        {
            var row = rows.Single(row => row["metric"] == entry["metric"]!.GetValue<string>());
            var (value, current) = (row.Number("value"), row.Number("current"));
            var upper = row.Has("upper") ? row.Number("upper") : decimal.MaxValue;
            var reached = row["kind"] switch { "level" => current >= value, "minimum" => current > value, _ => current >= value && current <= upper };
            var missing = reached ? 0 : (current > upper ? upper : value) - current;
            entry.Number("current").ShouldBe(Six(current));
            entry.Number("missing").ShouldBe(Six(missing));
            (entry["state"]!.GetValue<string>() == "reached").ShouldBe(reached);
        }

        var mrr = rows.Single(row => row["metric"] == "mrr");
        Micros(mrr.Number("current")).ShouldBe(Micros((await LedgerAsync("mrr")).Mrr));
        await bot.ShownAsync("/target" + OnTheDay, Dollars(mrr.Number("current")), Dollars(mrr.Number("value")));
    }

    [Fact]
    public async Task The_forecast_is_two_views_of_the_past_and_what_is_known()
    {
        var (_, rows) = await bot.ProofAsync("forecast", "");
        var entries = (await bot.MetricAsync("forecast", "")).Entries().ToList();
        entries.Count.ShouldBe(rows.Count);
        foreach (var (entry, row) in entries.Zip(rows))
        {
            var (trend, usual, level, known) = ((double)row.Number("trend"), (double)row.Number("usual"), (double)row.Number("level"), (double)row.Number("known"));
            trend.ShouldBe((usual + level) / 2, 1e-6);
            entry.Money("mean").ShouldBe((long)Math.Round(Math.Max(trend + known - usual, 0) * 1_000_000, MidpointRounding.AwayFromZero));
        }

        await bot.ShownAsync("/forecast" + OnTheDay, Dollars(entries[^1].Money("mean") / 1_000_000m));
    }

    [Fact]
    public async Task What_was_computed_ahead_is_proved_as_of_its_moment()
    {
        var (retention, segments, clv) = await bot.RefreshedAsync();
        var (_, rows) = retention;
        var summary = (await bot.NowAsync("cohorts", "from=2022-01-01"))["summary"]!;
        summary.Number("size").ShouldBe(rows.Select(row => row["customer_id"]).Distinct().Count());
        (await bot.NowAsync("segments", ""))["summary"]!["total"]!.Money("mrr").ShouldBe(Micros(segments.Rows.Where(row => !row.Has("left")).Sum(row => row.Number("mrr"))));
        (await bot.NowAsync("clv-by-plan", ""))["summary"]!["total"]!.Money("revenue").ShouldBe(Micros(clv.Rows.Sum(row => row.Number("revenue"))));
    }

    [Fact]
    public async Task A_customer_whose_name_is_a_formula_is_none_in_a_spreadsheet()
    {
        await bot.LearnAsync("=cmd|' /C calc'!A0", new(2026, 3, 5, 12, 0, 0, TimeSpan.Zero));
        var csv = await bot.CsvAsync("mrr", "from=2026-03-01&to=2026-03-31");
        csv.ShouldContain(",\"'=cmd|' /C calc'!A0\",");
        csv.ShouldNotContain(",=cmd");
    }

    private async Task<LedgerSum> LedgerAsync(string metric)
    {
        var (receipt, rows) = await bot.ProofAsync(metric, January);
        return new(receipt, rows);
    }
}
