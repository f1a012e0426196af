using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Questions.Language;

namespace RevenueBot.Handling;

/// <summary>What somebody wants of silences.</summary>
internal abstract record SilenceWish
{
    private SilenceWish() { }

    public sealed record List : SilenceWish;

    /// <param name="What">A silence's id, or what it is of.</param>
    public sealed record End(string What) : SilenceWish;

    /// <param name="What">Each a name, a label with its value, or a rule: all must fit.</param>
    /// <param name="Note">Why, as typed; null: no reason given.</param>
    public sealed record Begin(IReadOnlyList<string> What, DateTimeOffset Until, string? Note) : SilenceWish;

    public sealed record Wrong(string Sentence) : SilenceWish;
}

/// <summary>Reads <c>/silence</c>: pure.</summary>
internal static class SilenceText
{
    public const string Usage = "Write what, for how long, and why: /silence Acme Inc for 3d because the migration runs. What is a customer, segment=NAME, owner=NAME or a rule. /silence list shows what is silent, /silence end ID ends it.";
    public const int MostDays = 90;
    private const int LongestNote = 200;

    public static SilenceWish Read(string text, DateTimeOffset now, CompanyCalendar calendar)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is [] or ["list" or "List"]) return new SilenceWish.List();
        if (words is ["end" or "stop" or "End" or "Stop", .. { Length: > 0 } rest]) return new SilenceWish.End(string.Join(' ', rest));
        var because = Array.FindIndex(words, word => word.Equals("because", StringComparison.OrdinalIgnoreCase));
        var (said, note) = because < 0 ? (words, "") : (words[..because], string.Join(' ', words[(because + 1)..]));
        var at = Array.FindLastIndex(said, word => word.ToLowerInvariant() is "for" or "until"); // the last: a name may hold one too
        if (at <= 0) return new SilenceWish.Wrong(Usage);
        if (note.Length > LongestNote) return new SilenceWish.Wrong($"A reason has at most {LongestNote} characters.");
        if (End(said[at], said[(at + 1)..], now, calendar) is not { } until) return new SilenceWish.Wrong($"Say for how long with hours, days or weeks, such as 12h, 3d or 2w, or until 2026-11-20; at most {MostDays} days.");
        return new SilenceWish.Begin([.. string.Join(' ', said[..at]).Split(" and ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)], until, note.Length > 0 ? note : null);
    }

    private static DateTimeOffset? End(string word, string[] rest, DateTimeOffset now, CompanyCalendar calendar)
    {
        DateTimeOffset? until = word.Equals("for", StringComparison.OrdinalIgnoreCase) ? now + Length(string.Concat(rest).ToLowerInvariant())
            : rest is [var day] && Iso.TryDay(day, out var date) ? calendar.StartOf(date.AddDays(1)) : null;
        return until > now && until <= now.AddDays(MostDays) ? until : null;
    }

    /// <summary><c>12h</c>, <c>3 days</c>, <c>aday</c> is none.</summary>
    private static TimeSpan? Length(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        if (digits is 0 or > 4 || !int.TryParse(text[..digits], CultureInfo.InvariantCulture, out var number)) return null;
        return text[digits..] switch
        {
            "h" or "hour" or "hours" => TimeSpan.FromHours(number),
            "d" or "day" or "days" => TimeSpan.FromDays(number),
            "w" or "week" or "weeks" => TimeSpan.FromDays(7 * number),
            _ => null,
        };
    }
}
