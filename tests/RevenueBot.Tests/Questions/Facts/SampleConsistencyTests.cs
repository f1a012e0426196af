using System.Text.Json.Nodes;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Tests.Ingest.Sample;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Facts;

/// <summary>The sample company, asked about from several sides: its figures agree with each other.</summary>
public sealed class SampleConsistencyTests(SampleBot sample) : IClassFixture<SampleBot>
{
    private const string Day = "2025-01-31";

    private LiveBot Bot => sample.Bot;

    [Fact]
    public async Task The_grid_adds_up_to_mrr_and_to_everybody()
    {
        var grid = await Bot.MetricAsync($"segments?to={Day}");
        var rows = grid["entries"]!.AsArray();
        var movements = (await Bot.MetricAsync($"movements?from={Day}&to={Day}"))["entries"]![0]!;
        rows.Sum(row => row!.Micros("mrr")).ShouldBe(movements.Micros("closing"));
        rows.Sum(row => row!["paying"]!.GetValue<int>()).ShouldBe(movements["customers"]!.GetValue<int>());
        rows.Count(row => row!["customers"]!.GetValue<int>() > 0).ShouldBe(5);
        var total = grid["summary"]!["total"]!;
        total["customers"]!.GetValue<int>().ShouldBe(rows.Sum(row => row!["customers"]!.GetValue<int>()));
        foreach (var row in rows.Where(row => Paying(row!) > 0)) Math.Abs((row!.Micros("arpu") * Paying(row!)) - row!.Micros("mrr")).ShouldBeLessThanOrEqualTo(Paying(row!));
        rows.Single(row => row!["segment"]!.GetValue<string>() == "Trial Users")!["arpu"].ShouldBeNull();
    }

    /// <summary>Everybody's row is the company's own ARPA and LTV: a paused customer counts as left in both, and a trial in neither.</summary>
    [Theory]
    [InlineData(Day)]
    [InlineData("2025-01-15")]
    public async Task The_total_of_the_grid_is_ltv_and_arpu_of_the_day(string day)
    {
        var total = (await Bot.MetricAsync($"segments?to={day}"))["summary"]!["total"]!;
        var ltv = (await Bot.MetricAsync($"ltv?from={day}&to={day}"))["summary"]!;
        total.Micros("ltv").ShouldBe(ltv.Micros("ltv"));
        total.Micros("arpu").ShouldBe(ltv.Micros("arpa"));
        total["left"]!.GetValue<int>().ShouldBe(ltv["churns"]!.GetValue<int>());
        total["monthly_churn"]!["fraction"]!.GetValue<decimal>().ShouldBe(ltv["churn"]!.GetValue<decimal>());
        var (answer, arpu) = (await Bot.AskAsync($"/segments as of {day}"), await Bot.AskAsync($"/arpu as of {day}"));
        Figure(answer, "arpu").ShouldBe(Figure(arpu, "arpa"));
    }

    private static string Figure(JsonNode answer, string key) => answer["figures"]!.AsArray().Single(figure => figure!["key"]!.GetValue<string>() == key)!["value"]!.GetValue<string>();

    private static long Paying(JsonNode row) => row["paying"]!.GetValue<long>();

    [Fact]
    public async Task The_answer_and_its_receipt_show_the_grid()
    {
        var answer = await Bot.AskAsync($"/segments as of {Day}");
        answer.Rows().Length.ShouldBe(6);
        var receipt = (await Bot.ReceiptAsync(answer)).Table!.Rows;
        receipt.SkipLast(1).Sum(row => Count(row[1])).ShouldBe(Count(receipt[^1][1]));
        receipt.SkipLast(1).Sum(row => Count(row[2])).ShouldBe(Count(receipt[^1][2]));
    }

    [Fact]
    public async Task Computed_ahead_the_grid_and_clv_are_the_same()
    {
        foreach (var (name, route) in ((string, string)[])[("segments", "segments"), ("clv", "clv-by-plan")])
        {
            var live = await Bot.MetricAsync(route);
            await Bot.RefreshAsync(name, TimeProvider.System.GetUtcNow());
            (await Bot.MetricAsync(route))["entries"]!.ToJsonString().ShouldBe(live["entries"]!.ToJsonString());
        }
    }

    /// <summary>The payments of the files, added up by a slow count that knows no customers.</summary>
    [Fact]
    public async Task Realised_value_is_all_money_that_came_in()
    {
        var payments = sample.Facts.Payments.Where(payment => payment.Status != PaymentStatus.Failed && payment.OccurredAt < FactsBot.At("2025-02-01T05:00Z"))
            .DistinctBy(payment => (payment.PaymentId, payment.Status)).ToList();
        FxRates rates = new(Currency.Parse("USD"), sample.Facts.FxRates);
        decimal Micros(Payment payment) => (payment.Status == PaymentStatus.Succeeded ? 1 : -1) * (payment.AmountMinor - (payment.TaxMinor ?? 0)) * payment.Currency.MicrosPerMinor
            * rates.Find(payment.Currency, Larkspur.NewYork.DayOf(payment.OccurredAt))!.Value;
        var summary = (await Bot.MetricAsync($"clv-by-plan?to={Day}"))["summary"]!["total"]!;
        summary.Micros("revenue").ShouldBe(decimal.ToInt64(Math.Round(payments.Sum(Micros), MidpointRounding.AwayFromZero)));
        summary["customers"]!.GetValue<int>().ShouldBe(payments.Where(payment => payment.Status == PaymentStatus.Succeeded).Select(payment => payment.CustomerId).Distinct().Count());
    }

    [Fact]
    public async Task Usage_of_all_plans_is_the_usage_of_everybody()
    {
        var total = Entries(await Bot.MetricAsync($"usage?to={Day}"));
        var plans = Entries(await Bot.MetricAsync($"usage?to={Day}&by=plan"));
        var bots = sample.Facts.Users.Where(user => user.IsBot).Select(user => user.UserId).ToHashSet();
        foreach (var metric in (string?[])[null, "tasks", "exports"])
        {
            plans.Where(entry => Metric(entry) == metric).Sum(Users).ShouldBe(total.Where(entry => Metric(entry) == metric).Sum(Users));
            if (metric is not null) plans.Where(entry => Metric(entry) == metric).Sum(Quantity).ShouldBe(sample.Facts.Usage.Where(use => use.Metric == metric && IsInSpan(use) && !bots.Contains(use.UserId)).Sum(use => use.Quantity));
        }
    }

    private static bool IsInSpan(UsageRecord use) => use.RecordedAt >= FactsBot.At("2025-01-02T05:00Z") && use.RecordedAt < FactsBot.At("2025-02-01T05:00Z");

    private static JsonNode[] Entries(JsonNode series) => [.. series["entries"]!.AsArray().Select(entry => entry!)];

    private static string? Metric(JsonNode entry) => entry["metric"]?.GetValue<string>();

    private static decimal Users(JsonNode entry) => entry["active_users"]!.GetValue<decimal>();

    private static decimal Quantity(JsonNode entry) => entry["quantity"]!.GetValue<decimal>();

    private static long Count(string cell) => long.Parse(cell, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The live bot with the sample company of a day in the past.</summary>
public sealed class SampleBot : IAsyncLifetime
{
    public LiveBot Bot { get; } = new();

    internal FactBatch Facts { get; } = SampleBooks.On("2025-01-31").Facts;

    public async ValueTask InitializeAsync()
    {
        await Bot.InitializeAsync();
        await Bot.LearnAsync(Facts);
    }

    public ValueTask DisposeAsync() => Bot.DisposeAsync();
}
