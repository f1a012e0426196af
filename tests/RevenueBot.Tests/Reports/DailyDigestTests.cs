using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Reports;
using RevenueBot.Reports.Daily;
using RevenueBot.Tests.Questions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports;

/// <summary>What the daily report says, in words and figures.</summary>
public sealed class DailyDigestTests
{
    [Fact]
    public void A_day_is_told_by_its_closing_its_change_the_same_weekday_and_why()
    {
        var digest = DailyDigest.Of(LarkspurReports.Daily());

        digest.Title.ShouldBe("Daily report: Tue 10 Nov 2026");
        digest.Subject.ShouldBe("MRR $58,430, up $270 on Tue 10 Nov");
        digest.Preheader.ShouldBe("November so far +$1,050 vs +$640 in 1–10 Oct. On pace for $60,000 on 25 Nov. Nothing needs you.");
        digest.Notice.ShouldBeNull();
        digest.Headline.ShouldBe("MRR closed at $58,430, up $270 on the day.");
        digest.Sentences.ShouldBe(["The four Tuesdays before averaged +$245.", "Three new customers (+$306) and upgrades (+$64) outweighed one churn (−$100)."]);
        digest.Footer.ShouldBe("Day closed 24:00 · data through Wed 11 Nov 2026, 07:25 New York · Stripe · USD · default definitions");
        digest.NamesCustomers.ShouldBeFalse();
    }

    [Fact]
    public void Its_figures_have_their_days_and_their_comparisons() => DailyDigest.Of(LarkspurReports.Daily()).Figures.Select(figure => $"{figure.Label} | {figure.Value} | {figure.Comparison}").ShouldBe(
    [
        "MRR | $58,430 | +$270 on the day; Tuesday mean +$245",
        "November so far | +$1,050 | vs +$640 in 1–10 Oct",
        "Last 7 days, 4–10 Nov | +$1,010 | vs +$540 the 7 days before",
        "Paying customers | 593 | +2 on the day",
        "ARPA | $98.53 | +$0.63 (+0.6%) vs 10 Oct",
        "Trials | 0 active | 6 started on 10 Nov",
        "Payments received | $2,310 | ex tax, net of refunds",
    ]);

    [Fact]
    public void The_target_has_its_pace() => DailyDigest.Of(LarkspurReports.Daily()).Target.ShouldBe(new DigestNote(
        "Target 30 Nov: $60,000.", "97.4% reached, $1,570 to go. Needed: $78.50 a day for 20 days. November so far: $105 a day. On pace for 25 Nov.")
    { Reached = 58_430m / 60_000 });

    [Theory]
    [InlineData(58_000, "Reached: $430 above.")]
    [InlineData(58_430, "Reached.")]
    [InlineData(58_431, "99.9% reached, $1 to go. Needed: $0.05 a day for 20 days. November so far: $105 a day. On pace for 11 Nov.")]
    [InlineData(62_000, "94.2% reached, $3,570 to go. Needed: $178.50 a day for 20 days. November so far: $105 a day. At this pace it is reached on 14 Dec, 14 days late.")]
    public void A_target_is_reached_near_or_far(decimal goal, string text) =>
        DailyDigest.Of(LarkspurReports.Daily(change: snapshot => snapshot with { Targets = [new("mrr", new Month(2026, 11), TargetKind.Level, goal, null)] })).Target!.Text.ShouldBe(text);

    [Fact]
    public void Without_a_target_nothing_is_said_of_one() => DailyDigest.Of(LarkspurReports.Daily(change: snapshot => snapshot with { Targets = [] })).Target.ShouldBeNull();

    [Fact]
    public void A_target_of_a_range_says_whether_it_is_within()
    {
        DailyDigest.Of(LarkspurReports.Daily(change: Range(58_000, 59_000))).Target.ShouldBe(new DigestNote("Target 30 Nov: $58,000–$59,000.", "Within it."));
        DailyDigest.Of(LarkspurReports.Daily(change: Range(50_000, 58_000))).Target!.Text.ShouldStartWith("$430 above it. Needed: −$21.50 a day for 20 days.");

        static Func<LedgerSnapshot, LedgerSnapshot> Range(decimal low, decimal high) => snapshot => snapshot with { Targets = [new("mrr", new Month(2026, 11), TargetKind.Range, low, high)] };
    }

