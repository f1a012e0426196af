using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Jobs;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions.Facts;

/// <summary>Asks the live bot, and gives it more facts.</summary>
internal static class FactsBot
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task LearnAsync(this LiveBot bot, FactBatch facts) => bot.Services.GetRequiredService<FactStore>().ApplyAsync(facts);

    /// <summary>Computes ahead what a job of that name computes.</summary>
    public static Task RefreshAsync(this LiveBot bot, string name, DateTimeOffset at) =>
        bot.Services.GetServices<IRefresh>().Single(refresh => refresh.Name == name).RunAsync(at, Cancel);

    public static async Task<JsonNode> AskAsync(this LiveBot bot, string text)
    {
        var response = await bot.Client.PostAsJsonAsync("/api/v1/ask", new { text }, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Cancel));
        return await JsonAsync(response);
    }

    public static async Task<JsonNode> MetricAsync(this LiveBot bot, string query)
    {
        var response = await bot.Client.GetAsync("/api/v1/metrics/" + query, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Cancel));
        return await JsonAsync(response);
    }

    /// <summary>Asks, an hour from now, what was known half an hour before: everything that was learnt so far.</summary>
    public static Task<Answer> AskKnownAsync(this LiveBot bot, string text)
    {
        var now = TimeProvider.System.GetUtcNow();
        return bot.Services.GetRequiredService<Asker>().AskAsync(text, new AskContext(now.AddHours(1), KnownAt: $"{now.AddMinutes(30):yyyy-MM-ddTHH:mm:ss}Z"), Cancel);
    }

    /// <summary>The receipt of a question's answer, asked for a moment later.</summary>
    public static async Task<Answer> ReceiptAsync(this LiveBot bot, JsonNode answer)
    {
        var context = new AskContext(TimeProvider.System.GetUtcNow());
        return (await bot.Services.GetRequiredService<Asker>().ReceiptAsync(answer["id"]!.GetValue<string>(), context, Cancel)).ShouldNotBeNull();
    }

    public static string Headline(this JsonNode answer) => answer["headline"]!.GetValue<string>();

    public static string[] Sentences(this JsonNode answer) => [.. answer["sentences"]!.AsArray().Select(sentence => sentence!.GetValue<string>())];

    public static string[][] Rows(this JsonNode answer) =>
        [.. answer["table"]!["rows"]!.AsArray().Select(row => row!.AsArray().Select(cell => cell!.GetValue<string>()).ToArray())];

    public static long Micros(this JsonNode entry, string name) => entry[name]!["micros"]!.GetValue<long>();

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel)) ?? throw new JsonException("The body is empty.");
}
