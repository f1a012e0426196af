namespace RevenueBot.Questions.Language;

/// <summary>Which known word a mistyped one may have been.</summary>
internal static class Spelling
{
    private const int ShortestWord = 3;
    private const int ShortestSlip = 5;
    private const int LongestWord = 20;

    public static readonly IReadOnlyList<string> Dimensions = ["plan", "segment", "country", "currency"];

    /// <summary>Words that may follow others in the names of metrics, but that nobody is likely to have meant by a slip.</summary>
    private static readonly string[] TooCommon = ["how", "per", "on", "to", "by", "did", "do", "we", "us", "up", "who", "so", "far", "new", "net", "life", "time", "rate", "pay", "paid", "pays", "other", "date", "base", "days"];

    private static readonly IReadOnlyList<string> Known =
    [
        .. new[]
        {
            "mrr", "arr", "why", "movements", "help", "constant", "known", "last", "this", "since", "from", "between", "day", "days", "week", "weeks", "month", "months", "quarter", "quarters",
            "year", "years", "ytd", "yesterday", "compared", "versus", "chart", "graph", "previous", "past", "what", "breakdown", "today", "next", "current",
        }.Concat(Dimensions).Concat(["plans", "segments", "countries", "currencies"]).Concat(Calendar.Months.Keys.Where(name => name.Length > 3 && name != "sept").Order(StringComparer.Ordinal))
            .Concat(MetricWords.All.Where(word => word.Length >= ShortestWord && !TooCommon.Contains(word)).Order(StringComparer.Ordinal)).Distinct(),
    ];

    /// <summary>Everyday words that are one slip away from a word of the language: whoever types them means them.</summary>
    private static readonly HashSet<string> Everyday =
    [
        "who", "where", "when", "whose", "then", "them", "these", "those", "some", "any", "not", "all", "out", "off", "but", "her", "his", "way", "man", "men", "plane", "plain", "plant", "share", "charm",
        "mouse", "mouth", "north", "south", "list", "least", "fast", "cast", "test", "best", "rest", "east", "west", "here", "near", "hear", "ear", "dear", "bear", "weak", "meek", "lady", "may", "play", "dad",
        "place", "planet", "coast", "cost", "costs", "art", "are", "car", "bar", "law", "laws", "shy", "try", "bridges", "charge", "charges", "usages", "user", "using", "goat", "coal", "trials'", "churches", "without",
        "within", "except", "people", "person", "count", "counts", "counter", "county", "counties", "hour", "hours", "minute", "minutes", "bad", "good", "running", "sale", "salt", "tale", "inform", "outlooks", "custom", "customs",
    ];

    /// <summary>Whether the word is one of the language, or means itself: then it is no slip.</summary>
    public static bool IsKnown(string word) => Known.Contains(word) || TooCommon.Contains(word) || Everyday.Contains(word) || Calendar.Number(word) is not null;

    /// <summary>Up to three words to offer, nearest first: one slip in a short word, two in a longer one. The asker chooses, so more may be near than is put right.</summary>
    public static IReadOnlyList<string> Nearest(string word) => [.. Within(word, Known, word.Length <= 5 ? 1 : 2, ShortestWord).OrderBy(pair => pair.Distance).Select(pair => pair.Word).Take(3)];

    /// <summary>The one word it can have been: no other is as near. Singular and plural are one. Null where there is none, or two.</summary>
    public static string? Only(string word, IEnumerable<string> names)
    {
        var near = Near(word, Known.Concat(names)).ToList();
        if (near.Count == 0) return null;
        var least = near.Min(pair => pair.Distance);
        var nearest = near.Where(pair => pair.Distance == least).Select(pair => pair.Word).Distinct().OrderBy(known => known.Length).ToList();
        return nearest.All(known => Singular(known) == Singular(nearest[0])) ? nearest[0] : null;
    }

    /// <summary>The dimensions, the nearest in spelling first.</summary>
    public static IEnumerable<string> DimensionsNear(string word) => word.Length > LongestWord ? Dimensions : Dimensions.OrderBy(known => Distance(word, known));

    /// <summary>Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).</summary>
    public static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, replace);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }

    /// <summary>Two neighbours exchanged in a word of four letters, one slip up to seven, two from eight on: shorter words are too near each other.</summary>
    private static IEnumerable<(string Word, int Distance)> Near(string word, IEnumerable<string> known)
    {
        if (word.Length == ShortestSlip - 1) return known.Where(other => IsSwap(word, other)).Select(other => (other, 1));
        return Within(word, known, word.Length <= 7 ? 1 : 2, ShortestSlip);
    }

    private static IEnumerable<(string Word, int Distance)> Within(string word, IEnumerable<string> known, int most, int shortest)
    {
        if (word.Length < shortest || word.Length > LongestWord) return [];
        return known.Where(other => other.Length >= shortest && Math.Abs(other.Length - word.Length) <= most).Select(other => (other, Distance(word, other))).Where(pair => pair.Item2 <= most);
    }

    /// <summary>Two neighbours exchanged and nothing else: in a short word every other slip makes another word.</summary>
    private static bool IsSwap(string word, string other) =>
        word.Length == other.Length && Distance(word, other) == 1 && word.Order().SequenceEqual(other.Order());

    private static string Singular(string word) => word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y" : word.EndsWith('s') ? word[..^1] : word;
}
