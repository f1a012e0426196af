using System.Text.RegularExpressions;
using RevenueBot.Questions;

namespace RevenueBot.Tests.Everywhere;

/// <summary>A surface held against the answer: the words and every figure of them, and nothing left out but by a rule that says so.</summary>
internal static partial class Sameness
{
    private static readonly string[] _ofChats = ["Slack", "Slack, drawn by itself", "Teams"];

    public static IEnumerable<string> Breaches(Answer answer, Shown shown)
    {
        var whole = Shown.Of(answer);
        var isChat = _ofChats.Contains(shown.Surface);
        if (Shown.Tight(shown.Said) != Shown.Tight(whole.Said)) yield return $"{shown.Surface} says “{shown.Said}”, not “{whole.Said}”";
        if (!Figures(shown.Said).SequenceEqual(Figures(whole.Said))) yield return $"{shown.Surface} has the figures {string.Join(' ', Figures(shown.Said))}, not {string.Join(' ', Figures(whole.Said))}";
        var figures = isChat ? whole.Figures.Take(6) : whole.Figures;
        if (!shown.Figures.Select(Bare).SequenceEqual(figures.Select(Bare))) yield return $"{shown.Surface} has {string.Join(" | ", shown.Figures)}, not {string.Join(" | ", figures)}";
        if (shown.Alt is { } alt && Shown.Tight(alt) != Shown.Tight(whole.Alt!)) yield return $"{shown.Surface} has another alternative text: {alt}";
        if (shown.Rows is null && answer.Table is { Columns.Count: > 1 } && !answer.WantsPicture && answer.Figures.Count == 0) yield return $"{shown.Surface} has no table";
        if (shown.Rows is { } rows && whole.Rows is { } all)
            foreach (var breach in Rows(shown.Surface, rows, all)) yield return breach;
    }

    /// <summary>The first rows, "… n more", and the last one.</summary>
    private static IEnumerable<string> Rows(string surface, IReadOnlyList<string> rows, IReadOnlyList<string> all)
    {
        var gap = rows.ToList().FindIndex(row => Gap().IsMatch(row));
        var left = gap < 0 ? 0 : int.Parse(Gap().Match(rows[gap]).Groups[1].Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        var expected = gap < 0 ? all : [.. all.Take(gap), rows[gap], all[^1]];
        if (gap >= 0 && rows.Count - 1 + left != all.Count) yield return $"{surface} leaves out {all.Count - rows.Count + 1} rows and says {left}";
        if (rows.Count != expected.Count) yield return $"{surface} has {rows.Count} rows of {expected.Count}: {string.Join(" | ", rows.Take(3))}";
        foreach (var (row, one) in rows.Zip(expected))
            if (!IsSame(row, one)) yield return $"{surface} has the row “{row}”, not “{one}”";
    }

    /// <summary>A name may be cut, with "…"; all that follows is the same.</summary>
    private static bool IsSame(string row, string whole) => row == whole || (row.IndexOf('…') is >= 0 and var cut && whole.StartsWith(row[..cut], StringComparison.Ordinal) && whole.EndsWith(row[(cut + 1)..], StringComparison.Ordinal));

    /// <summary>A comma or a full stop between value and comparison is the surface's own.</summary>
    private static string Bare(string figure) => figure.Replace(",", "", StringComparison.Ordinal);

    public static IEnumerable<string> Figures(string text) => Figure().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"[+−-]?[$€£¥]?\d[\d,]*(\.\d+)?(%| points| times)?|\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*|–")]
    private static partial Regex Figure();

    [GeneratedRegex("^…([0-9,]+)more$")]
    private static partial Regex Gap();
}
