using System.Text.Json;
using RevenueBot.Cli;
using RevenueBot.Configuration;
using RevenueBot.Email;
using RevenueBot.Handling;
using RevenueBot.Metrics;
using RevenueBot.Reports;
using RevenueBot.Slack;
using RevenueBot.Slack.Digests;
using RevenueBot.Teams.Cards;
using RevenueBot.Teams.Digests;
using RevenueBot.Tests.Questions;

namespace RevenueBot.Tests.Reports;

/// <summary>A report on every surface, as it is sent.</summary>
internal sealed record Rendered(IReadOnlyList<JsonElement> Slack, JsonElement Card, MailContent Mail, string Terminal)
{
    public static readonly AlertLinks Links = new(new Uri("https://revenue.larkspur.example/"));
    public static readonly Company Company = new("Larkspur Systems", Larkspur.NewYork, Currency.Parse("USD"));
    public static readonly Uri Manage = new("https://revenue.larkspur.example/reports/daily");

    public static DigestMailing Mailing { get; } = new(Company, Links, "priya@larkspur.example", Manage);

    /// <param name="document">The file that holds it all.</param>
    public static Rendered Of(Digest digest, bool hasPictures = true, string? document = null) => new(
        [.. SlackDigest.Render(digest, SlackSetting(digest, hasPictures) with { Document = document }).Select(post => JsonSerializer.SerializeToElement(post.Message, SlackJson.Options))],
        JsonSerializer.SerializeToElement(DigestCards.Render(digest, CardSetting(digest, hasPictures)), CardJson.Options), DigestMail.Render(digest, Mailing with { Document = document }), TerminalDigest.Render(digest, Links));

    public static SlackDigestSetting SlackSetting(Digest digest, bool hasPictures = true) => new(id => $"sealed.{id}", Links, "dlv_1")
    {
        Pictures = hasPictures ? Charts(digest).ToDictionary(chart => chart.Key, chart => new ShownPicture("F0MRR12M001")) : [],
    };

    public static DigestCardSetting CardSetting(Digest digest, bool hasPictures = true) => new(id => $"sealed.{id}", Links)
    {
        Pictures = hasPictures ? Charts(digest).ToDictionary(chart => chart.Key, _ => new Uri("https://revenue.larkspur.example/charts/x.png")) : [],
    };

    private static IEnumerable<DigestChart> Charts(Digest digest) => digest.Sections.SelectMany(section => section.Charts).Concat(digest.Chart is { } chart ? [chart] : []).DistinctBy(chart => chart.Key);
}
