using System.Text.RegularExpressions;
using RevenueBot.Email;
using RevenueBot.Reports;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports;

/// <summary>DIGEST_PAGES=/some/folder keeps the mails, to be looked at in a browser.</summary>
public sealed partial class DigestMailTests
{
    private const string Own = "https://revenue.larkspur.example/";
    private static readonly string[] _sources = ["https://kappa-metrics.example/pricing", "https://oriel.example/blog/import?a=1&b=2"];

    [Fact]
    public void Every_report_keeps_the_rules_of_mail_clients()
    {
        foreach (var (name, digest) in SampleDigests.All)
        {
            var mail = Render(digest);
            Keep(name, mail);
            MailRules.Problems(mail, Own, _sources).ShouldBeEmpty(name);
        }
    }

    [Fact]
    public void The_plain_part_of_a_daily_report_reads_from_the_finding_down() => Render(SampleDigests.Daily with { Chart = null }).Plain.ShouldBe(
        """
        Larkspur Systems · Daily report · Tue 10 Nov 2026

        MRR closed at $58,430, up $270 on the day.

        The four Tuesdays before averaged +$95.

        Three new customers (+$306) and upgrades (+$64) outweighed one churn
        (−$100).

        TARGET 30 NOV: $60,000
        97.4% reached, $1,570 to go. Needed: $78.50 a day for 20 days. November
        so far: $105 a day. On pace for 25 Nov.

        NEEDS ATTENTION
        1. 23 customers at new high churn risk, $2,365 MRR
           19 made no export since 8 Nov, the day of Release 4.2. Check exports
           first. Owner: CS leads.
           https://revenue.larkspur.example/customers?alert=grp_9D4R&state=open
        2. Four payments failing, $1,236 MRR
           Next tries from 13 Nov. Call before. Owner: Dana Osei.
           https://revenue.larkspur.example/billing?failing=1
        3. Brightwater Clinics at high risk, $698 MRR
           Card expired, 4 of 12 users active. Ask for a new card. Owner: Dana
           Osei, acknowledged.
           https://revenue.larkspur.example/customers/cus_0412

        FIGURES FOR TUE 10 NOV 2026
        MRR                          $58,430
           +$270 on the day; Tuesday mean +$95
        November so far              +$1,050   vs +$640 in 1–10 Oct
        Last 7 days, 4–10 Nov          +$890   vs +$570 the 7 days before
        Paying customers                 593   +2 on the day
        ARPA                          $98.53   +$0.63 vs 10 Oct
        Active trials                     41   6 started on 10 Nov
        Payments received             $2,310   ex tax, net of refunds
        LTV                                –   fewer than 10 churns

        Open the dashboard:
        https://revenue.larkspur.example/

        RESTATED
        9 Nov closed at $58,160, not $58,188. A downgrade of 9 Nov (−$28)
        arrived on 10 Nov, 11:20.

        Day closed 24:00 New York · data through Wed 11 Nov 2026, 07:25 · Stripe
        · USD · default definitions

        -- 
        Sent to priya@larkspur.example because you subscribed.
        Change or stop:
        https://revenue.larkspur.example/reports/daily

        """);

    [Fact]
    public void The_subject_says_figure_change_and_day_and_first_what_must_be_known()
    {
        Render(SampleDigests.Daily).Subject.ShouldBe("MRR $58,430, up $270 on Tue 10 Nov");
        Render(SampleDigests.Late).Subject.ShouldBe("Late: MRR $58,430, up $270 on Tue 10 Nov");
        Render(SampleDigests.Stale).Subject.ShouldBe("Data as of 9 Nov: MRR $58,430, up $270");
        Render(SampleDigests.Stale with { Subject = "Data as of 9 Nov: MRR $58,430, up $270" }).Subject.ShouldBe("Data as of 9 Nov: MRR $58,430, up $270");
        var late = Render(SampleDigests.Late).Plain;
        late.IndexOf("3 hours late", StringComparison.Ordinal).ShouldBeLessThan(late.IndexOf("MRR closed", StringComparison.Ordinal));
    }

