using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

/// <summary>What is said where the usual figures are missing, late or undefined.</summary>
public sealed class AnswerStateTests
{
    private static readonly Currency Eur = Currency.Parse("EUR");

    [Fact]
    public void No_data_says_what_to_do()
    {
        var answer = Of([], sources: []);
        answer.Text.ShouldBe("No billing data has arrived yet. Connect Stripe or import files, then ask again.");
        answer.Footer.ShouldBe("No source is connected yet · USD · default definitions");
        answer.Figures.ShouldBeEmpty();
    }

    [Fact]
    public void A_source_without_subscriptions_is_another_case() =>
        Of([]).Headline.ShouldBe("MRR is 0 on 10 Nov: no subscription has begun yet.");

    [Fact]
    public void Before_the_first_subscription_the_day_asked_for_is_named()
    {
        Of(Larkspur.Rows, "in August 2024").Headline.ShouldBe("MRR is 0 on 31 Aug 2024: no subscription had begun by then.");
        Of(Larkspur.Rows, "by plan in Q2 2024").Headline.ShouldBe("MRR is 0 on 30 Jun 2024: no subscription had begun by then.");
    }

    [Fact]
    public void Before_anything_was_recorded_nothing_is_said_of_subscriptions()
    {
        Of([], "known at 2026-03-01T09:00").Headline.ShouldBe("Nothing was recorded by Sun 1 Mar 2026, 09:00 New York, so no MRR was known then.");
        Of([], "in August 2024 known at 2026-03-01T09:00").Headline.ShouldBe(
            "No MRR was known for 31 Aug 2024: nothing of that day or before was recorded by Sun 1 Mar 2026, 09:00 New York.");
    }

    [Fact]
    public void A_month_from_nothing_has_no_percentage()
    {
        LedgerCell[] rows = [Larkspur.Row(new(2026, 6, 10), "", MovementKind.New, 500, 5)];
        Of(rows, "in June").Headline.ShouldBe("In June MRR rose from 0 to $500.");
        Of(rows, "last quarter").Headline.ShouldBe("MRR did not change since 30 Jun: $500 on 30 Sep.");
        Of(rows, "Q2 2026").Headline.ShouldBe("MRR rose from 0 since 31 Mar, to $500 on 30 Jun.");
    }

    [Fact]
    public void A_sentence_rounds_its_line_and_the_table_shares_out_what_rounding_leaves()
    {
        // Rounded one by one, October's lines would come to 1,001 and not to the 1,000 between its balances.
        LedgerCell[] rows =
        [
            Larkspur.Row(new(2026, 9, 5), "", MovementKind.New, 5_000, 9), Larkspur.Row(new(2026, 10, 5), "", MovementKind.New, 600.6m, 2),
            Larkspur.Row(new(2026, 10, 6), "", MovementKind.Expansion, 399.5m), Larkspur.Row(new(2026, 11, 5), "", MovementKind.New, 650, 2),
            Larkspur.Row(new(2026, 11, 6), "", MovementKind.Expansion, 420),
        ];
        var answer = Of(rows, "why this month");
        answer.Table!.Rows.ShouldContain(row => row[0] == "Expansion" && row[2] == "+399");
        answer.Sentences.ShouldContain("Expansion added $420, vs $400 in 1–10 Oct.");
    }

    [Fact]
    public void The_key_of_the_finding_has_its_column()
    {
        string[] plans = ["one of them", "two of them", "tri of them", "for of them"];
        LedgerCell[] rows =
        [
            .. plans.Select((plan, i) => Larkspur.Row(new(2026, 6, 1), plan, MovementKind.New, 1_000_000 + i, 1)),
            Larkspur.Row(new(2026, 6, 1), "small", MovementKind.New, 10, 1), Larkspur.Row(new(2026, 11, 2), "small", MovementKind.Expansion, 700),
        ];
        var answer = Of(rows, "by plan this month");
        answer.Headline.ShouldStartWith("small drives growth: +$700 of the +$700");
        answer.Table!.Columns.ShouldContain("small");
    }

