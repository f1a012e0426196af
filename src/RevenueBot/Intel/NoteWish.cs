using System.Globalization;
using System.Text.RegularExpressions;

namespace RevenueBot.Intel;

/// <summary>What somebody wants of market notes.</summary>
internal abstract record NoteWish
{
    private NoteWish() { }

    public sealed record List : NoteWish;

    /// <param name="Link">Where it was seen, as typed; null: nowhere that has an address.</param>
    public sealed record Keep(string Text, string? Link) : NoteWish;

    public sealed record Remove(long Id) : NoteWish;

    public sealed record Wrong(string Sentence) : NoteWish;
}

/// <summary>Reads <c>/intel</c>: pure.</summary>
internal static partial class NoteText
{
    public const string Usage = "Write what you saw, and where: /intel Kappa raised its Team price https://kappa.example/pricing. /intel alone shows the last notes, /intel remove 12 takes one back.";

    /// <summary>Shorter than what any surface passes on of a longer text: a note is never cut.</summary>
    public const int LongestTyped = 380;

    public static NoteWish Read(string typed)
    {
        if (typed.Length > LongestTyped) return new NoteWish.Wrong(string.Create(CultureInfo.InvariantCulture, $"A note has at most {LongestTyped} characters, its link included."));
        var words = Spoken(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is [] or ["list" or "List"]) return new NoteWish.List();
        if (words is ["remove" or "Remove" or "delete" or "Delete", var number] && long.TryParse(number.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return new NoteWish.Remove(id);
        return Keep(words);
    }

    /// <summary>The last address is the source. At the end it is cut from the words; among them it stays.</summary>
    private static NoteWish Keep(string[] words)
    {
        string? link = null;
        foreach (var word in words.Where(word => word.Contains("://", StringComparison.Ordinal)))
        {
            if (Against(link = Bare(word)) is { } wrong) return new NoteWish.Wrong(wrong);
        }

        var isLast = link is not null && words[^1].Contains(link, StringComparison.Ordinal);
        var text = string.Join(' ', isLast ? words[..^1] : words);
        return text.Any(char.IsLetterOrDigit) ? new NoteWish.Keep(text, link) : new NoteWish.Wrong($"Say what you saw, not only where. {Usage}");
    }

    private static string? Against(string link)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var address) || address.Host.Length == 0 || !(address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)) return "A link begins with http:// or https:// and the name of a site.";
        return address.UserInfo.Length > 0 ? "A link must not hold a name and password: everybody who may see totals reads it." : null;
    }

    /// <summary>Without the brackets and full stops around it.</summary>
    private static string Bare(string word)
    {
        var bare = word.TrimStart('(', '[', '<', '"', '\'').TrimEnd('.', ',', ';', '!', '>', ']', '"', '\'');
        while (bare.EndsWith(')') && bare.Count(c => c == ')') > bare.Count(c => c == '(')) bare = bare[..^1].TrimEnd('.', ',');
        return bare;
    }

    /// <summary>What was meant by the marks that Slack and Teams put around links and mentions; a mention calls nobody.</summary>
    private static string Spoken(string typed) =>
        Mention().Replace(SlackMention().Replace(SlackLink().Replace(typed, match => $"{Label(match)}{match.Groups[1].Value}"), match => $"{match.Groups[1].Value.Replace('!', '@')}{(match.Groups[3].Success ? match.Groups[3].Value.TrimStart('@', '#') : match.Groups[2].Value)}"), "$1");

    /// <summary>Slack labels a bare link with itself.</summary>
    private static string Label(Match match) => match.Groups[2].Value is { Length: > 0 } label && !match.Groups[1].Value.Contains(label, StringComparison.OrdinalIgnoreCase) ? $"{label} " : "";

    [GeneratedRegex(@"<(https?://[^|>\s]+)(?:\|([^<>]*))?>")]
    private static partial Regex SlackLink();

    [GeneratedRegex(@"<([@#!])([A-Za-z0-9^]+)(?:\|([^<>]*))?>")]
    private static partial Regex SlackMention();

    [GeneratedRegex("<at>([^<>]*)</at>", RegexOptions.IgnoreCase)]
    private static partial Regex Mention();
}
