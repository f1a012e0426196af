using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Cli;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Slack;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Receipts;

/// <summary>The sample company at the end of January 2025, with the receipt of every metric, and every surface on which a figure is shown.</summary>
public sealed partial class ProvenBot : IAsyncLifetime
{
    public const string Day = "2025-01-31";
    private readonly SampleBot _sample = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _sample.InitializeAsync();

    public ValueTask DisposeAsync() => _sample.DisposeAsync();

    public Task<JsonNode> MetricAsync(string metric, string query) => _sample.Bot.MetricAsync($"{metric}?to={Day}{query}");

    public Task<JsonNode> NowAsync(string metric, string query) => _sample.Bot.MetricAsync($"{metric}?{query}");

    public Task<string> CsvAsync(string metric, string query) => _sample.Bot.Client.GetStringAsync($"/api/v1/metrics/{metric}/receipt?{query}&format=csv", Cancel);

    /// <summary>Runs the jobs that compute ahead, and reads the receipts of what they left.</summary>
    internal async Task<((JsonNode Receipt, List<ProofRow> Rows) Cohorts, (JsonNode Receipt, List<ProofRow> Rows) Segments, (JsonNode Receipt, List<ProofRow> Rows) Clv)> RefreshedAsync()
    {
        foreach (var name in (string[])["retention", "segments", "clv"]) await _sample.Bot.RefreshAsync(name, TimeProvider.System.GetUtcNow());
        return (await ReadAsync("cohorts", "from=2022-01-01"), await ReadAsync("segments", ""), await ReadAsync("clv-by-plan", ""));
    }

    /// <summary>A customer of 29 a month.</summary>
    internal Task LearnAsync(string customer, DateTimeOffset at) => _sample.Bot.LearnAsync(new FactBatch
    {
        SubscriptionEvents =
        [
            new()
            {
                Source = FactSource.Import, EventId = "formula", CustomerId = customer, SubscriptionId = "sub_formula", ItemId = "sub_formula", PlanId = "starter",
                UnitAmountMinor = 2_900, Currency = Currency.Parse("USD"), Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = at,
            },
        ],
    });

    /// <summary>The receipt as JSON, and its rows, which are the same as CSV.</summary>
    internal Task<(JsonNode Receipt, List<ProofRow> Rows)> ProofAsync(string metric, string query) => ReadAsync(metric, $"to={Day}{query}");

    private async Task<(JsonNode Receipt, List<ProofRow> Rows)> ReadAsync(string metric, string query)
    {
        var receipt = await _sample.Bot.MetricAsync($"{metric}/receipt?{query}&limit=10000");
        receipt["next_cursor"].ShouldBeNull();
        receipt["profile_version"]!.GetValue<string>().ShouldBe(RulesVersion.Of(_sample.Bot.Services.GetRequiredService<LedgerRules>()));
        var rows = ProofRows.OfJson(receipt);
        rows.ShouldNotBeEmpty();
        var csv = ProofRows.OfCsv(await CsvAsync(metric, query));
        csv.Count.ShouldBe(rows.Count);
        foreach (var (fromJson, fromCsv) in rows.Zip(csv)) fromCsv.Filled.ShouldBe(fromJson.Filled);
        return (receipt, csv);
    }

    /// <summary>The answer as JSON, after making sure that the terminal, Slack and the answer's own receipt show the same texts.</summary>
    internal async Task<JsonNode> ShownAsync(string question, params string[] texts)
    {
        var json = await _sample.Bot.AskAsync(question);
        var asker = _sample.Bot.Services.GetRequiredService<Asker>();
        var answer = await asker.AskAsync(question, new AskContext(TimeProvider.System.GetUtcNow()), Cancel);
        var receipt = (await asker.ReceiptAsync(answer.Id, new AskContext(TimeProvider.System.GetUtcNow()), Cancel)).ShouldNotBeNull();
        var message = SlackRenderer.Render(answer, new Setting(text => text));
        string[] surfaces =
        [
            json.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), TerminalAnswer.Render(answer),
            JsonSerializer.Serialize(message, SlackJson.Options), JsonSerializer.Serialize(SlackReceipt.Render(receipt), SlackJson.Options), TerminalAnswer.Render(receipt),
        ];
        foreach (var surface in surfaces)
            foreach (var text in texts) Space().Replace(surface, " ").ShouldContain(text);
        surfaces[2].ShouldContain(SlackActions.Receipt);
        foreach (var surface in surfaces[3..]) Space().Replace(surface, " ").ShouldContain($"definitions, version {RulesVersion.Of(_sample.Bot.Services.GetRequiredService<LedgerRules>())}");
        return json;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
