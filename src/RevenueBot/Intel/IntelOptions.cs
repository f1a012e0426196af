using System.Globalization;
using RevenueBot.Configuration;

namespace RevenueBot.Intel;

/// <summary>A feed that is read.</summary>
/// <param name="Name">What reports call it.</param>
internal sealed record Feed(string Name, Uri Address);

/// <summary><c>Intel:Feeds[]</c>: what is read of the market. <c>Intel:AllowPrivateAddresses</c>: whether feeds may stand inside the company's own network.</summary>
internal sealed record IntelOptions(IReadOnlyList<Feed> Feeds, bool AllowsPrivateAddresses)
{
    private const int MostFeeds = 50, LongestName = 60, LongestAddress = 1_000;

    /// <exception cref="RefusalException">A sentence for every feed that cannot be read.</exception>
    public static IntelOptions Read(IConfiguration configuration)
    {
        var (sections, problems) = (configuration.GetSection("Intel:Feeds").GetChildren().ToList(), new List<string>());
        var feeds = sections.Select(section => Read(section, problems)).OfType<Feed>().ToList();
        if (sections.Count > MostFeeds) problems.Add(string.Create(CultureInfo.InvariantCulture, $"Intel:Feeds has more than {MostFeeds} feeds: take some out."));
        foreach (var twice in feeds.GroupBy(feed => feed.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)) problems.Add($"Intel:Feeds has two feeds called {twice.Key}: give each a name of its own.");
        foreach (var twice in feeds.GroupBy(feed => feed.Address).Where(group => group.Count() > 1)) problems.Add($"Intel:Feeds has the address of {twice.First().Name} twice: take one out.");
        return problems.Count == 0 ? new(feeds, configuration.GetValue("Intel:AllowPrivateAddresses", false)) : throw new RefusalException(string.Join('\n', problems));
    }

    private static Feed? Read(IConfigurationSection section, List<string> problems)
    {
        var (name, url) = ((section["Name"] ?? "").Trim(), (section["Url"] ?? "").Trim());
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl)) problems.Add(string.Create(CultureInfo.InvariantCulture, $"{section.Path}:Name must be 1 to {LongestName} characters: what reports call the feed."));
        else if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || url.Length > LongestAddress || !IsWeb(address) || address.UserInfo.Length > 0) problems.Add($"{section.Path}:Url must be the http or https address of a feed, without a name or password in it.");
        else return new Feed(name, address);
        return null;
    }

    private static bool IsWeb(Uri address) => (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.Host.Length > 0;
}
