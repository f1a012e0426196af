using System.Text;
using System.Text.RegularExpressions;
using RevenueBot.Configuration;
using RevenueBot.Email;
using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Email;

public sealed partial class AnswerMailTests
{
    private const string Hostile = "Acme\r\nBcc: all@evil.example <script>alert(1)</script>\u202Eexe.\u2066\u200F \"onload=\" 'x' {{DATE()}} & Söhne";
    private static readonly MailSetting _setting = new(new Company("Larkspur Systems", Larkspur.NewYork, Currency.Parse("USD")), new Uri("https://revenue.larkspur.example/"));

    [Fact]
    public void The_subject_is_figure_change_and_day() => Render(Answers.Mrr).Subject.ShouldBe("MRR $58,430 on 10 Nov, up $2,530 vs 10 Oct");

    [Fact]
    public void A_subject_that_is_too_long_ends_where_a_clause_ends() =>
        Render(Answers.Mrr with { Headline = "MRR is $58,430 on 10 Nov, up $2,530 (+4.5%) compared with the tenth of October." }).Subject.ShouldBe("MRR $58,430 on 10 Nov, up $2,530");

    [Theory]
    [InlineData("Business drives growth: +$5,410 of the +$9,570 since 31 May.", "Business drives growth: +$5,410 of the +$9,570")]
    [InlineData("Net revenue retention was 100.7% in 1 Dec 2025–29 Nov 2026.", "Net revenue retention was 100.7%")]
    [InlineData("Of 17 customers whose trial began in September, 52.9% paid within 30 days.", "vs a year ago +$16,470")]
    [InlineData("Somebody wrote (something) [in] *marks*, 0.1% of <b>", "Somebody wrote marks, 0.1% of b")]
    public void A_subject_keeps_its_figure(string headline, string subject) => Render(Answers.Mrr with { Headline = headline }).Subject.ShouldBe(subject);