    [Fact]
    public void The_last_day_of_a_month_is_compared_whole_and_has_no_pace()
    {
        var figures = LarkspurReports.Daily(new DateTimeOffset(2026, 11, 1, 12, 30, 0, TimeSpan.Zero), snapshot => snapshot with { Targets = [new("mrr", new Month(2026, 10), TargetKind.Level, 58_000, null)] });
        var digest = DailyDigest.Of(figures);
        digest.Target.ShouldBe(new DigestNote("Target 31 Oct: $58,000.", "$620 short.") { Reached = 57_380m / 58_000 });
        digest.Figures.Single(figure => figure.Key == "month").ShouldSatisfyAllConditions(figure => figure.Label.ShouldBe("October"), figure => figure.Comparison.ShouldBe("vs +$1,530 in September"));
        digest.Headline.ShouldBe("MRR closed at $57,380, unchanged on the day.");
        digest.Sentences[1].ShouldBe("No customer came, left or changed what it pays.");
        digest.Subject.ShouldBe("MRR $57,380, unchanged on Sat 31 Oct");
    }

    [Fact]
    public void The_first_day_of_a_month_is_compared_with_one_day() =>
        DailyDigest.Of(LarkspurReports.Daily(new DateTimeOffset(2026, 11, 2, 12, 30, 0, TimeSpan.Zero))).Figures.Single(figure => figure.Key == "month").Comparison.ShouldBe("vs 0 on 1 Oct");

    [Fact]
    public void Data_that_stopped_before_the_day_was_over_is_said_first()
    {
        var digest = DailyDigest.Of(LarkspurReports.Daily(change: snapshot => snapshot with { Sources = [new("stripe", new DateTimeOffset(2026, 11, 10, 2, 5, 0, TimeSpan.Zero))] }));
        digest.Notice.ShouldBe("Nothing has arrived from Stripe since Mon 9 Nov, 21:05. Figures are as of that time.");
        digest.Subject.ShouldBe("Data as of 9 Nov: MRR $58,430");
        digest.Headline.ShouldBe("MRR is $58,430 by what arrived until Mon 9 Nov, 21:05.");
        digest.Sentences.ShouldBeEmpty();
    }

    [Fact]
    public void A_company_without_data_is_told_what_to_do()
    {
        var digest = DailyDigest.Of(LarkspurReports.Daily(change: snapshot => snapshot with { Cells = [], Sources = [], Targets = [] }));
        digest.Headline.ShouldBe("No billing data has arrived yet.");
        digest.Sentences.ShouldBe(["Connect Stripe or import files, then ask again."]);
        digest.Subject.ShouldBe("No MRR yet on Tue 10 Nov");
        digest.Figures.ShouldBeEmpty();
        digest.Chart.ShouldBeNull();
        digest.Preheader.Length.ShouldBeInRange(80, 110);
    }

    [Fact]
    public void The_first_day_is_compared_with_nothing()
    {
        var first = new DateOnly(2026, 11, 10);
        var digest = DailyDigest.Of(LarkspurReports.Daily(change: snapshot => snapshot with { Targets = [], Cells = [Larkspur.Row(first, "", MovementKind.New, 128.50m, 2, 2)] }));
        digest.Headline.ShouldBe("MRR closed at $128.50, up $128.50 on the day.");
        digest.Sentences.ShouldBe(["It came from two new customers (+$128.50)."]);
        digest.Figures.Single(figure => figure.Key == "month").Comparison.ShouldBeNull();
        digest.Figures.Single(figure => figure.Key == "week").Comparison.ShouldBeNull();
        digest.Figures.Single(figure => figure.Key == "arpa").Comparison.ShouldBeNull();
    }

