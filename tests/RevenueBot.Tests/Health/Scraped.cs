using System.Globalization;
using System.Text.RegularExpressions;
using RevenueBot.Health;
using RevenueBot.Tests.Questions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Health;

/// <summary>A page of figures as a monitoring system reads it.</summary>
/// <param name="Values">By name and labels as they are written.</param>
internal sealed partial record Scraped(string Text, Dictionary<string, double> Values)
{
    public static Task<Scraped> OfAsync(LiveBot bot) => OfAsync(bot.Client);

    public static async Task<Scraped> OfAsync(HttpClient client)
    {
        using HttpClient stranger = new() { BaseAddress = client.BaseAddress }; // whoever scrapes has no key
        using var response = await stranger.GetAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        response.Content.Headers.ContentType!.ToString().ShouldBe(OpenMetricsText.ContentType);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        text.ShouldEndWith("\n# EOF\n");
        return new Scraped(text, Samples().Matches(text).ToDictionary(line => line.Groups["series"].Value, line => double.Parse(line.Groups["value"].Value, CultureInfo.InvariantCulture)));
    }

    public double this[string series] => Values.TryGetValue(series, out var value) ? value : throw new KeyNotFoundException($"{series} is not in\n{Text}");

    /// <summary>Every pair of a label and its value.</summary>
    public IEnumerable<(string Name, string Value)> Labels() => Values.Keys.SelectMany(series => Label().Matches(series)).Select(label => (label.Groups["name"].Value, label.Groups["value"].Value)).Distinct();

    [GeneratedRegex("^(?<series>[a-z_]+([{].*[}])?) (?<value>[^ ]+)$", RegexOptions.Multiline)]
    private static partial Regex Samples();

    [GeneratedRegex("(?<name>[a-z_]+)=\"(?<value>[^\"]*)\"")]
    private static partial Regex Label();
}
