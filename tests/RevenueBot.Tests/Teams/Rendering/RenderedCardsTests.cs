using System.IO.Compression;
using System.Text.Json;
using RevenueBot.Access;
using RevenueBot.Questions.Answers;
using RevenueBot.Support.Teams;
using RevenueBot.Teams.Alerts;
using RevenueBot.Teams.Cards;
using RevenueBot.Teams.Digests;
using RevenueBot.Teams.Packaging;
using RevenueBot.Tests.Browsing;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Reports;
using RevenueBot.Tests.Slack;
using RevenueBot.Tests.Teams.Alerts;
using RevenueBot.Tests.Teams.Cards;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Teams.Rendering;

/// <summary>
/// Every kind of card in Microsoft's own renderer, and the app manifest against its published schema. Both come from npm when the test first
/// runs; the pictures stay in artifacts/cards to be looked at.
/// </summary>
public sealed class RenderedCardsTests
{
    [Fact]
    public async Task Every_kind_of_card_is_drawn_without_a_warning_and_the_manifest_is_valid()
    {
        NodePackages.SkipWithout();
        var cards = Clean(Path.Combine(NodePackages.Root, "artifacts", "cards"));
        foreach (var (name, card) in Cards()) await File.WriteAllTextAsync(Path.Combine(cards, name + ".json"), JsonSerializer.Serialize(card, CardJson.Options), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(cards, "..", "chart.png"), Charts.ChartImage.Png(AnswerCardsTests.Drawn.Chart!.Value.Svg, 1024, 576), TestContext.Current.CancellationToken);
        var manifest = Path.Combine(cards, "..", "manifest.json");
        await File.WriteAllBytesAsync(manifest, Manifest(), TestContext.Current.CancellationToken);
        var source = Path.Combine(NodePackages.Root, "tests", "RevenueBot.Tests", "Teams", "Rendering");
        var packages = await NodePackages.InstallAsync("cards", source);
        await NodePackages.RunAsync(packages, "node", Path.Combine(source, "render.mjs"), cards, manifest, NodePackages.Chromium!);
        Directory.GetFiles(cards, "*.png").Count(name => !name.Contains("-open-", StringComparison.Ordinal)).ShouldBe(Cards().Count());
    }

    private static IEnumerable<(string Name, CardMessage Card)> Cards()
    {
        var setting = AnswerCardsTests.Setting() with { Dashboard = new("https://revenue.larkspur.example/"), CanShare = true };
        yield return ("answer-chart", AnswerCards.Render(AnswerCardsTests.Drawn, setting));
        yield return ("answer-picture", AnswerCards.Render(AnswerCardsTests.Drawn, setting with { Picture = new("https://revenue.larkspur.example/charts/x.png") }));
        yield return ("answer-table", AnswerCards.Render(Larkspur.Ask("/mrr by plan last 6 months"), setting));
        yield return ("answer-why", AnswerCards.Render(Larkspur.Ask("/mrr why last week"), setting));
        yield return ("answer-help", AnswerCards.Render(Replies.Help(), setting));
        yield return ("answer-receipt", AnswerCards.Receipt(Answers.Receipt));
        yield return ("answer-not-understood", AnswerCards.Render(Answers.NotUnderstood, setting));
        yield return ("notice-refusal", CardNotices.Refusal(RefusalWords.For(RefusalReason.SharedPlace, new(Platform.Teams, "t", "u", null), alone: false)));
        yield return ("notice-failure", CardNotices.Failure("E-7Q2M", "Tue 10 Nov, 17:42 New York", "ans_x"));
        yield return ("notice-welcome", CardNotices.Welcome("Priya Nair", question => question));
        foreach (var (state, card) in Slack.Alerts.Cards.All) yield return ($"alert-{state}", AlertCards.Render(AlertCardsTests.Teams(card), AlertCardsTests.Setting));
        foreach (var (name, digest) in SampleDigests.All)
        {
            yield return ($"digest-{name}", DigestCards.Render(digest, Rendered.CardSetting(digest)));
            yield return ($"digest-{name}-drawn", DigestCards.Render(digest, Rendered.CardSetting(digest, hasPictures: false)));
        }

        yield return ("alert-line", AlertCards.Render(new("acknowledged this. Tue 10 Nov, 09:31.", AlertCardsTests.Dana), AlertCardsTests.Setting.People));
    }

    private static byte[] Manifest()
    {
        using ZipArchive zip = new(new MemoryStream(AppPackage.Build(Path.Combine(NodePackages.Root, "manifests", "teams"), FakeTeams.AppId, "revenue.larkspur.example")));
        using MemoryStream bytes = new();
        using var content = zip.GetEntry("manifest.json")!.Open();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Clean(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        return Directory.CreateDirectory(folder).FullName;
    }
}
