namespace RevenueBot.Intel.Feeds;

/// <summary>What became of an attempt to fetch a feed.</summary>
internal abstract record FeedReply
{
    private FeedReply() { }

    /// <param name="Address">Where it was found, after redirects: what its links are relative to.</param>
    public sealed record Fetched(byte[] Body, Uri Address, string? ETag, string? LastModified) : FeedReply;

    public sealed record Unchanged : FeedReply;

    /// <param name="Problem">A plain sentence without the address: it may hold a key.</param>
    public sealed record Failed(string Problem) : FeedReply
    {
        /// <summary>The server says that it will not come back.</summary>
        public bool IsGone { get; init; }
    }
}
