using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Questions;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Questions.Facts.FactsBot;

namespace RevenueBot.Tests.Questions.Facts;

/// <summary>NPS from the outside: HTTP, real database.</summary>
public sealed class NpsHttpTests(LiveBot bot) : IClassFixture<LiveBot>, IAsyncLifetime
{
    public ValueTask InitializeAsync() => new(bot.LearnAsync(new FactBatch
    {
        Nps =
        [
            new("ada", "u1", 3, null, At("2024-03-02T15:00Z")), new("ada", "u1", 9, "Better", At("2024-04-10T15:00Z")), new("ada", "u2", 10, null, At("2024-04-11T15:00Z")),
            new("bo", null, 7, null, At("2024-04-12T15:00Z")), new("cy", "u9", 0, null, At("2024-05-01T03:30Z")),
        ],
        Targets = [new("nps", new Month(2024, 4), TargetKind.Minimum, 25, null)],
    }));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_score_has_its_margin_its_span_and_its_comparison()
    {
        var answer = await bot.AskAsync("/nps in April 2024");
        answer.Headline().ShouldBe("NPS is 25.0 (±81.3, 4 responses) in 1–30 Apr 2024, up 125.0 points vs 1–31 Mar 2024.");
        answer.Sentences().ShouldBe(["2 promoters (9–10), 1 passive (7–8), 1 detractor (0–6)."]);
        answer.Rows()[^1].ShouldBe(["Total", "4", "100.0%", "1"]);
    }

    [Fact]
    public async Task The_usual_span_is_ninety_days() =>
        (await bot.AskAsync("/nps as of 2024-05-20")).Headline().ShouldBe("NPS is 25.0 (±81.3, 4 responses) in 21 Feb–20 May 2024, no responses in 23 Nov 2023–20 Feb 2024 to compare with.");

    /// <summary>A target is measured on the 90 days up to a day: of any other window nothing is said, so that /nps and /target agree.</summary>
    [Theory]
    [InlineData("/nps as of 2024-04-30", "Target for April 2024 is above 25, measured on 90 days: not reached.")]
    [InlineData("/nps last 90 days as of 2024-04-30", "Target for April 2024 is above 25, measured on 90 days: not reached.")]
    [InlineData("/nps in April 2024", null)]
    [InlineData("/nps last 89 days as of 2024-04-30", null)]
    public async Task Only_the_window_of_the_target_is_compared_with_it(string text, string? sentence)
    {
        (await bot.AskAsync(text)).Sentences().SingleOrDefault(said => said.StartsWith("Target", StringComparison.Ordinal)).ShouldBe(sentence);
        (await bot.AskAsync("/target as of 2024-04-30")).Rows().ShouldContain(row => row[0] == "NPS of 90 days" && row[1] == "25.0" && row[3] != "reached");
        (await bot.MetricAsync("targets?from=2024-04-01&to=2024-04-30"))["entries"]![0]!["window_days"]!.GetValue<int>().ShouldBe(90);
    }

    [Fact]
    public async Task Shares_add_up_to_the_whole()
    {
        await bot.LearnAsync(new FactBatch { Nps = [new("eve", "v1", 10, null, At("2024-08-02T15:00Z")), new("eve", "v2", 7, null, At("2024-08-02T15:00Z")), new("eve", "v3", 0, null, At("2024-08-02T15:00Z"))] });
        (await bot.AskAsync("/nps in August 2024")).Rows().Select(row => row[2]).ShouldBe(["33.4%", "33.3%", "33.3%", "100.0%"]);
    }

    [Fact]
    public async Task A_target_is_measured_on_what_was_answered_by_then()
    {
        var day = TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(2);
        DateTimeOffset noon = new(day.AddHours(17), TimeSpan.Zero); // in New York the same day, well before its end
        await bot.LearnAsync(new FactBatch
        {
            Nps = [new("fay", "w1", 10, null, noon.AddHours(-1)), new("fay", "w2", 0, null, noon.AddHours(1))],
            Targets = [new("nps", Month.Of(DateOnly.FromDateTime(day)), TargetKind.Minimum, 40, null)],
        });
        var answer = await bot.Services.GetRequiredService<Asker>().AskAsync("/target", new AskContext(noon.AddDays(3), KnownAt: $"{noon:yyyy-MM-ddTHH:mm}Z"), TestContext.Current.CancellationToken);
        answer.Table!.Rows.ShouldContain(row => row[0] == "NPS of 90 days" && row[1] == "100.0" && row[2] == "above 40");
        answer.Sentences.ShouldContain(sentence => sentence.StartsWith("When responses were recorded is not kept: these are all known now, up to "));
    }

    [Fact]
    public async Task Without_responses_it_is_hidden()
    {
        var answer = await bot.AskAsync("/nps in January 2024");
        answer.Headline().ShouldBe("NPS: – (no responses in 1–31 Jan 2024).");
        answer["figures"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_longer_span_is_shown_by_month()
    {
        var rows = (await bot.AskAsync("/nps Q2 2024")).Rows();
        rows.ShouldBe([["April 2024", "25.0", "±81.3", "4"], ["May 2024", "–", "–", "0"], ["June 2024", "–", "–", "0"]]);
    }

    [Fact]
    public async Task Known_at_says_that_it_is_not_kept() =>
        (await bot.AskAsync("/nps in April 2024 known at 2024-04-11")).Sentences()
            .ShouldContain("When responses were recorded is not kept: these are all known now, up to Thu 11 Apr 2024, 23:59 New York.");

    [Fact]
    public async Task The_receipt_adds_up()
    {
        var receipt = await bot.ReceiptAsync(await bot.AskAsync("/nps in April 2024"));
        receipt.Headline.ShouldBe("How NPS of 25.0 in 1–30 Apr 2024 adds up");
        receipt.Sentences.ShouldContain("NPS = 100 × (promoters − detractors) / responses = 100 × (2 − 1) / 4 = 25.0.");
    }

    [Fact]
    public async Task Programs_get_months_with_their_counts()
    {
        var series = await bot.MetricAsync("nps?from=2024-03-01&to=2024-05-31");
        var entries = series["entries"]!.AsArray();
        entries.Select(entry => entry!["nps"]?.GetValue<decimal>()).ShouldBe([-100m, 25m, null]);
        entries.Select(entry => entry!["responses"]!.GetValue<int>()).ShouldBe([1, 4, 0]);
        entries[2]!["reason"]!.GetValue<string>().ShouldBe("no responses");
        series["summary"]!["promoters"]!.GetValue<int>().ShouldBe(2);
        (await bot.Client.GetAsync("/api/v1/metrics/nps?from=soon", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