    [Fact]
    public void Trials_alone_are_no_mrr() => Of([new LedgerCell(new(2026, 11, 3), "", Larkspur.Usd, MovementKind.Memo, 0, 0, 0, 49_000_000, 0, 1, 0, 2)])
        .Text.ShouldBe("MRR is 0 on 10 Nov: no customer has paid so far. 2 trials running.");

    [Fact]
    public void The_first_month_has_nothing_to_be_compared_with()
    {
        var answer = Of([Larkspur.Row(new(2026, 11, 3), "", MovementKind.New, 500, 5)]);
        answer.Headline.ShouldBe("MRR is $500 on 10 Nov, in its first month.");
        answer.Sentences[0].ShouldBe("November so far (1–10 Nov): +$500. New customers brought the most.");
        answer.Figures[0].Value.ShouldBe("–");
        answer.Figures[0].Comparison.ShouldBe("no MRR on 10 Nov 2025");
    }

    [Fact]
    public void A_percentage_of_nothing_is_a_dash_with_its_reason() =>
        Of([Larkspur.Row(new(2026, 6, 1), "", MovementKind.New, 100, 1), Larkspur.Row(new(2026, 7, 1), "", MovementKind.Churn, -100, -1),
            Larkspur.Row(new(2026, 11, 3), "", MovementKind.Reactivation, 500, 1)])
            .Headline.ShouldBe("MRR is $500 on 10 Nov, up $500 (–) vs 10 Oct, when it was $0.");

    [Fact]
    public void All_gone_is_said_as_it_is()
    {
        var answer = Of([Larkspur.Row(new(2026, 6, 1), "", MovementKind.New, 100, 1), Larkspur.Row(new(2026, 11, 2), "", MovementKind.Churn, -100, -1)]);
        answer.Text.ShouldStartWith("MRR is $0 on 10 Nov, down $100 (−100.0%) vs 10 Oct. November so far (1–10 Nov): −$100, vs 0 in 1–10 Oct. Churn is $100 higher.");
        answer.Figures.Single(figure => figure.Key == "arpa").Comparison.ShouldBe("no paying customers");
    }

    [Fact]
    public void Many_times_as_much_is_not_a_percentage() =>
        Of([Larkspur.Row(new(2026, 6, 1), "", MovementKind.New, 100, 1), Larkspur.Row(new(2026, 11, 2), "", MovementKind.New, 1_100, 1)])
            .Headline.ShouldBe("MRR is $1,200 on 10 Nov, up $1,100 (12 times) vs 10 Oct.");

    [Fact]
    public void Money_without_a_rate_is_named_and_not_added()
    {
        FxRate[] rates = [new(Eur, new(2026, 11, 2), false, 1.1m)];
        var rows = Larkspur.Rows.Append(Larkspur.Row(new(2026, 11, 9), "", MovementKind.New, 1_200, 1, currency: Eur));
        Of(rows, rates: rates, now: Larkspur.Now.AddDays(5)).Headline.ShouldStartWith("MRR is $58,430 and EUR 1,200 (no rate since 2 Nov) on 15 Nov, up");
        Of(rows).Headline.ShouldStartWith("MRR is $58,430 and EUR 1,200 (no rate) on 10 Nov, up");
    }

    [Fact]
    public void Stale_data_is_said_before_the_figure()
    {
        var answer = Of(Larkspur.Rows, now: Larkspur.Now.AddDays(2));
        answer.Notice.ShouldBe("Nothing has arrived from Stripe since Tue 10 Nov, 17:40. Figures are as of that time.");
        answer.Text.ShouldStartWith("Nothing has arrived from Stripe");
        Of(Larkspur.Rows, "as of 2026-10-31", now: Larkspur.Now.AddDays(2)).Notice.ShouldBeNull();
    }

