using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Reports;
using RevenueBot.Reports.Attention;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Reports.LarkspurReports;

namespace RevenueBot.Tests.Reports;

/// <summary>What needs somebody: which open alerts are one item, in which order, and in which words.</summary>
public sealed class AttentionTests
{
    [Fact]
    public void Single_customers_stand_by_their_names_the_most_money_first() => Items(Alert("payment-failed", "Acme", 100, 2), Alert("health", "Brightwater Clinics", 698, 26, "Dana Osei")).ShouldBe(
    [
        "Brightwater Clinics at high churn risk | $698 MRR |  | Call the customer about the first reason. | Dana Osei | /customers/brightwater%20clinics",
        "Acme with a failing payment | $100 MRR | 2 tries to collect failed since the last payment. | Ask for another card. |  | /customers/acme",
    ]);

    [Fact]
    public void From_four_on_those_that_say_the_same_are_one_item() => Items([.. Enumerable.Range(1, 5).Select(i => Alert("payment-failed", $"Customer {i}", 100 * i, 1, "Sam Ito"))]).ShouldBe(
        ["Five customers with failing payments | $1,500 MRR | None is new since 10 Nov. Largest: Customer 5 ($500), Customer 4 ($400), Customer 3 ($300). | Ask for another card. | Sam Ito | /billing"]);

    [Fact]
    public void A_customer_with_two_alerts_of_the_same_meaning_is_one_and_its_money_counts_once()
    {
        var figures = Of(Alert("health", "Acme", 698), Alert("churn-risk", "Acme", 698, 0.5m));
        figures.All.ShouldHaveSingleItem().Mrr.ShouldBe(698_000_000);
    }

    [Fact]
    public void What_was_told_as_one_message_stays_together()
    {
        OpenAlert[] told = [.. Enumerable.Range(1, 2).Select(i => In("grp_1", Alert("health", $"Customer {i}", 50))), Alert("health", "Brightwater Clinics", 698)];
        Of(told).All.Select(concern => (concern.Customers.Count, concern.MessageKey)).ShouldBe([(1, null), (2, "grp_1")]);
        AttentionWords.Items(Of(told))[1].Page.ShouldBe("/customers?alert=grp_1");
    }

    [Fact]
    public void Offers_targets_late_data_snoozed_recovering_and_held_alerts_need_nobody()
    {
        var alert = Alert("health", "Acme", 100);
        Of(Alert("usage-limit", "Acme", 100), Alert("target", "company", 0), Alert("stale-source", "stripe", 0), With(alert, status => status with { State = AlertState.Recovering }), With(alert, status => status with { State = AlertState.NoData }),
            With(alert, status => status with { Handling = status.Handling with { SnoozedUntil = Wednesday.AddDays(1) } })).All.ShouldBeEmpty();
    }

    [Fact]
    public void Who_has_taken_it_is_said()
    {
        static OpenAlert Taken(OpenAlert alert) => With(alert, status => status with { Handling = status.Handling with { AcknowledgedBy = "slack:U1" } });
        AttentionWords.Items(Of(Taken(Alert("health", "Acme", 100, owner: "Dana Osei"))))[0].Owner.ShouldBe("Dana Osei, acknowledged");
        AttentionWords.Items(Of(Taken(Alert("payment-failed", "Acme", 100, 1))))[0].Evidence.ShouldBe("A payment failed and has not been made up for. Acknowledged.");
        AttentionWords.Items(Of([Taken(Alert("health", "A", 5)), .. "BCDE".Select(name => Alert("health", $"{name}", 5))]))[0].Evidence!.ShouldContain("One is acknowledged.");
    }

    [Fact]
    public void A_fall_of_all_mrr_is_worth_what_the_week_changed() => Items(Alert("mrr-drop", "Larkspur Systems", 0, -0.032m)).ShouldBe(["MRR fell by 3.2% within 7 days | $1,900 MRR |  | Ask /why to see what moved it. |  | /revenue"]);

    [Fact]
    public void Whoever_is_in_two_items_is_said_so_and_what_is_not_shown_is_counted()
    {
        var note = AttentionWords.Note(Of(Alert("health", "Acme", 698), Alert("payment-failed", "Acme", 698, 1), Alert("downgrade", "Bo", 50, 0.3m), Alert("nps-detractor", "Cy", 20, 3)))!;
        note.ShouldBe(new DigestRemark("Acme is in items 1 and 2. One smaller item is not shown: ask /alerts.", "One customer is in items 1 and 2. One smaller item is not shown: ask /alerts.") { NamesCustomers = true });
        AttentionWords.Note(Of(Alert("health", "Acme", 698))).ShouldBeNull();
    }

    [Fact]
    public void Many_in_two_items_are_counted_and_not_named()
    {
        var note = AttentionWords.Note(Of([.. "ABCD".SelectMany(name => new[] { Alert("health", $"{name}", 10), Alert("payment-failed", $"{name}", 10, 1) })]))!;
        note.ShouldBe(new DigestRemark("Four customers are in items 1 and 2.", "Four customers are in items 1 and 2."));
    }

    [Fact]
    public void Nothing_open_is_said_and_nothing_looked_for_is_not_called_nothing()
    {
        AttentionWords.Nothing(Of()).ShouldBe("Nothing needs you. No alert of high or medium level is open.");
        AttentionWords.Nothing(Of() with { Snoozed = 2 }).ShouldBe("Nothing needs you. No alert of high or medium level is open. Two are snoozed.");
        AttentionWords.Nothing(Of() with { LookedAt = null }).ShouldBe("No alert rule has been asked yet, so it is not known what needs you.");
        AttentionWords.Nothing(Of() with { LookedAt = Wednesday.AddHours(-5) }).ShouldBe("Nothing needed you Wed 11 Nov, 02:30, when alert rules were last asked.");
        AttentionWords.Nothing(Of(Alert("health", "Acme", 1))).ShouldBeNull();
        AttentionWords.Teaser(Of()).ShouldBe("Nothing needs you.");
    }

    private static IEnumerable<string> Items(params OpenAlert[] alerts) =>
        AttentionWords.Items(Of(alerts)).Select(item => string.Join(" | ", item.Finding, item.Money, item.Evidence, item.Do, item.Owner, item.Page));

    private static AttentionFigures Of(params OpenAlert[] alerts) => Attention(new(DigestKind.Daily, new(2026, 11, 10), new(2026, 11, 10)), Wednesday, alerts);

    private static OpenAlert With(OpenAlert alert, Func<AlertStatus, AlertStatus> change) => alert with { Status = change(alert.Status) };

    private static OpenAlert In(string message, OpenAlert alert) => With(alert, status => status with { Telling = status.Telling with { MessageKey = message } });
}