    [Theory]
    [InlineData("JPY", "MRR closed at ¥58,430, up ¥270 on the day.", "MRR ¥58,430, up ¥270 on Tue 10 Nov")]
    [InlineData("KWD", "MRR closed at KWD 58,430, up KWD 270 on the day.", "MRR KWD 58,430, up KWD 270 on Tue 10 Nov")]
    public void Any_currency_is_written_as_itself(string code, string headline, string subject)
    {
        var currency = Currency.Parse(code);
        var digest = DailyDigest.Of(LarkspurReports.Daily(change: snapshot => snapshot with { Cells = [.. snapshot.Cells.Select(cell => cell with { Currency = currency })] }, currency: currency));
        (digest.Headline, digest.Subject).ShouldBe((headline, subject));
        digest.Currency.ShouldBe(currency);
        digest.Figures.SelectMany(figure => new[] { figure.Value, figure.Comparison ?? "" }).ShouldAllBe(text => !text.Contains('$'));
    }

    [Fact]
    public void Money_without_a_rate_is_named_and_its_customers_count()
    {
        var euro = Larkspur.Row(new DateOnly(2026, 11, 10), "", MovementKind.New, 1_200, 1, 1, Currency.Parse("EUR"));
        var digest = DailyDigest.Of(LarkspurReports.Daily(change: snapshot => snapshot with { Cells = [.. snapshot.Cells, euro] }));
        digest.Headline.ShouldBe("MRR closed at $58,430 and EUR 1,200 (no rate), up $270 on the day.");
        digest.Figures.Single(figure => figure.Key == "customers").Value.ShouldBe("594");
    }

    [Theory]
    [InlineData("", "No customer came, left or changed what it pays.")]
    [InlineData("new 100 1", "It came from one new customer (+$100).")]
    [InlineData("churn -100 -2", "It came from two churns (−$100).")]
    [InlineData("contraction -40 0, expansion 40 0", "Upgrades (+$40) matched downgrades (−$40).")]
    [InlineData("churn -100 -1, new 40 1", "One churn (−$100) outweighed one new customer (+$40).")]
    [InlineData("new 100 1, expansion 90 0, reactivation 80 1, resumed 70 1", "It came from one new customer (+$100), upgrades (+$90), one returning customer (+$80) and the rest (+$70).")]
    [InlineData("new 100 1, expansion 90 0, reactivation 80 1, churn -70 -1, paused -60 -1", "One new customer (+$100), upgrades (+$90) and one returning customer (+$80) outweighed smaller changes (−$130).")]
    public void Why_names_at_most_three_lines_and_adds_up(string lines, string sentence)
    {
        var cells = lines.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .Select(line => Larkspur.Row(new DateOnly(2026, 11, 10), "", Enum.Parse<MovementKind>(line[0], true), decimal.Parse(line[1], null), int.Parse(line[2], null)));
        var figures = LarkspurReports.Daily(change: snapshot => snapshot with { Cells = [.. snapshot.Cells.Where(cell => cell.LastDay < new DateOnly(2026, 11, 10)), .. cells] });
        DayDrivers.Sentence(figures.Day, figures.Customers, figures.Money).ShouldBe(sentence);
    }

    [Fact]
    public void Subjects_and_preheaders_keep_to_their_lengths_whatever_the_amounts()
    {
        foreach (var factor in (decimal[])[0.001m, 1, 1_000, 100_000])
            for (var day = Larkspur.Now.AddDays(-40); day <= LarkspurReports.Wednesday; day = day.AddDays(1))
            {
                var digest = DailyDigest.Of(LarkspurReports.Daily(day, snapshot => snapshot with { Cells = [.. snapshot.Cells.Select(cell => cell with { Amount = (long)(cell.Amount * factor) })] }));
                digest.Subject.Length.ShouldBeLessThanOrEqualTo(50, digest.Subject);
                digest.Preheader.Length.ShouldBeInRange(80, 110, digest.Preheader);
            }
    }
}