    [Fact]
    public void Silence_of_files_is_no_staleness()
    {
        SourceState files = new("files", Larkspur.DataThrough.AddDays(-30));
        var answer = Of(Larkspur.Rows, sources: [files], now: Larkspur.Now.AddDays(2));
        answer.Notice.ShouldBeNull();
        answer.Footer.ShouldStartWith("Data through Sun 11 Oct 2026, 18:40 New York · files");
        Of(Larkspur.Rows, sources: [files, new("database", Larkspur.DataThrough)], now: Larkspur.Now.AddDays(2))
            .Notice.ShouldBe("Nothing has arrived from the app database since Tue 10 Nov, 17:40. Figures are as of that time.");
    }

    [Fact]
    public void What_was_known_then_says_so()
    {
        var answer = Of(Larkspur.Rows, "known at 2026-10-31T12:00");
        answer.Headline.ShouldStartWith("MRR is $57,380 on 31 Oct");
        answer.Sentences[^1].ShouldBe("As known on Sat 31 Oct 2026, 12:00 New York.");
        answer.Footer.ShouldBe("As known on Sat 31 Oct 2026, 12:00 New York · Stripe · USD · default definitions");
    }

    [Theory]
    [InlineData(58_000, "Target for 30 Nov is $58,000: reached, $430 above.")]
    [InlineData(60_000, "Target for 30 Nov is $60,000: $1,570 to go, reached on 25 Nov at this pace.")]
    [InlineData(61_000, "Target for 30 Nov is $61,000: $2,570 to go, reached on 5 Dec at this pace, 5 days late.")]
    [InlineData(1_000_000, "Target for 30 Nov is $1,000,000: $941,570 to go, not reached at this pace.")]
    public void A_target_is_reached_in_days_or_not(int target, string sentence) =>
        Of(Larkspur.Rows, targets: [new("mrr", new Month(2026, 11), TargetKind.Level, target, null)]).Sentences[1].ShouldStartWith(sentence);

    [Theory]
    [InlineData(58_000, "Target for 31 Oct was $58,000: $620 short.")]
    [InlineData(57_000, "Target for 31 Oct was $57,000: reached, $380 above.")]
    public void A_month_that_is_over_has_no_pace(int target, string sentence) =>
        Of(Larkspur.Rows, "as of 2026-10-31", targets: [new("mrr", new Month(2026, 10), TargetKind.Level, target, null)]).Sentences[1].ShouldBe(sentence);

    [Fact]
    public void Without_a_target_nothing_is_said_of_one() => Of(Larkspur.Rows, targets: []).Sentences.Count.ShouldBe(1);

    [Fact]
    public void A_gap_of_currencies_is_its_own_line_and_still_adds_up()
    {
        FxRate[] rates = [new(Eur, new(2026, 10, 1), true, 1.10m), new(Eur, new(2026, 11, 1), true, 1.08m)];
        var answer = Of([Larkspur.Row(new(2026, 10, 2), "", MovementKind.New, 100, 1, currency: Eur)], "this month", rates: rates);
        answer.Headline.ShouldBe("November so far (1–10 Nov): MRR fell $2 (−1.8%) to $108.");
        answer.Table!.Rows.ShouldContain(row => row[0] == "Exchange rates" && row[1] == "−2");
        Of([Larkspur.Row(new(2026, 10, 2), "", MovementKind.New, 100, 1, currency: Eur)], "this month at constant currency", rates: rates)
            .Headline.ShouldBe("November so far (1–10 Nov): MRR did not change: $108.");
    }

    private static Answer Of(
        IEnumerable<LedgerCell> rows, string text = "/mrr", FxRate[]? rates = null, SourceState[]? sources = null, Target[]? targets = null, DateTimeOffset? now = null) =>
        Larkspur.AskOf(text, query => Larkspur.Snapshot(query) with { Cells = Larkspur.Cells(rows, query) }, snapshot => snapshot with
        {
            FxRates = rates ?? [],
            Sources = sources ?? snapshot.Sources,
            Targets = targets ?? snapshot.Targets,
        }, now ?? Larkspur.Now);
}
