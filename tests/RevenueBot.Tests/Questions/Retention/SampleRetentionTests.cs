using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Configuration;
using RevenueBot.Ingest.Sample;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Retention;

/// <summary>The sample company's figures do not contradict each other, whichever route tells them.</summary>
public sealed class SampleRetentionTests(SampleBot sample) : IClassFixture<SampleBot>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LiveBot Bot => sample.Bot;

    [Theory]
    [InlineData("")]
    [InlineData("&known_at=2090-01-01")]
    public async Task Cohort_columns_add_up_to_who_pays(string known)
    {
        var query = "to=" + sample.LastMonthEnd + known;
        var cohorts = (await Bot.MetricAsync("cohorts?from=2000-01-01&" + query))["entries"]!.AsArray().Where(entry => entry!["active"] is not null).GroupBy(entry => Text(entry!, "cohort")).ToList();
        var movements = (await Bot.MetricAsync("movements?" + query))["entries"]!.AsArray();
        var newest = Month(Text(movements[^1]!, "date"));
        foreach (var month in movements)
        {
            var active = cohorts.Sum(cohort => cohort.FirstOrDefault(entry => Month(Text(entry!, "cohort")) + entry!["month"]!.GetValue<int>() == Month(Text(month!, "date")))?["active"]!.GetValue<int>() ?? 0);
            active.ShouldBe(month!["customers"]!.GetValue<int>(), Text(month, "date"));
        }

        cohorts.ShouldAllBe(cohort => cohort.Max(entry => entry!["month"]!.GetValue<int>()) == newest - Month(cohort.Key));
    }

    [Fact]
    public async Task Cohorts_of_a_day_that_still_runs_end_with_it_whatever_was_known_later()
    {
        var today = Bot.Services.GetRequiredService<Company>().Calendar.DayOf(TimeProvider.System.GetUtcNow());
        var query = $"cohorts?from=2025-01-01&to={today:O}";
        (await Bot.MetricAsync(query + "&known_at=2090-01-01"))["entries"]!.ToJsonString().ShouldBe((await Bot.MetricAsync(query))["entries"]!.ToJsonString());
    }

    [Fact]
    public async Task Retention_opens_where_mrr_does_and_loses_no_more_than_the_ledger_says()
    {
        var query = "?to=" + sample.LastMonthEnd;
        var movements = (await Bot.MetricAsync("movements" + query))["entries"]!.AsArray();
        var mrr = (await Bot.MetricAsync("mrr" + query))["entries"]!.AsArray();
        var (churn, nrr, grr) = (await EntriesAsync("logo-churn" + query), await EntriesAsync("nrr" + query), await EntriesAsync("grr" + query));
        for (var i = 0; i < movements.Count; i++)
        {
            churn[i].Micros("opening").ShouldBe(movements[i]!.Micros("opening"));
            churn[i]["opening_customers"]!.GetValue<int>().ShouldBe(i == 0 ? churn[i]["opening_customers"]!.GetValue<int>() : movements[i - 1]!["customers"]!.GetValue<int>());
            // What joined and what rates did stand between the opening customers' end and everybody's.
            churn[i].Micros("closing").ShouldBeLessThanOrEqualTo(mrr[i]!.Micros("mrr") - Math.Min(0, movements[i]!.Micros("fx")) + 1_000_000);
            Value(grr[i]).ShouldBeLessThanOrEqualTo(Value(nrr[i]));
            Value(churn[i]).ShouldBe(Math.Round((decimal)churn[i]["left_customers"]!.GetValue<int>() / churn[i]["opening_customers"]!.GetValue<int>(), 6, MidpointRounding.AwayFromZero));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(12)]
    public async Task The_ledger_rows_added_up_by_hand_give_the_same(int months)
    {
        var end = DateOnly.Parse(sample.LastMonthEnd, null).AddDays(1);
        var start = end.AddMonths(-months);
        var snapshot = await Bot.Services.GetRequiredService<LedgerReader>().ReadAsync(new LedgerQuery(Dimension.Total, [end]), Cancel);
        FxRates rates = new(Currency.Parse("USD"), snapshot.FxRates);
        Dictionary<string, (decimal Start, decimal End)> customers = [];
        await foreach (var (id, row, _, _) in Bot.Services.GetRequiredService<MovementReader>().ReadAsync(new MovementQuery(To: end), Cancel))
        {
            var amount = row.Amount * rates.Find(row.Currency, start.AddDays(-1))!.Value;
            var before = customers.GetValueOrDefault(id);
            customers[id] = (before.Start + (row.Day < start ? amount : 0), before.End + amount);
        }

        var opening = customers.Values.Where(customer => customer.Start > 0).ToList();
        var entry = (await EntriesAsync($"nrr?from={sample.LastMonthEnd[..8]}01&to={sample.LastMonthEnd}&months={months}")).Single();
        Near(entry.Micros("opening"), opening.Sum(customer => customer.Start));
        Near(entry.Micros("closing"), opening.Sum(customer => customer.End));
        Near(entry.Micros("kept"), opening.Sum(customer => Math.Min(customer.Start, customer.End)));
        (entry["opening_customers"]!.GetValue<int>(), entry["left_customers"]!.GetValue<int>()).ShouldBe((opening.Count, opening.Count(customer => customer.End == 0)));

        static void Near(long actual, decimal exact) => Math.Abs(actual - exact).ShouldBeLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData("logo-churn")]
    [InlineData("nrr")]
    public async Task Every_split_adds_up(string metric)
    {
        var query = $"{metric}?from={sample.LastMonthEnd[..8]}01&to={sample.LastMonthEnd}";
        var total = (await EntriesAsync(query)).Single();
        foreach (var by in (string[])["plan", "currency", "country", "segment"])
        {
            var keys = await EntriesAsync($"{query}&by={by}");
            keys.Sum(entry => entry["opening_customers"]!.GetValue<int>()).ShouldBe(total["opening_customers"]!.GetValue<int>(), by);
            keys.Sum(entry => entry["left_customers"]!.GetValue<int>()).ShouldBe(total["left_customers"]!.GetValue<int>(), by);
            Math.Abs(keys.Sum(entry => entry.Micros("closing")) - total.Micros("closing")).ShouldBeLessThanOrEqualTo(keys.Count, by);
        }
    }

    [Theory]
    [InlineData("/churn")]
    [InlineData("/churn this month")]
    [InlineData("/churn by segment")]
    [InlineData("/churn last 6 months")]
    [InlineData("/nrr")]
    [InlineData("/grr over 3 months by plan")]
    [InlineData("/retention")]
    [InlineData("/cohorts")]
    public async Task Every_question_is_answered_without_naming_a_customer(string question)
    {
        var answer = await Bot.AskAsync(question);
        answer["kind"]!.GetValue<string>().ShouldBe("figures");
        answer["table"]!["rows"]!.AsArray().Count.ShouldBeGreaterThan(2);
        answer.Headline().ShouldNotContain(": – (");
        foreach (var name in sample.Names) answer.ToJsonString().ShouldNotContain(name);
        (await Bot.ReceiptAsync(answer)).Table!.Rows.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_curve_says_whom_it_is_of_or_why_there_is_none()
    {
        var sentences = string.Join('\n', (await Bot.AskAsync("/cohorts")).Sentences());
        var summary = (await Bot.MetricAsync("cohorts"))["summary"]!;
        if (summary["alpha"] is { } alpha)
        {
            sentences.ShouldContain("The curve of all cohorts, also those not shown, where who pauses or returns has not left, leads to");
            (alpha.GetValue<double>() + summary["beta"]!.GetValue<double>()).ShouldBeLessThan(990_000);
        }
        else sentences.ShouldContain($"Projection: – ({summary["reason"]!.GetValue<string>()}).");
    }

    private async Task<List<JsonNode>> EntriesAsync(string query) => [.. (await Bot.MetricAsync(query))["entries"]!.AsArray().Select(entry => entry!)];

    private static decimal Value(JsonNode entry) => entry["value"]!.GetValue<decimal>();

    private static string Text(JsonNode entry, string name) => entry[name]!.GetValue<string>();

    private static int Month(string text) => (int.Parse(text[..4], null) * 12) + int.Parse(text[5..7], null);
}

/// <summary>The bot with the sample company of the current day.</summary>
public sealed class SampleBot : IAsyncLifetime
{
    internal LiveBot Bot { get; } = new();

    public IReadOnlyList<string> Names { get; private set; } = [];

    public string LastMonthEnd { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await Bot.InitializeAsync();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var facts = SampleCompany.Build(today);
        await Bot.Services.GetRequiredService<FactStore>().ImportAsync(Batches(facts), null);
        Names = [.. facts.Customers.Select(customer => customer.Name).OfType<string>()];
        LastMonthEnd = new DateOnly(today.Year, today.Month, 1).AddDays(-1).ToString("yyyy-MM-dd");
    }

    public ValueTask DisposeAsync() => Bot.DisposeAsync();

    private static async IAsyncEnumerable<FactBatch> Batches(FactBatch facts)
    {
        await Task.CompletedTask;
        yield return facts;
    }
}
