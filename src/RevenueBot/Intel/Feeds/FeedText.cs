using System.Net;
using System.Text.RegularExpressions;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Intel.Feeds;

/// <summary>The words of an entry: no mark-up, no line ends, no marks that turn the direction of reading. Pure.</summary>
internal static partial class FeedText
{
    private const int LongestRead = 4_000, LongestTitle = 200;

    /// <param name="isHtml">Whether the text is HTML: then its tags go, and its entities are read.</param>
    /// <returns>At most 200 characters; empty where there are no words.</returns>
    public static string Clean(string text, bool isHtml)
    {
        var read = text.Length <= LongestRead ? text : text[..LongestRead];
        if (isHtml) read = WebUtility.HtmlDecode(Tag().Replace(Unread().Replace(read, " "), " "));
        return PlainText.Cut(string.Join(' ', PlainText.Printable(read).Split(' ', StringSplitOptions.RemoveEmptyEntries)), LongestTitle);
    }

    [GeneratedRegex(@"<(script|style)\b[^<]*?</\1\s*>|<!--.*?-->", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Unread();

    [GeneratedRegex("</?[a-zA-Z!][^<>]*>")]
    private static partial Regex Tag();
}
