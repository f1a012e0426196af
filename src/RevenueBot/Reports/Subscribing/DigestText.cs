using System.Globalization;
using System.Text.RegularExpressions;
using RevenueBot.Reports.Scheduling;

namespace RevenueBot.Reports.Subscribing;

/// <summary>Reads <c>/digest …</c>: pure.</summary>
internal static partial class DigestText
{
    public const string Usage = "Write /digest alone for what is sent, /digest preview weekly, /digest subscribe daily at 8:00, /digest subscribe weekly on Monday at 9:00 here, or /digest pause, resume or stop with the id from the list.";
    private const int MostDayOfMonth = 28;
    private static readonly string[] _fillers = ["at", "on", "the", "to", "in", "every", "each", "report", "digest", "a", "my", "for", "by", "and", "please"];
    private static readonly DayOfWeek[] _days = Enum.GetValues<DayOfWeek>();

    public static DigestWish Read(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var rest = words.Skip(1).Where(word => !_fillers.Contains(word.ToLowerInvariant())).ToList();
        return (words.Length > 0 ? words[0].ToLowerInvariant() : "", rest) switch
        {
            ("" or "list" or "schedule" or "manage", []) => new DigestWish.List(),
            ("preview" or "show" or "daily" or "weekly" or "monthly", _) => Preview(words[0], rest),
            ("subscribe" or "start" or "add", _) => Subscribe(rest),
            ("pause", [var id]) => new DigestWish.Pause(id),
            ("resume", [var id]) => new DigestWish.Resume(id),
            ("stop" or "unsubscribe" or "end", [var id]) => new DigestWish.Stop(id),
            ("pause" or "resume" or "stop" or "unsubscribe" or "end", []) => new DigestWish.Wrong($"Which one? Write /digest {words[0].ToLowerInvariant()} with the id from /digest."),
            _ => new DigestWish.Wrong(Usage),
        };
    }

    private static DigestWish Preview(string word, List<string> rest) => (KindOf(word), rest) switch
    {
        ({ } kind, []) => new DigestWish.Preview(kind),
        (null, []) => new DigestWish.Preview(DigestKind.Daily),
        (null, [var named]) when KindOf(named) is { } kind => new DigestWish.Preview(kind),
        _ => new DigestWish.Wrong(Usage),
    };

    private static DigestWish Subscribe(IReadOnlyList<string> words)
    {
        DigestWish.Subscribe wish = new(DigestKind.Daily, null, null, null, null, null);
        var hasKind = false;
        foreach (var word in words)
        {
            if (KindOf(word) is { } kind) (wish, hasKind) = (wish with { Kind = kind }, true);
            else if (TimeOf(word) is { } time) wish = wish with { Time = time };
            else if (DayOf(word) is { } day) wish = wish with { Day = day };
            else if (DayOfMonth().Match(word) is { Success: true } found && int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is var number and > 0 and <= MostDayOfMonth) wish = wish with { DayOfMonth = number };
            else if (Place(word) is { } place) wish = wish with { Place = place };
            else if (word.ToLowerInvariant() is "me" or "dm" or "mine") wish = wish with { Place = null };
            else if (word.Contains('/', StringComparison.Ordinal) || word is "UTC") wish = wish with { Zone = word };
            else return new DigestWish.Wrong(word.Equals("here", StringComparison.OrdinalIgnoreCase) ? "Write “here” in a channel, or nothing for a message to you alone." : $"I do not read “{Cut(word)}” there. {Usage}");
        }

        if (wish is { Kind: not DigestKind.Weekly, Day: not null }) return new DigestWish.Wrong("A day of the week is for the weekly report: write /digest subscribe weekly on Monday.");
        if (wish is { Kind: not DigestKind.Monthly, DayOfMonth: not null }) return new DigestWish.Wrong("A day of the month is for the monthly report: write /digest subscribe monthly on the 2nd.");
        return hasKind ? wish : new DigestWish.Wrong("Which report: daily, weekly or monthly? Write /digest subscribe daily at 8:00.");
    }

    private static DigestKind? KindOf(string word) => word.ToLowerInvariant() switch { "daily" => DigestKind.Daily, "weekly" => DigestKind.Weekly, "monthly" or "board" => DigestKind.Monthly, _ => null };

    /// <summary><c>8:00</c>, <c>08:30</c>, <c>8am</c>, <c>5:30pm</c>.</summary>
    private static TimeOnly? TimeOf(string word)
    {
        if (Clock().Match(word.ToLowerInvariant()) is not { Success: true } found || (found.Groups[2].Length == 0 && found.Groups[3].Length == 0)) return null;
        var (hour, minute) = (int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture), found.Groups[2].Length > 0 ? int.Parse(found.Groups[2].ValueSpan, CultureInfo.InvariantCulture) : 0);
        if (found.Groups[3].Length > 0 && hour is < 1 or > 12) return null;
        if (found.Groups[3].Length > 0) hour = (hour % 12) + (found.Groups[3].Value == "pm" ? 12 : 0);
        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    private static DayOfWeek? DayOf(string word)
    {
        var name = word.TrimEnd('s', ',');
        return name.Length >= 3 ? _days.Cast<DayOfWeek?>().FirstOrDefault(day => day.ToString()!.Equals(name, StringComparison.OrdinalIgnoreCase) || day.ToString()![..3].Equals(name, StringComparison.OrdinalIgnoreCase)) : null;
    }

    private static string? Place(string word) => Channel().Match(word) is { Success: true } channel ? channel.Value : MailAddressText.Read(word) ?? (Address().IsMatch(word) ? word : null);

    private static string Cut(string word) => word.Length <= 30 ? word : word[..29] + "…";

    [GeneratedRegex(@"^(\d{1,2})(?::(\d\d))?(am|pm)?$")]
    private static partial Regex Clock();

    [GeneratedRegex(@"^(\d{1,2})(?:st|nd|rd|th)$")]
    private static partial Regex DayOfMonth();

    /// <summary>As a platform escapes a mention.</summary>
    [GeneratedRegex(@"^<#[A-Za-z0-9:._@=/-]{1,200}(\|[^>]*)?>$")]
    private static partial Regex Channel();

    [GeneratedRegex("^(slack|teams|mail):[^<>]{1,200}$")]
    private static partial Regex Address();
}
