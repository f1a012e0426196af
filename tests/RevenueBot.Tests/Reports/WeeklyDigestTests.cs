using RevenueBot.Alerts.Speaking;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Reports;
using RevenueBot.Reports.Weekly;
using RevenueBot.Tests.Questions;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Reports.LarkspurReports;
using static RevenueBot.Tests.Reports.LarkspurWeeks;

namespace RevenueBot.Tests.Reports;

/// <summary>What the weekly review says, in words and figures.</summary>
public sealed class WeeklyDigestTests
{
    [Fact]
    public void A_week_is_told_by_its_change_the_week_before_and_why()
    {
        var digest = WeeklyDigest.Of(Weekly());
        digest.Title.ShouldBe("Weekly review: 2–8 Nov 2026");
        digest.Subject.ShouldBe("MRR $57,990, up $570 in the week 2–8 Nov");
        digest.Headline.ShouldBe("MRR rose $570 (+1.0%) to $57,990 in 2–8 Nov.");
        digest.Sentences.ShouldBe(
        [
            "The week before: +$540.", "New customers added $1,140, vs $870 in the week before. Churn took $1,082, 1.9 times the $560 of the week before.",
            "Three of the six who left had unpaid invoices (−$318).",
        ]);
        digest.Preheader.Length.ShouldBeInRange(80, 110);
        digest.Preheader.ShouldStartWith("New +$1,140, churn −$1,082; the week before +$870, −$560.");
        digest.Footer.ShouldStartWith("Week closed Sun 8 Nov, 24:00 · data through Mon 9 Nov 2026, 07:40 New York");
        digest.Page.ShouldBe("/revenue?week=2026-W45");
        digest.Chart!.Chart.AltText.ShouldContain("opening 57,420; new +1,140; expansion +690; reactivation +58; contraction −236; churn −1,082; closing 57,990");
    }

    [Fact]
    public void Four_figures_say_who_pays_whether_gains_outrun_and_where_the_month_leads()
    {
        var figures = WeeklyDigest.Of(Weekly()).Figures.ToDictionary(figure => figure.Key, figure => $"{figure.Label} | {figure.Value} | {figure.Comparison}");
        figures.Keys.ShouldBe(["customers", "quick_ratio", "forecast", "target"]);
        figures["customers"].ShouldBe("Paying customers | 589, +5 | 9 new, 2 returned, 6 left");
        figures["quick_ratio"].ShouldBe("Quick ratio | 1.4 | 1.7 the week before");
        figures["forecast"].ShouldMatch(@"^Forecast 30 Nov \| \$\d\d,\d\d\d \| 80% range \$\d\d,\d\d\d–\$\d\d,\d\d\d$");
        figures["target"].ShouldStartWith("Target 30 Nov | $60,000 | ");
    }

    [Theory]
    [InlineData(1_000, "below the 80% range")]
    [InlineData(900_000, "above the 80% range")]
    public void A_target_is_held_against_the_range(decimal goal, string place) => Target(new Target("mrr", new Month(2026, 11), TargetKind.Level, goal, null)).ShouldBe(place);

    [Fact]
    public void Without_a_target_that_is_said() => Target(null).ShouldBe("no target is set");

    [Fact]
    public void The_decision_is_about_the_most_money_that_nobody_has_taken()
    {
        Decision(Alert("payment-failed", "Acme", 1_000, 1), Alert("payment-failed", "Bo", 236, 1), Alert("health", "Cy", 600)).ShouldBe(
            "who calls customers with failing payments within a day. $1,236 MRR of two customers is at stake, and nobody has acknowledged any of them. Unpaid invoices took $318 in 2–8 Nov.");
        Decision(Taken(Alert("payment-failed", "Acme", 1_000, 1)), Alert("health", "Cy", 600)).ShouldBe("who calls the customers at high churn risk. $600 MRR of one customer is at stake, and nobody has acknowledged it.");
    }

    [Fact]
    public void Where_everything_is_taken_a_target_out_of_reach_is_decided_and_else_nothing()
    {
        var taken = Taken(Alert("payment-failed", "Acme", 1_000, 1));
        WeeklyDigest.Of(Weekly(snapshot => snapshot with { Targets = [new("mrr", new Month(2026, 11), TargetKind.Level, 900_000, null)] }, [taken])).Decision!.Text.ShouldStartWith("what is done about the target of $900,000. It is above the 80% range of the forecast for 30 Nov, ");
        WeeklyDigest.Of(Weekly(snapshot => snapshot with { Targets = [] }, [taken])).Decision.ShouldBeNull();
    }

