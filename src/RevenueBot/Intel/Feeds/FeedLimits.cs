namespace RevenueBot.Intel.Feeds;

/// <summary>How much of a feed is read.</summary>
internal sealed record FeedLimits
{
    /// <summary>For the whole of it, redirects included.</summary>
    public TimeSpan MayTake { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>As it is once unpacked.</summary>
    public int MostBytes { get; init; } = 2 * 1024 * 1024;

    public int MostRedirects { get; init; } = 5;

    /// <summary>Of those that a feed names first: most are newest first.</summary>
    public int MostEntries { get; init; } = 200;
}
