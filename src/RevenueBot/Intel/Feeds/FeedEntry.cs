using System.Security.Cryptography;
using System.Text;

namespace RevenueBot.Intel.Feeds;

/// <summary>An entry as a feed says it: text alone, nothing added.</summary>
/// <param name="Key">Of its id, or of its link or title where it has none: what tells it from others.</param>
/// <param name="Published">Null where the feed does not say, or says it so that nobody can read it.</param>
internal sealed record FeedEntry(string Key, string Title, Uri? Link, DateTimeOffset? Published)
{
    /// <summary>The same under another id is the same.</summary>
    public string Likeness => Hash($"{Title}\n{Link?.AbsoluteUri}");

    public static FeedEntry Of(string? id, string title, Uri? link, DateTimeOffset? published) =>
        new(Hash(id ?? link?.AbsoluteUri ?? $"{title}\n{published:O}"), title, link, published);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <param name="ListedAt">The moment by whose day it is reported; null: it is old, and only remembered.</param>
internal readonly record struct SeenEntry(FeedEntry Entry, DateTimeOffset? ListedAt)
{
    /// <summary>What was published this long before a feed was last read is no news: a feed that is new here does not flood anybody.</summary>
    private static readonly TimeSpan _isNews = TimeSpan.FromDays(7);

    /// <summary>What is seen later than this after it was published is reported with the day on which it was seen: the report of its own day is out.</summary>
    private static readonly TimeSpan _isPrompt = TimeSpan.FromHours(6);

    /// <summary>Whether and when an entry that was not known before is reported.</summary>
    /// <param name="readBefore">The last time the feed could be read; null: this is the first.</param>
    public static SeenEntry Of(FeedEntry entry, DateTimeOffset? readBefore, DateTimeOffset now)
    {
        if (entry.Published is not { } said) return new(entry, readBefore is null ? null : now);
        if (said > now) return new(entry with { Published = null }, now); // a clock that is wrong: its day is not believed
        if (said < (readBefore ?? now) - _isNews) return new(entry, null);
        return new(entry, readBefore is null || now - said <= _isPrompt ? said : now);
    }
}