    [Fact]
    public void Old_data_lead_the_subject()
    {
        var stale = Answers.Mrr with { Notice = "Nothing has arrived from Stripe since Mon 9 Nov, 12:00.", DataThrough = new(2026, 11, 9, 17, 0, 0, TimeSpan.Zero) };
        Render(stale).Subject.ShouldBe("Data as of 9 Nov: MRR $58,430 on 10 Nov, up $2,530");
        var plain = Render(stale).Plain;
        plain.IndexOf(stale.Notice, StringComparison.Ordinal).ShouldBeLessThan(plain.IndexOf(stale.Headline, StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_that_is_part_of_the_row_above_is_indented()
    {
        var html = Render(Answers.Mrr with { Chart = null, Table = new AnswerTable(["USD", "November"], [["Churn", "−1,843"], ["  by choice", "−1,536"]]) }).Html;
        html.ShouldContain("padding-left:16px;\">  by choice<");
        html.ShouldNotContain("padding-left:16px;\">Churn<");
    }

    [Fact]
    public void Locked_screens_show_no_customer()
    {
        var named = Answers.Mrr with { NamesCustomers = true, Headline = "Brightwater Clinics pays $698 MRR.", Sentences = ["Brightwater Clinics is at high risk."] };
        foreach (var mail in (MailContent[])[Render(named), Render(named with { Unnamed = () => named with { Headline = "Customer cus_0412 pays $698 MRR.", Sentences = ["It is at high risk."] } })])
            (mail.Subject + Hidden().Match(mail.Html).Value + Title().Match(mail.Html).Value).ShouldNotContain("Brightwater");
        Render(Answers.NotUnderstood with { Headline = "I read “mrr”, but not “Brightwater Clinics”." }).Subject.ShouldBe("The question was not understood");
    }

    [Fact]
    public void The_preheader_goes_on_from_the_subject() =>
        Hidden().Match(Render(Answers.Mrr).Html).Groups[1].Value.ShouldBe("November so far (1–10 Nov): +$1,050, vs +$640 in 1–10 Oct. New customers brought the most");

    [Fact]
    public void Both_parts_say_the_same_in_the_same_order() => Render(Answers.Mrr).Plain.ShouldBe(
        """
        Larkspur Systems · Answer to /mrr

        MRR is $58,430 on 10 Nov, up $2,530 (+4.5%) vs 10 Oct.

        November so far (1–10 Nov): +$1,050, vs +$640 in 1–10 Oct. New customers
        brought the most; churn is $312 higher.

        Target 30 Nov: $60,000. $1,570 to go. At this pace: 25 Nov.

        vs a year ago        +$16,470 (+39.3%)   $41,960 on 10 Nov 2025
        Committed MRR                  $57,310   8 cancels scheduled
        Paying customers                   593   +22 vs 10 Oct
        ARPA                            $98.53   +$0.63 (+0.6%) vs 10 Oct

        Line chart, MRR in USD at month end: Nov 2025 42,350. Last point, part
        of November: 58,430 on 10 Nov 2026.

        Open the dashboard:
        https://revenue.larkspur.example/

        Data through Tue 10 Nov 2026, 17:40 New York · Stripe · USD · default
        definitions

        """);

    [Fact]
    public void A_picture_travels_with_the_mail_and_nothing_is_fetched()
    {
        var mail = Render(Answers.Mrr);
        mail.Pictures.Single().Id.ShouldBe("chart@revenuebot");
        mail.Html.ShouldContain("src=\"cid:chart@revenuebot\" width=\"552\" height=\"310\" alt=\"Line chart, MRR in USD at month end: Nov 2025 42,350.");
        Addresses().Matches(mail.Html).Select(match => match.Value).ShouldBe(["https://revenue.larkspur.example/"]);
        foreach (var active in (string[])["<script", "<link", "<iframe", "<form", "@import", "url(", "javascript:", " onload"]) mail.Html.ShouldNotContain(active);
    }

    [Fact]
    public void What_others_typed_is_nothing_but_text()
    {
        var mail = Render(Answers.ByPlan with
        {
            Headline = Hostile,
            Question = $"/customer \"{Hostile}\"",
            Notice = Hostile,
            Sentences = [Hostile],
            Footer = Hostile,
            Table = new(["Plan", Hostile], [[Hostile, "$1"]], Hostile),
        });
        var figures = Render(Answers.Mrr with { Figures = [new(Hostile, Hostile, Hostile, Hostile)], Chart = new(() => new("<svg/>", Hostile, Hostile)) });
        foreach (var content in (MailContent[])[mail, figures])
        {
            content.Subject.ShouldNotContain('\n');
            content.Subject.Length.ShouldBeLessThanOrEqualTo(MailSubject.MostCharacters);
            Tags().Matches(content.Html).Select(tag => tag.Groups[1].Value).Distinct().ShouldBeSubsetOf(["html", "head", "meta", "title", "style", "body", "div", "table", "tr", "td", "h1", "h2", "p", "a", "img", "strong", "br", "span"]);
            content.Html.ShouldNotContain("\"onload=");
            foreach (var mark in (string[])["\u202E", "\u2066", "\u200F", "\r", "\nBcc"]) (content.Subject + content.Html + content.Plain).ShouldNotContain(mark);
        }
    }

    [Fact]
    public void A_mail_of_any_answer_fits_and_says_what_is_left_out()
    {
        var cells = Enumerable.Range(0, 12).Select(i => $"<{i}> & co").ToList();
        AnswerTable table = new(cells, [.. Enumerable.Range(0, 900).Select(_ => cells), [.. cells.Skip(1).Prepend("Total")]]);
        var mail = Render(Answers.ByPlan with { Headline = new('<', 5_000), Sentences = [.. Enumerable.Repeat(new string('&', 9_000), 90)], Table = table, Question = new('"', 9_000), Footer = new('>', 9_000) });
        Encoding.UTF8.GetByteCount(mail.Html).ShouldBeLessThan(100 * 1024);
        mail.Html.ShouldContain(" more</td>");
        mail.Html.ShouldContain(">Total</td>");
        mail.Plain.ShouldContain(" more");
        Render(Answers.ByPlan).Html.ShouldNotContain(" more</td>");
    }

    private static MailContent Render(Answer answer) => AnswerMail.Render(answer, _setting);

    [GeneratedRegex("<div style=\"display:none[^>]*>(.*?)(?=&#8199;)")]
    private static partial Regex Hidden();

    [GeneratedRegex("<title>.*?</title>")]
    private static partial Regex Title();

    [GeneratedRegex("https?://[^\"<\\s]*")]
    private static partial Regex Addresses();

    [GeneratedRegex("<([a-zA-Z0-9]+)")]
    private static partial Regex Tags();
}
