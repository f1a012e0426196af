using System.Text;
using RevenueBot.Intel.Feeds;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Intel.Feeds;

/// <summary>Feeds as they are found, read.</summary>
public sealed class FeedXmlTests
{
    private static readonly Uri _address = new("https://oriel.example/blog/feed.xml");
    private static readonly DateTimeOffset _third = new(2026, 11, 3, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Rss2() => Read("""
        <?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Oriel</title><link>https://oriel.example</link>
        <item><media:title>Wrong</media:title><title>Oriel published a Stripe import</title><link>https://oriel.example/blog/import</link><guid isPermaLink="false">1</guid><pubDate>Tue, 03 Nov 2026 08:00:00 GMT</pubDate></item>
        <item><title><![CDATA[AT&amp;T <b>buys</b> Oriel]]></title><guid>https://oriel.example/blog/att</guid></item></channel></rss>
        """).Select(Shown).ShouldBe([("Oriel published a Stripe import", "https://oriel.example/blog/import", _third), ("AT&T buys Oriel", "https://oriel.example/blog/att", null)]);

    [Fact]
    public void Rss1() => Read("""
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Oriel</title></channel>
        <item rdf:about="https://oriel.example/1"><title>Oriel is hiring</title><link>https://oriel.example/1</link><dc:date>2026-11-03T09:00:00+01:00</dc:date></item></rdf:RDF>
        """).Select(Shown).ShouldBe([("Oriel is hiring", "https://oriel.example/1", _third)]);

    [Fact]
    public void Atom() => Read("""
        <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://oriel.example/base/"><title>Oriel</title>
        <entry><id>urn:1</id><title type="html">Prices &amp;lt;up&amp;gt; &lt;i&gt;now&lt;/i&gt;</title><link rel="self" href="/api/1"/><link href="post/1"/><published>2026-11-03T08:00:00Z</published><updated>2026-11-09T08:00:00Z</updated></entry>
        <entry><id>urn:2</id><title>5 &lt; 6 &amp;amp; more</title><link rel="alternate" type="text/html" href="https://oriel.example/2"/><updated>2026-11-03T03:00:00-05:00</updated></entry>
        <entry><id>urn:3</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Bold <b>claim</b></div></title><updated>soon</updated></entry></feed>
        """).Select(Shown).ShouldBe([("Prices <up> now", "https://oriel.example/base/post/1", _third), ("5 < 6 &amp; more", "https://oriel.example/2", _third), ("Bold claim", null, null)]);

    [Fact]
    public void WhatIsMissingIsNotMadeUp()
    {
        var entries = Read("""
            <rss><channel><item><description>Only &lt;p&gt;words&lt;/p&gt;</description></item><item><link>/relative</link></item><item/><item><title>Twice</title></item><item><title>Twice</title></item>
            <item><title>Click</title><link>javascript:alert(1)</link></item><item><title>Sign in</title><link>https://a:b@oriel.example/</link></item></channel></rss>
            """);
        entries.Select(Shown).ShouldBe([("Only words", null, null), ("https://oriel.example/relative", "https://oriel.example/relative", null), ("Twice", null, null), ("Click", null, null), ("Sign in", null, null)]);
        entries.Select(entry => entry.Key).Distinct().Count().ShouldBe(entries.Count);
    }

    [Fact]
    public void WordsAreCleanedAndCut()
    {
        Read($"<rss><channel><item><title>{new string('x', 10_000)}</title></item></channel></rss>").Single().Title.ShouldBe(new string('x', 199) + "…");
        Read("<rss><channel><item><title>a\n\n b\u202Ec &lt;script&gt;steal()&lt;/script&gt;d &lt;!-- e --&gt;</title></item></channel></rss>").Single().Title.ShouldBe("a bc d");
    }

    [Theory]
    [InlineData("iso-8859-1")]
    [InlineData("windows-1252")]
    [InlineData("utf-16")]
    public void OldEncodingsAreRead(string encoding)
    {
        FeedXml.Read([], _address, 1).Problem.ShouldNotBeNull(); // the first reading brings the encodings
        var bytes = Encoding.GetEncoding(encoding);
        FeedXml.Read([.. bytes.GetPreamble(), .. bytes.GetBytes($"<?xml version=\"1.0\" encoding=\"{encoding}\"?><rss><channel><item><title>Café ö</title></item></channel></rss>")], _address, 10).Entries.Single().Title.ShouldBe("Café ö");
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Blog</body></html>", "Its address leads to a web page: look for the feed's own address.")]
    [InlineData("  <html><body>Blog</body></html>", "Its address leads to a web page: look for the feed's own address.")]
    [InlineData("<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><rss><channel><item><title>&b;</title></item></channel></rss>", "It has a document type, which is not read: it could hold anything.")]
    [InlineData("<!doctype r SYSTEM \"file:///etc/passwd\"><rss/>", "It has a document type, which is not read: it could hold anything.")]
    [InlineData("<rss><channel><item>", "It is no well-formed XML (line 1): tell who publishes it.")]
    [InlineData("<rss><channel>&nbsp;</channel></rss>", "It is no well-formed XML (line 1): tell who publishes it.")]
    [InlineData("{\"version\": \"https://jsonfeed.org/version/1\"}", "It is no well-formed XML (line 1): tell who publishes it.")]
    [InlineData("", "It is no well-formed XML (line 1): tell who publishes it.")]
    [InlineData("<opml/>", "It is XML, but neither RSS nor Atom.")]
    public void WhatIsNoFeedIsSaidSo(string body, string problem) => FeedXml.Read(Encoding.UTF8.GetBytes(body), _address, 10).Problem.ShouldBe(problem);

    [Fact]
    public void ADocumentTypeThatHidesBehindACommentIsNotReadEither() =>
        FeedXml.Read(Encoding.UTF8.GetBytes($"<!--{new string('x', 3_000)}--><!DOCTYPE r [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&a;</title></item></channel></rss>"), _address, 10).Problem.ShouldBe("It has a document type, which is not read: it could hold anything.");

    [Fact]
    public void DepthAndNumberAreNoBomb()
    {
        Nested(100).Entries.Single().Title.ShouldBe("x");
        Nested(100_000).Problem.ShouldBe("Its elements lie deeper in each other than those of any feed: tell who publishes it.");
        Read($"<rss><channel>{string.Concat(Enumerable.Range(0, 5_000).Select(i => $"<item><title>{i}</title></item>"))}</channel></rss>").Count.ShouldBe(200);
    }

    private static (IReadOnlyList<FeedEntry> Entries, string? Problem) Nested(int levels) =>
        FeedXml.Read(Encoding.UTF8.GetBytes($"<rss><channel><item><title>{string.Concat(Enumerable.Repeat("<b>", levels))}x{string.Concat(Enumerable.Repeat("</b>", levels))}</title></item></channel></rss>"), _address, 10);

    private static IReadOnlyList<FeedEntry> Read(string xml)
    {
        var (entries, problem) = FeedXml.Read(Encoding.UTF8.GetBytes(xml.Trim()), _address, 200);
        problem.ShouldBeNull();
        return entries;
    }

    private static (string, string?, DateTimeOffset?) Shown(FeedEntry entry) => (entry.Title, entry.Link?.AbsoluteUri, entry.Published);
}