    [Fact]
    public void The_preheader_is_what_the_report_says_and_is_padded() =>
        Hidden().Match(Render(SampleDigests.Daily).Html).Groups[1].Value.ShouldBe("November +$1,050 vs +$640 in 1–10 Oct. On pace for $60,000 on 25 Nov. Three items need attention.");

    [Fact]
    public void A_target_has_a_bar_and_its_words()
    {
        var html = Render(SampleDigests.Daily).Html;
        html.ShouldContain("width=\"97%\" height=\"10\"");
        html.ShouldContain("<strong>Target 30 Nov: $60,000.</strong> 97.4% reached, $1,570 to go.");
        foreach (var (reached, widths) in new (decimal, string[])[] { (-0.2m, ["100%"]), (0m, ["100%"]), (0.001m, ["1%", "99%"]), (0.9999m, ["99%", "1%"]), (1m, ["100%"]), (1.4m, ["100%"]) })
            Bars().Matches(Render(SampleDigests.Daily with { Target = new("Target", "…") { Reached = reached } }).Html).Select(match => match.Groups[1].Value).ShouldBe(widths);
    }

    [Fact]
    public void Pictures_travel_with_it_under_stable_names()
    {
        Render(SampleDigests.Daily).Pictures.Select(picture => picture.Id).ShouldBe(["mrr-chart@revenuebot"]);
        Render(SampleDigests.Monthly).Pictures.Select(picture => picture.Id).ShouldBe(["mrr-chart@revenuebot", "forecast@revenuebot"]);
        var page = MailPreview.Page(Render(SampleDigests.Monthly));
        page.ShouldNotContain("cid:");
        page.Split("src=\"data:image/png;base64,iVBOR").Length.ShouldBe(3);
    }

    [Fact]
    public void What_a_document_holds_is_not_repeated_beside_it()
    {
        var mail = DigestMail.Render(SampleDigests.Monthly, Rendered.Mailing with { Document = "board-report-2026-10.pdf" });
        mail.Plain.ShouldContain("The whole report is attached: board-report-2026-10.pdf.");
        mail.Plain.ShouldContain("1. Call customers within a day when a payment fails. Owner: Dana Osei,");
        mail.Plain.ShouldNotContain("Opening");
        mail.Pictures.Count.ShouldBe(1);
    }

    [Fact]
    public void Without_a_dashboard_or_a_page_to_stop_it_nothing_leads_anywhere()
    {
        var mail = DigestMail.Render(SampleDigests.Daily, new(Rendered.Company, new(null), "priya@larkspur.example", null));
        mail.Html.ShouldNotContain("href=");
        mail.Plain.ShouldNotContain("https://");
    }

    [Fact]
    public void A_mail_of_any_report_fits()
    {
        foreach (var size in (int[])[0, 1, 4, 9]) MailRules.Problems(Render(Extremes.Of(SampleDigests.Weekly, size)), Own, [Extremes.Source.AbsoluteUri]).ShouldBeEmpty();
        Render(Extremes.Of(SampleDigests.Weekly, 9)).Plain.ShouldContain("Not shown here, for want of room:");
    }

    private static MailContent Render(Digest digest) => DigestMail.Render(digest, Rendered.Mailing);

    private static void Keep(string name, MailContent mail)
    {
        if (Environment.GetEnvironmentVariable("DIGEST_PAGES") is not { } folder) return;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name + ".txt"), $"Subject: {mail.Subject}\n\n{mail.Plain}");
        File.WriteAllText(Path.Combine(folder, name + ".html"), MailPreview.Page(mail));
    }

    [GeneratedRegex("<div style=\"display:none[^>]*>(.*?)(?=&#8199;)")]
    private static partial Regex Hidden();

    [GeneratedRegex("width=\"(\\d+%)\" height=\"10\"")]
    private static partial Regex Bars();
}