    [Fact]
    public void Movements_have_their_reasons_and_the_customers_who_moved_most()
    {
        var section = Section("movements");
        section.Headline.ShouldBe("2–8 Nov: new +$1,140, expansion +$690, reactivation +$58, contraction −$236, churn −$1,082; net +$570.");
        section.Tables[0].Table.Rows.Select(row => string.Join('|', row)).ShouldBe(
        [
            "Opening|57,420|56,880", "New (9 customers)|+1,140|+870", "Expansion|+690|+410", "  quantity|+690|0", "Reactivation|+58|0", "Contraction|−236|−180", "  plan|−236|0",
            "Churn (6 customers)|−1,082|−560", "  by choice|−764|0", "  unpaid invoices|−318|0", "Closing|57,990|57,420",
        ]);
        section.Tables[1].NamesCustomers.ShouldBeTrue();
        section.Tables[1].Table.Rows.ShouldContain(row => row[0] == "cus_20");
        section.Tables[1].Unnamed!.Rows.SelectMany(row => row).ShouldNotContain("Brightwater Clinics");
        section.Tables[1].Table.Rows[^1][2].ShouldBe("+570");
    }

    [Fact]
    public void Customer_success_is_health_alerts_and_answers()
    {
        var section = Section("customer-success");
        section.Headline.ShouldBe("31 of 560 customers are at high risk on 9 Nov, 5 more than on 2 Nov, with $4,180 of $57,280 MRR.");
        section.Sentences.ShouldBe(
        [
            "Since 2 Nov 7 customers fell to high risk, and 2 rose from it.", "60 alerts fired in 11 Aug–8 Nov: 18 of 42 that can be judged came true (42.9%), $1,912 MRR was kept.",
            "health caught the most: 18 of 26 churns, 24 days ahead (median).", "18 alerts are less than 60 days old and not judged yet.",
        ]);
        section.Figures.ShouldHaveSingleItem().ShouldSatisfyAllConditions(nps => nps.Value.ShouldBe("50.0"), nps => nps.Comparison.ShouldBe("±13.1, 100 responses, vs 30.0 the 90 days before"));
        section.Tables.Select(table => (table.Heading, table.Table.Rows.Count)).ShouldBe([("Health", 5), ("Alerts by rule", 1)]);
        section.Note!.ShouldContain("does not prove");
    }

    [Fact]
    public void Risks_and_opportunities_have_their_money_the_largest_first()
    {
        var section = Section("risks", Alert("health", "Acme", 300), Alert("payment-failed", "Acme", 300, 1), Alert("payment-failed", "Bo", 936, 1));
        section.Headline.ShouldBe("$1,236 MRR of 2 customers is at stake; 2 customers could add $290 MRR.");
        section.Lists.SelectMany(list => list.Items.Select(item => $"{list.Heading}: {item.Finding}, {item.Money}")).ShouldBe(
        [
            "Risks: Two customers with failing payments, $1,236 MRR", "Risks: Acme at high churn risk, $300 MRR",
            "Opportunities: Pinecrest Media could go from Team to Business, +$250 MRR", "Opportunities: 1 other ready to grow, +$40 MRR",
        ]);
        section.Lists[1].Items[0].ShouldSatisfyAllConditions(item => item.Unnamed.ShouldBe("One customer could go from Team to Business"), item => item.Owner.ShouldBe("Sam Ito"), item => item.NamesCustomers.ShouldBeTrue());
    }

    [Fact]
    public void Cancels_that_no_rule_looks_for_are_taken_from_the_ledger()
    {
        var memo = new LedgerCell(new(2026, 11, 6), "", Larkspur.Usd, MovementKind.Memo, 0, 0, -1_120_000_000, 0, 0, 8, 8, 0);
        WeeklyDigest.Of(Weekly(snapshot => snapshot with { Cells = [.. snapshot.Cells, memo] })).Sections.Single(section => section.Key == "risks").Lists[0].Items.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(item => item.Finding.ShouldBe("8 subscriptions with a scheduled cancel"), item => item.Money.ShouldBe("$1,120 MRR"));
    }

