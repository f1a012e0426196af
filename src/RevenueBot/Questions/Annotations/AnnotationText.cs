using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Annotations;

/// <summary>Reads a day, a kind and the words of a note.</summary>
internal static class AnnotationText
{
    public const string Usage = "Write a day, a kind (launch, campaign, price, incident, other) and the words: /annotate 2026-11-10 launch Release 4.2";

    private const int LongestText = 200;
    private const int FarthestDays = 366;
    private const int MostWordsOfDay = 3;

    /// <summary>The note; else what is wrong, in a sentence. Without a kind it is "other".</summary>
    public static (Annotation? Note, string? Wrong) Read(string text, DateOnly today)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (Day(words, today) is not var (day, count)) return (null, Usage);
        var rest = words[count..];
        var kind = rest.Length > 1 && Kind(rest[0]) is { } named ? named : AnnotationKind.Other;
        var note = string.Join(' ', kind == AnnotationKind.Other && (rest.Length < 2 || Kind(rest[0]) is null) ? rest : rest[1..]);
        if (note.Length == 0) return (null, Usage);
        if (note.Length > LongestText) return (null, $"A note has at most {LongestText} characters.");
        return day.DayNumber - today.DayNumber > FarthestDays ? (null, "A note is of a day up to a year ahead.") : (new Annotation(day, kind, note), null);
    }

    /// <summary>The longest beginning that is a day: "10 Nov 2026", "today", "2026-11-10".</summary>
    private static (DateOnly Day, int Words)? Day(string[] words, DateOnly today)
    {
        for (var count = Math.Min(MostWordsOfDay, words.Length); count > 0; count--)
        {
            var cursor = new Cursor(Token.Split(string.Join(' ', words.Take(count))));
            if (PointRules.Read(cursor, today) is { Unit: CalendarUnit.Day } point && cursor.AtEnd) return (point.First(today), count);
        }

        return null;
    }

    private static AnnotationKind? Kind(string word) => word.Trim(':', ',').ToLowerInvariant() switch
    {
        "launch" or "release" => AnnotationKind.Launch,
        "campaign" => AnnotationKind.Campaign,
        "price" or "pricing" => AnnotationKind.Price,
        "incident" or "outage" => AnnotationKind.Incident,
        "other" => AnnotationKind.Other,
        _ => null,
    };
}
