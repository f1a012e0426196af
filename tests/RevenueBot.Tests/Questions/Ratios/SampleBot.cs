using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Ingest.Sample;
using RevenueBot.Metrics.Storage;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Ratios;

/// <summary>The sample company on a real database, asked over HTTP on its last day.</summary>
public sealed class SampleBot : IAsyncLifetime
{
    public const string AsOf = "2026-11-20";

    private readonly LiveBot _bot = new();

    internal IServiceProvider Services => _bot.Services;

    public async ValueTask InitializeAsync()
    {
        await _bot.InitializeAsync();
        await Services.GetRequiredService<FactStore>().ApplyAsync(SampleCompany.Build(DateOnly.Parse(AsOf, null)), new FactOptions());
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    public async Task<JsonNode> AskAsync(string text, string? asOf = AsOf)
    {
        var response = await _bot.Client.PostAsJsonAsync("/api/v1/ask", new { text, as_of = asOf }, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await JsonAsync(response);
    }

    public async Task<JsonNode> GetAsync(string query)
    {
        var response = await _bot.Client.GetAsync($"/api/v1/metrics/{query}{(query.Contains('?', StringComparison.Ordinal) ? '&' : '?')}to={AsOf}", TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return await JsonAsync(response);
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
}
