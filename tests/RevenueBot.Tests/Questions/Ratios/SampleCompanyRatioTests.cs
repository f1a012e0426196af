using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Ratios;

/// <summary>The sample company contradicts itself nowhere: its figures follow from each other.</summary>
public sealed class SampleCompanyRatioTests(SampleBot bot) : IClassFixture<SampleBot>
{
    [Fact]
    public async Task Mrr_is_arpa_times_customers_in_every_month()
    {
        var arpa = Entries(await bot.GetAsync("arpa?from=2025-01-01"));
        var mrr = Entries(await bot.GetAsync("mrr?from=2025-01-01"));
        var customers = Entries(await bot.GetAsync("customers?from=2025-01-01"));
        for (var i = 0; i < arpa.Count; i++)
        {
            Micros(arpa[i], "mrr").ShouldBe(Micros(mrr[i], "mrr"));
            arpa[i]["customers"]!.GetValue<int>().ShouldBe(customers[i]["customers"]!.GetValue<int>());
            var product = (decimal)Micros(arpa[i], "arpa") * arpa[i]["customers"]!.GetValue<int>();
            product.ShouldBe(Micros(mrr[i], "mrr"), arpa[i]["customers"]!.GetValue<int>());
        }
    }

    [Theory]
    [InlineData("/customers for plan free")]
    [InlineData("free customers")]
    public async Task Of_a_plan_without_a_price_it_is_said_that_nobody_pays_for_it(string text) =>
        (await bot.AskAsync(text))["headline"]!.GetValue<string>().ShouldBe("No customer pays for plan Free on 20 Nov.");

    [Theory]
    [InlineData("segment")]
    [InlineData("country")]
    public async Task Customers_of_all_segments_are_all_customers(string by)
    {
        var keys = Entries(await bot.GetAsync($"customers?from=2026-09-01&by={by}")).ToLookup(entry => entry["date"]!.GetValue<string>());
        foreach (var total in Entries(await bot.GetAsync("customers?from=2026-09-01")))
            foreach (var line in (string[])["opening", "new", "reactivated", "resumed", "paused", "left", "other", "customers"])
                keys[total["date"]!.GetValue<string>()].Sum(key => key[line]!.GetValue<int>()).ShouldBe(total[line]!.GetValue<int>(), line);
    }

    [Fact]
    public async Task Customers_follow_from_who_came_and_went()
    {
        foreach (var entry in Entries(await bot.GetAsync("customers?from=2025-01-01&interval=week&by=plan")))
            ((string[])["opening", "new", "reactivated", "resumed", "paused", "left", "other"]).Sum(line => entry[line]!.GetValue<int>()).ShouldBe(entry["customers"]!.GetValue<int>());
    }

    [Fact]
    public async Task Ltv_follows_from_arpa_and_churn_and_lies_in_its_range()
    {
        var entry = Entries(await bot.GetAsync("ltv?from=2026-11-01"))[^1];
        var expected = Micros(entry, "arpa") / entry["churn"]!.GetValue<decimal>();
        ((decimal)Micros(entry, "ltv")).ShouldBe(expected, expected / 10_000);
        Micros(entry, "low").ShouldBeLessThan(Micros(entry, "ltv"));
        Micros(entry, "high").ShouldBeGreaterThan(Micros(entry, "ltv"));
        (entry["months"]!.GetValue<int>(), entry["capped"]!.GetValue<bool>()).ShouldBe((6, false));
        var answer = await bot.AskAsync("/ltv");
        answer["headline"]!.GetValue<string>().ShouldMatch(@"^LTV is \$[\d,]+ on 20 Nov \(80% range \$[\d,]+–\$[\d,]+\), (up|down) \$[\d,]+ \([+−][\d.]+%\) vs 20 Oct\.$");
        answer["table"]!["rows"]!.AsArray().Count.ShouldBe(6);
    }

    [Fact]
    public async Task In_its_first_months_ltv_says_what_is_missing()
    {
        var entry = Entries(await bot.GetAsync("ltv?from=2024-01-01"))[0];
        entry["ltv"].ShouldBeNull();
        entry["reason"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("/arpu")]
    [InlineData("/asp by plan")]
    [InlineData("/quick-ratio last 6 months")]
    [InlineData("/ltv")]
    [InlineData("/customers by segment")]
    [InlineData("/target")]
    public async Task Every_answer_has_a_finding_a_day_and_its_source(string text)
    {
        var answer = await bot.AskAsync(text);
        answer["kind"]!.GetValue<string>().ShouldBe("figures");
        answer["headline"]!.GetValue<string>().ShouldContain("Nov");
        answer["as_of"]!.GetValue<string>().ShouldBe(SampleBot.AsOf);
        answer["footer"]!.GetValue<string>().ShouldContain("default definitions");
        answer["table"]!["rows"]!.AsArray().Count.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("/ltv", "LTV: – on 30 Jun 2023 (no paying customers).")]
    [InlineData("/trials", "0 trials are running on 30 Jun 2023, as many as on 31 May 2023.")]
    [InlineData("/target", "No target is set for June 2023.")]
    [InlineData("/today", "30 Jun 2023: MRR $0 (unchanged), no sign-ups, no cancels clicked, no subscriptions ended, $0 received.")]
    public async Task Before_the_first_customer_nothing_is_guessed(string text, string finding) =>
        (await bot.AskAsync(text, "2023-06-30"))["headline"]!.GetValue<string>().ShouldBe(finding);

    [Theory]
    [InlineData("/arpu")]
    [InlineData("/customers")]
    [InlineData("/ltv")]
    [InlineData("/trials")]
    [InlineData("/target")]
    [InlineData("/today")]
    public async Task Before_anything_was_recorded_nothing_was_known(string text) =>
        (await bot.AskAsync($"{text} known at 2024-01-01", null))["headline"]!.GetValue<string>().ShouldBe("Nothing was recorded by Mon 1 Jan 2024, 23:59 New York, so no MRR was known then.");

    [Fact]
    public async Task A_quick_ratio_shows_parts_that_add_up()
    {
        var answer = await bot.AskAsync("/quick-ratio last quarter");
        var parts = System.Text.RegularExpressions.Regex.Matches(answer["sentences"]![0]!.GetValue<string>(), @"[\d,]+").Select(match => int.Parse(match.Value.Replace(",", "", StringComparison.Ordinal), null)).ToList();
        (parts[0] + parts[1], parts[2] + parts[3]).ShouldBe((Dollars("gains"), Dollars("losses")));

        int Dollars(string key) => int.Parse(answer["figures"]!.AsArray().Single(figure => figure!["key"]!.GetValue<string>() == key)!["value"]!.GetValue<string>().Trim('$').Replace(",", "", StringComparison.Ordinal), null);
    }

    private static List<JsonNode> Entries(JsonNode series) => [.. series["entries"]!.AsArray().Select(entry => entry!)];

    private static long Micros(JsonNode entry, string name) => entry[name]!["micros"]!.GetValue<long>();
}
