using System.Net;
using System.Text.Json.Nodes;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Retention;

/// <summary>Churn, retention and cohorts from the outside: HTTP, real database.</summary>
public sealed class RetentionHttpTests(LiveBot bot) : IClassFixture<LiveBot>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/churn as of 2024-05-31", "Logo churn was 33.3% in May 2024 (1 of 3 customers left), up 33.3 points vs April 2024.")]
    [InlineData("/churn as of 2024-06-10", "Logo churn was 33.3% in May 2024 (1 of 3 customers left), up 33.3 points vs April 2024.")]
    [InlineData("/churn in May 2024", "Logo churn was 33.3% in May 2024 (1 of 3 customers left), up 33.3 points vs April 2024.")]
    [InlineData("/churn in January 2024", "Logo churn in January 2024: – (no customer was paying on 31 Dec 2023).")]
    [InlineData("/churn over 3 months as of 2024-05-31", "Logo churn was 0% over the 3 months to 31 May 2024 (0 of 2 customers left).")]
    [InlineData("/nrr over 3 months as of 2024-05-31", "Net revenue retention was 154.7% over the 3 months to 31 May 2024.")]
    [InlineData("/grr over 1 month as of 2024-05-31", "Gross revenue retention was 87.2% in May 2024, down 12.8 points vs April 2024.")]
    [InlineData("/nrr as of 2024-05-31", "Net revenue retention over the 12 months to 31 May 2024: – (no customer was paying on 31 May 2023).")]
    [InlineData("/churn for plan solo in May 2024", "Logo churn of plan Solo was 100.0% in May 2024 (1 of 1 customer left), up 100.0 points vs April 2024.")]
    [InlineData("/churn gross in May 2024", "Gross MRR churn was 12.8% in May 2024, up 12.8 points vs April 2024.")]
    [InlineData("net mrr churn in March 2024", "Net MRR churn was −54.7% in March 2024, down 54.7 points vs February 2024.")]
    [InlineData("gross churn for plan solo in May 2024", "Gross MRR churn of plan Solo was 100.0% in May 2024, up 100.0 points vs April 2024.")]
    [InlineData("revenue churn in May 2024", "That can be gross MRR churn or net MRR churn. Which one do you mean?")]
    [InlineData("gross churn today", "Gross MRR churn is a rate of a month or more, not of one day. Ask who cancelled that day, or for this month.")]
    [InlineData("nrr yesterday", "Net revenue retention is a rate of a month or more, not of one day. Ask for this month.")]
    [InlineData("/cohorts as of 2024-06-30", "After 1 month 100.0% of new customers still pay, after 3 months 66.7%.")]
    [InlineData("/cohorts in 2023", "No customer first paid in 1 Jan–31 Dec 2023.")]
    public async Task A_question_is_answered_with_the_finding_first(string question, string headline) => (await bot.AskAsync(question)).Headline().ShouldBe(headline);

    [Fact]
    public async Task A_month_stands_beside_the_month_before_and_adds_up()
    {
        var answer = await bot.AskAsync("/churn in May 2024");
        answer.Rows().ShouldBe(
        [
            ["Customers at start", "3", "3"], ["Left", "1", "0"], ["MRR at start", "227", "227"], ["Churn", "−29", "0"], ["Contraction", "0", "0"], ["Expansion", "0", "0"],
            ["MRR at end", "198", "227"], ["Logo churn", "33.3%", "0%"], ["Gross MRR churn", "12.8%", "0%"], ["Net MRR churn", "12.8%", "0%"],
        ]);
        answer.Sentences().ShouldContain("Gross MRR churn 12.8%, net 12.8%. Customers of 30 Apr 2024 paid $227 then and $198 on 31 May 2024: churn −$29, contraction 0, expansion 0.");
    }

    [Fact]
    public async Task Retention_is_a_table_of_windows() => (await bot.AskAsync("/retention as of 2024-05-31")).Rows()
        .ShouldBe([["May 2024", "87.2%", "87.2%", "66.7%", "3"], ["3 months to 31 May 2024", "154.7%", "100.0%", "100.0%", "2"], ["12 months to 31 May 2024", "–", "–", "–", "0"]]);

    [Fact]
    public async Task A_longer_span_is_told_month_by_month() => (await bot.AskAsync("/nrr from 2024-03-01 to 2024-05-31")).Rows()
        .ShouldBe([["March 2024", "154.7%", "100.0%", "2"], ["April 2024", "100.0%", "100.0%", "3"], ["May 2024", "87.2%", "87.2%", "3"]]);

    [Fact]
    public async Task Plans_are_those_of_the_start_and_one_stands_out()
    {
        var answer = await bot.AskAsync("/churn by plan in May 2024");
        answer.Rows().ShouldBe([["Pro", "0%", "0%", "0%", "2"], ["Solo", "100.0%", "100.0%", "100.0%", "1"], ["Total", "33.3%", "12.8%", "12.8%", "3"]]);
        answer.Sentences().ShouldContain("Solo accounts for the largest losses: $29, logo churn 100.0%.");
        answer["names_customers"]?.GetValue<bool>().ShouldBeFalse();
    }

    [Theory]
    [InlineData("/churn in May 2024", "Logo churn = 1 not active at the end ÷ 3 opening customers = 33.3%.", "Gross MRR churn = (churn $29 + contraction $0) ÷ S $227 = 12.8%.")]
    [InlineData("/nrr over 3 months as of 2024-05-31", "Net revenue retention = Σ end $198 ÷ S $128 = 154.7%.", "Gross revenue retention = Σ min(start, end) $128 ÷ S $128 = 100.0%.")]
    public async Task A_receipt_puts_the_figures_into_the_formula(string question, params string[] formulas)
    {
        var receipt = await bot.ReceiptAsync(await bot.AskAsync(question));
        foreach (var formula in formulas) receipt.Sentences.ShouldContain(formula);
        var rows = receipt.Table!.Rows;
        rows.Skip(1).Take(4).Sum(row => Number(row[1])).ShouldBe(Number(rows[5][1]) - Number(rows[0][1]));
        rows.Skip(1).Take(4).Sum(row => Number(row[2])).ShouldBe(Number(rows[0][2]));
    }

    [Theory]
    [InlineData("/churn", "logo_churn gross_mrr_churn net_mrr_churn", "Gross MRR churn 12.8%, net 12.8%. ")]
    [InlineData("/churn gross", "gross_mrr_churn net_mrr_churn logo_churn", "Net MRR churn 12.8%, logo churn 33.3% (1 of 3 customers left). ")]
    [InlineData("/churn net", "net_mrr_churn gross_mrr_churn logo_churn", "Gross MRR churn 12.8%, logo churn 33.3% (1 of 3 customers left). ")]
    public async Task The_rate_that_was_asked_for_leads_and_the_others_follow(string command, string figures, string others)
    {
        var answer = await bot.AskAsync($"{command} in May 2024");
        answer["question"]!.GetValue<string>().ShouldBe($"{command} in May 2024");
        answer["figures"]!.AsArray().Select(figure => figure!["key"]!.GetValue<string>()).Take(3).ShouldBe(figures.Split(' '));
        answer.Sentences()[0].ShouldStartWith(others);
        answer["suggestions"]![0]!["question"]!.GetValue<string>().ShouldBe($"{command} by plan in May 2024");
        (await bot.ReceiptAsync(answer)).Headline.ShouldStartWith($"How {figures.Split(' ')[0].Replace('_', ' ').Replace("mrr", "MRR")} of ");
    }

    [Theory]
    [InlineData("logo-churn", "How logo churn of 33.3% in May 2024 adds up")]
    [InlineData("gross-mrr-churn", "How gross MRR churn of 12.8% in May 2024 adds up")]
    [InlineData("net-mrr-churn", "How net MRR churn of 12.8% in May 2024 adds up")]
    [InlineData("nrr", "How net revenue retention of 87.2% in May 2024 adds up")]
    public async Task The_receipt_of_a_route_is_of_its_rate(string route, string headline) =>
        (await bot.MetricAsync($"{route}/receipt?from=2024-05-01&to=2024-05-31"))["headline"]!.GetValue<string>().ShouldBe(headline);

    [Theory]
    [InlineData("/churn in May 2024 known at 2024-06-30", "As known on Sun 30 Jun 2024, 23:59 New York.")]
    [InlineData("/retention by country known at 2024-06-30", "As known on Sun 30 Jun 2024, 23:59 New York.")]
    [InlineData("/cohorts from 2024-03-10 to 2024-05-10", "Cohorts are whole months: 10 Mar–10 May 2024 is a part of 1 Mar–31 May 2024.")]
    public async Task What_moves_the_figures_is_said(string question, string sentence) => (await bot.AskAsync(question)).Sentences().ShouldContain(sentence);

    [Theory]
    [InlineData("/cohorts since 2024-01-01")]
    [InlineData("/retention")]
    public async Task What_was_known_then_is_said(string question) => (await bot.AskKnownAsync(question)).Sentences.ShouldContain(sentence => sentence.StartsWith("As known on "));

    [Fact]
    public async Task Cohorts_have_a_receipt_that_adds_up()
    {
        var receipt = await bot.ReceiptAsync(await bot.AskAsync("/cohorts as of 2024-06-30"));
        receipt.Headline.ShouldBe("How 2 paying customers of 3 cohorts add up");
        receipt.Table!.Rows[^1].ShouldBe(["Total", "3", "2", "198"]);
    }

    [Fact]
    public async Task Rates_are_series_of_fractions_with_what_they_are_made_of()
    {
        var series = await bot.MetricAsync("net-mrr-churn?from=2024-01-01&to=2024-05-31");
        var entries = series["entries"]!.AsArray();
        entries.Select(entry => entry!["date"]!.GetValue<string>()).ShouldBe(["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01"]);
        entries.Select(entry => (decimal?)entry!["value"]).ShouldBe([null, 0, -0.546875m, 0, 0.127753m]);
        entries[0]!["reason"]!.GetValue<string>().ShouldBe("no customer was paying on 31 Dec 2023");
        entries[2]!.Micros("opening").ShouldBe(128_000_000);
        entries[2]!.Micros("expansion").ShouldBe(70_000_000);
        (entries[4]!.Micros("opening") + entries[4]!.Micros("churn") + entries[4]!.Micros("contraction")).ShouldBe(entries[4]!.Micros("kept"));
        series["summary"]!["value"]!.GetValue<decimal>().ShouldBe(0.127753m);
        (series["as_of"]!.GetValue<string>(), series["profile"]!.GetValue<string>()).ShouldBe(("2024-05-31", "default"));
        series["data_through"]!.GetValue<string>().ShouldStartWith("2024-07-01T12:00:00");
    }

    [Theory]
    [InlineData("nrr?from=2024-05-01&to=2024-05-31&months=3", "1.546875")]
    [InlineData("grr?from=2024-05-01&to=2024-05-31", "0.872247")]
    [InlineData("logo-churn?from=2024-05-01&to=2024-05-31", "0.333333")]
    [InlineData("gross-mrr-churn?from=2024-05-01&to=2024-05-31", "0.127753")]
    [InlineData("logo-churn?from=2024-05-05&to=2024-05-06&interval=day", "0")]
    public async Task Every_rate_has_its_route(string query, string value) =>
        (await bot.MetricAsync(query))["entries"]![0]!["value"]!.GetValue<decimal>().ShouldBe(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public async Task Keys_have_entries_of_their_own()
    {
        var entries = (await bot.MetricAsync("logo-churn?from=2024-05-01&to=2024-05-31&by=plan"))["entries"]!.AsArray();
        entries.Select(entry => (entry!["name"]!.GetValue<string>(), entry["value"]!.GetValue<decimal>())).ShouldBe([("Pro", 0), ("Solo", 1)]);
    }

    [Fact]
    public async Task Cohort_entries_are_a_matrix_whose_future_is_null()
    {
        var series = await bot.MetricAsync("cohorts?from=2024-01-01&to=2024-05-31");
        var entries = series["entries"]!.AsArray();
        entries.Count.ShouldBe(15);
        entries.Where(entry => entry!["cohort"]!.GetValue<string>() == "2024-03").Select(entry => (int?)entry!["active"]).ShouldBe([1, 1, 0, null, null]);
        entries.Where(entry => entry!["cohort"]!.GetValue<string>() == "2024-01").Select(entry => (decimal?)entry!["revenue_retention"]).ShouldBe([1, 1, 3.413793m, 3.413793m, 3.413793m]);
        entries[14]!["mrr"].ShouldBeNull();
        series["summary"]!["reason"]!.GetValue<string>().ShouldBe("fewer than 10 customers have left");
    }

    [Theory]
    [InlineData("nrr?months=2")]
    [InlineData("nrr?months=3&interval=week")]
    [InlineData("grr?by=customer")]
    [InlineData("logo-churn?known_at=later")]
    [InlineData("cohorts?interval=day")]
    [InlineData("cohorts?by=plan")]
    [InlineData("net-mrr-churn?from=2024-06-01&to=2024-05-01")]
    public async Task Wrong_parameters_are_told_in_a_sentence(string query)
    {
        var response = await bot.Client.GetAsync("/api/v1/metrics/" + query, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!["detail"]!.GetValue<string>().ShouldEndWith(".");
    }

    private static int Number(string cell) => int.Parse(cell.Replace('−', '-'), System.Globalization.NumberStyles.Any, System.Globalization.CultureInfo.InvariantCulture);
}