    [Fact]
    public void Market_notes_are_quoted_as_they_are_and_without_any_there_is_no_part()
    {
        WeeklyDigest.Of(Weekly()).Sections.Select(section => section.Key).ShouldBe(["movements", "customer-success", "risks"]);
        DigestQuote quote = new("Kappa Metrics raised its Team price.", "Priya Nair", new(2026, 11, 5), new Uri("https://kappa-metrics.example/pricing"));
        WeeklyDigest.Of(Weekly() with { Quotes = [quote] }).Sections[^1].ShouldSatisfyAllConditions(section => section.Key.ShouldBe("market"), section => section.Quotes.ShouldBe([quote]), section => section.Sentences.ShouldBeEmpty());
    }

    [Fact]
    public void A_week_in_which_nothing_moved_says_so()
    {
        var digest = WeeklyDigest.Of(Weekly(snapshot => snapshot with { Cells = [.. snapshot.Cells.Where(cell => cell.LastDay < new DateOnly(2026, 11, 2))] }, moved: []));
        digest.Headline.ShouldBe("MRR did not change in 2–8 Nov: it is $57,420.");
        digest.Sentences.ShouldBe(["The week before: +$540.", "No customer came, left or changed what it pays."]);
        digest.Figures.Select(figure => figure.Comparison).Take(2).ShouldBe(["nobody came or left", "nothing moved; 1.7 the week before"]);
        digest.Sections[0].Headline.ShouldBe("Nothing moved in 2–8 Nov.");
        digest.Sections[0].Tables.Count.ShouldBe(1);
    }

    [Fact]
    public void The_first_week_is_compared_with_nothing()
    {
        var digest = WeeklyDigest.Of(Weekly(snapshot => snapshot with { Cells = [.. snapshot.Cells.Where(cell => cell.LastDay >= new DateOnly(2026, 11, 2))] }));
        digest.Headline.ShouldBe("MRR rose from 0 to $570 in 2–8 Nov.");
        digest.Sentences[0].ShouldStartWith("New customers added $1,140. Churn took $1,082.");
    }

    [Fact]
    public void Data_that_stopped_within_the_week_is_said_first()
    {
        var digest = WeeklyDigest.Of(Weekly(snapshot => snapshot with { Sources = [new("stripe", new DateTimeOffset(2026, 11, 7, 2, 5, 0, TimeSpan.Zero))] }));
        digest.Notice.ShouldBe("Nothing has arrived from Stripe since Fri 6 Nov, 21:05. Figures are as of that time.");
        (digest.Subject, digest.Headline).ShouldBe(("Data as of 6 Nov: MRR $57,990", "MRR is $57,990 by what arrived until Fri 6 Nov, 21:05."));
        digest.Sentences.ShouldBeEmpty();
    }

    [Fact]
    public void A_company_without_data_gets_what_the_market_says_and_what_to_do()
    {
        var digest = WeeklyDigest.Of(Weekly(snapshot => snapshot with { Cells = [], Sources = [], Targets = [] }, moved: []));
        (digest.Headline, digest.Subject).ShouldBe(("No billing data has arrived yet.", "No MRR yet in 2–8 Nov"));
        digest.Figures.ShouldBeEmpty();
        digest.Sections.ShouldBeEmpty();
        digest.Preheader.Length.ShouldBeInRange(80, 110);
    }

    private static OpenAlert Taken(OpenAlert alert) => alert with { Status = alert.Status with { Handling = alert.Status.Handling with { AssignedTo = "slack:U1" } } };

    private static string? Decision(params OpenAlert[] alerts) => WeeklyDigest.Of(Weekly(alerts: alerts)).Decision?.Text;

    private static DigestSection Section(string key, params OpenAlert[] alerts) => WeeklyDigest.Of(Weekly(alerts: alerts)).Sections.Single(section => section.Key == key);

    private static string? Target(Target? target) => WeeklyDigest.Of(Weekly(snapshot => snapshot with { Targets = target is null ? [] : [target] })).Figures.Single(figure => figure.Key == "target").Comparison;
}
