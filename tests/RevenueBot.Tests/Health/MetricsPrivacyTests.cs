using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Ingest.Sample;
using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Health;

/// <summary>Everybody who reaches the page may read it: it tells how the program does, and nothing of the company.</summary>
public sealed partial class MetricsPrivacyTests(MetricsPrivacyTests.SampleBot sample) : IClassFixture<MetricsPrivacyTests.SampleBot>
{
    private const string Person = "U0ANA", Channel = "C0REVENUE", Unknown = "Acme";
    private static readonly string[] _words = ["database", "files", "stripe", "slack", "teams", "1xx", "2xx", "3xx", "4xx", "5xx", "GET", "POST", "unmatched"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_label_is_a_word_of_the_program()
    {
        var page = await UsedAsync();
        var routes = sample.Bot.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(route => route.RoutePattern.RawText!);
        var jobs = sample.Bot.Services.GetRequiredService<JobTable>().Jobs.Select(job => job.Name);
        var labels = page.Labels().ToList();
        labels.Select(label => label.Name).Distinct().Order(StringComparer.Ordinal).ShouldBe(["le", "method", "name", "route", "source", "status", "version"]);
        labels.Where(label => label.Name is not ("le" or "version")).Select(label => label.Value).Except([.. _words, .. routes, .. jobs]).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_customer_plan_person_channel_or_secret_is_named()
    {
        var page = await UsedAsync();
        List<string> names = [SampleCompany.Name, LiveBot.Key, Person, Channel, Unknown];
        foreach (var column in (string[])["customer_id FROM customer", "name FROM customer WHERE name IS NOT NULL", "plan_id FROM plan", "name FROM plan WHERE name IS NOT NULL", "user_id FROM app_user"]) names.AddRange(await TextsAsync($"SELECT {column}"));
        names.Count.ShouldBeGreaterThan(500);
        names.Where(name => Regex.IsMatch(page.Text, $@"(?<!\w){Regex.Escape(name)}(?!\w)")).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_amount_is_told()
    {
        var page = await UsedAsync();
        var told = await sample.Bot.Client.GetStringAsync(new Uri("/api/v1/metrics/movements", UriKind.Relative), Cancel) + await sample.Bot.Client.GetStringAsync(new Uri("/api/v1/metrics/mrr?by=plan", UriKind.Relative), Cancel);
        var amounts = Micros().Matches(told).Select(match => decimal.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Where(micros => Math.Abs(micros) >= 1_000_000_000).ToHashSet();
        amounts.Count.ShouldBeGreaterThan(50);
        page.Values.Values.Select(value => (decimal)value).Where(value => value != 0 && (amounts.Contains(value) || amounts.Contains(value * 1_000_000) || amounts.Contains(value * 10_000))).ShouldBeEmpty();
        page.Text.ShouldNotContain("$");
        page.Text.ShouldNotContain("USD");
    }

    /// <summary>After somebody asked by name, with something of everything in the tables.</summary>
    private async Task<Scraped> UsedAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        await sample.Bot.Client.GetAsync(new Uri($"/api/v1/customers/{(await TextsAsync("SELECT customer_id FROM customer LIMIT 1")).Single()}?name={Unknown}", UriKind.Relative), Cancel);
        await sample.Bot.Services.GetRequiredService<Inbox>().AddAsync("stripe", $"of {Person} in {Channel}", [1], Cancel);
        await sample.Bot.Services.GetRequiredService<FactStore>().SetDataThroughAsync(new SourceState(Unknown, now), Cancel);
        var runs = sample.Bot.Services.GetRequiredService<JobRuns>();
        foreach (var job in sample.Bot.Services.GetRequiredService<JobTable>().Jobs.Select(job => job.Name).Append(Unknown))
        {
            await runs.ClaimAsync(job, now, replicaDied: false, Cancel);
            await runs.EndAsync(job, now, Unknown, Cancel);
        }

        return await Scraped.OfAsync(sample.Bot);
    }

    private async Task<List<string>> TextsAsync(string sql)
    {
        await using var command = sample.Bot.Database.DataSource.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync(Cancel);
        List<string> texts = [];
        while (await rows.ReadAsync(Cancel)) texts.Add(rows.GetString(0));
        return texts;
    }

    /// <summary>The sample company of this day.</summary>
    public sealed class SampleBot : IAsyncLifetime
    {
        public LiveBot Bot { get; } = new(new()
        {
            ["Company:Name"] = SampleCompany.Name, [$"Access:Slack:People:{Person}"] = "totals", ["Access:Slack:Channels:0"] = Channel, ["Alerts:Channels:Default"] = $"slack:T0/{Channel}",
        }, isEmpty: true);

        public async ValueTask InitializeAsync()
        {
            await Bot.InitializeAsync();
            await Bot.LearnAsync(SampleCompany.Build(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)) with { Usage = [], Payments = [] });
        }

        public ValueTask DisposeAsync() => Bot.DisposeAsync();
    }

    [GeneratedRegex("\"micros\":(-?[0-9]+)")]
    private static partial Regex Micros();
}
