namespace RevenueBot.Questions.Language;

/// <summary>Which known word a mistyped one may have been.</summary>
internal static class Spelling
{
    public static readonly IReadOnlyList<string> Dimensions = ["plan", "segment", "country", "currency"];

    private static readonly IReadOnlyList<string> Known =
    [
        .. Dimensions, "plans", "segments", "countries", "mrr", "arr", "why", "movements", "help", "constant", "known", "last", "this",
        "since", "from", "between", "day", "days", "week", "weeks", "month", "months", "quarter", "quarters", "year", "years", "ytd",
        "yesterday", .. Calendar.Months.Keys.Where(name => name.Length > 3).Order(StringComparer.Ordinal),
    ];

    /// <summary>Up to three words, nearest first: one slip in a short word, two in a longer one.</summary>
    public static IReadOnlyList<string> Nearest(string word)
    {
        if (word.Length is < 3 or > 20) return [];
        var most = word.Length <= 4 ? 1 : 2;
        return [.. Known.Select(known => (known, distance: Distance(word, known))).Where(pair => pair.distance <= most)
            .OrderBy(pair => pair.distance).Select(pair => pair.known).Take(3)];
    }

    /// <summary>The dimensions, the nearest in spelling first.</summary>
    public static IEnumerable<string> DimensionsNear(string word) => word.Length > 20 ? Dimensions : Dimensions.OrderBy(known => Distance(word, known));

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
}
