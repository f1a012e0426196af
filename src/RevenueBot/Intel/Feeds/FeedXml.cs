using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace RevenueBot.Intel.Feeds;

/// <summary>
/// Reads RSS 2.0 (https://www.rssboard.org/rss-specification), RSS 1.0 (https://web.resource.org/rss/1.0/spec) and Atom
/// (https://www.rfc-editor.org/rfc/rfc4287): what each says of itself decides. A document type is not read at all: entities could be a
/// bomb, or files of this machine. Pure.
/// </summary>
internal static class FeedXml
{
    /// <summary>Deeper than any feed: a tree of a hundred thousand levels takes minutes to build, since each element looks for its root.</summary>
    private const int Deepest = 200;

    private const int WhereDeclarationsAre = 2_000;
    private static readonly XNamespace _dublinCore = "http://purl.org/dc/elements/1.1/", _rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", _xml = XNamespace.Xml;

    static FeedXml() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // feeds of long ago

    /// <param name="address">What its links are relative to.</param>
    /// <returns>The entries in the feed's order; else why there are none, a sentence.</returns>
    public static (IReadOnlyList<FeedEntry> Entries, string? Problem) Read(byte[] body, Uri address, int mostEntries)
    {
        var start = Start(body, WhereDeclarationsAre);
        if (start.Contains("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) || start.TrimStart().StartsWith("<html", StringComparison.OrdinalIgnoreCase)) return ([], "Its address leads to a web page: look for the feed's own address.");
        try
        {
            if (IsTooDeep(body)) return ([], "Its elements lie deeper in each other than those of any feed: tell who publishes it.");
            using var reader = Open(body);
            var root = XDocument.Load(reader).Root!;
            return Items(root) is { } items ? ([.. items.Take(mostEntries).Select(item => Entry(item, address)).OfType<FeedEntry>().DistinctBy(entry => entry.Key)], null) : ([], "It is XML, but neither RSS nor Atom.");
        }
        catch (XmlException error)
        {
            return ([], Start(body, body.Length).Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) ? "It has a document type, which is not read: it could hold anything."
                : $"It is no well-formed XML (line {Math.Max(1, error.LineNumber)}): tell who publishes it.");
        }
    }

    private static XmlReader Open(byte[] body) => XmlReader.Create(new MemoryStream(body), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, MaxCharactersInDocument = 2L * body.Length + 1_000,
    });

    private static bool IsTooDeep(byte[] body)
    {
        using var reader = Open(body);
        while (reader.Read())
            if (reader.Depth > Deepest) return true;
        return false;
    }

    private static string Start(byte[] body, int most) => Encoding.Latin1.GetString(body, 0, Math.Min(body.Length, most));

    /// <summary>Null where it is no feed.</summary>
    private static IEnumerable<XElement>? Items(XElement root) => root.Name.LocalName switch
    {
        "rss" => root.Elements().Where(child => child.Name.LocalName == "channel").Elements().Where(child => child.Name.LocalName == "item"),
        "RDF" => root.Elements().Where(child => child.Name.LocalName == "item"),
        "feed" => root.Elements().Where(child => child.Name.LocalName == "entry"),
        _ => null,
    };

    /// <summary>Null where it says nothing at all.</summary>
    private static FeedEntry? Entry(XElement item, Uri address)
    {
        var isAtom = item.Name.LocalName == "entry";
        var link = isAtom ? AtomLink(item, address) : Link(Text(item, "link"), item, address) ?? (Text(item, "guid") is { } guid && Child(item, "guid")!.Attribute("isPermaLink")?.Value != "false" ? Link(guid, item, address) : null);
        var title = Words(item, "title") is { Length: > 0 } said ? said : ((string[])["description", "summary", "content"]).Select(name => Words(item, name)).FirstOrDefault(words => words.Length > 0) ?? link?.AbsoluteUri;
        if (title is null) return null;
        var id = Text(item, isAtom ? "id" : "guid") ?? item.Attribute(_rdf + "about")?.Value;
        return FeedEntry.Of(id is { Length: > 0 } ? id : null, title, link, Published(item));
    }

    private static DateTimeOffset? Published(XElement item) => FeedDate.Read(Text(item, "pubDate") ?? Text(item, "published") ?? Text(item, "issued") ?? item.Element(_dublinCore + "date")?.Value ?? Text(item, "updated") ?? Text(item, "modified"));

    /// <summary>An Atom text says whether it is HTML (https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1); of RSS it is, as people write it.</summary>
    private static string Words(XElement item, string name) => Child(item, name) is { } child
        ? FeedText.Clean(child.Value, isHtml: item.Name.LocalName != "entry" || (child.Attribute("type")?.Value is { } type && type is not ("text" or "xhtml"))) : "";

    private static Uri? AtomLink(XElement entry, Uri address)
    {
        var links = entry.Elements(entry.Name.Namespace + "link").Where(link => link.Attribute("rel")?.Value is null or "alternate" or "").ToList();
        return (links.FirstOrDefault(link => link.Attribute("type")?.Value is null or "text/html") ?? links.FirstOrDefault()) is { } found ? Link(found.Attribute("href")?.Value, found, address) : null;
    }

    /// <summary>Only what a browser opens as a page, and nothing that holds a name and password.</summary>
    private static Uri? Link(string? text, XElement at, Uri address)
    {
        if (text?.Trim() is not { Length: > 0 and <= 1_000 } said) return null;
        var within = at.AncestorsAndSelf().Select(element => element.Attribute(_xml + "base")?.Value).FirstOrDefault(value => value is { Length: > 0 });
        var start = within is not null && Uri.TryCreate(address, within, out var named) ? named : address;
        return Uri.TryCreate(start, said, out var link) && (link.Scheme == Uri.UriSchemeHttp || link.Scheme == Uri.UriSchemeHttps) && link.UserInfo.Length == 0 ? link : null;
    }

    private static string? Text(XElement item, string name) => Child(item, name)?.Value.Trim();

    /// <summary>Of the feed's own words: others, such as media:title, are about something else.</summary>
    private static XElement? Child(XElement item, string name) => item.Element(item.Name.Namespace + name);
}
