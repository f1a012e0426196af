using System.Collections.Frozen;
using System.Globalization;

namespace RevenueBot.Questions.Language;

/// <summary>Names and numbers of the calendar, as people type them.</summary>
internal static class Calendar
{
    /// <summary>Years a question may speak of.</summary>
    public const int FirstYear = 1990;

    public const int LastYear = 2100;

    public static readonly FrozenDictionary<string, int> Months = Enumerable.Range(1, 12)
        .SelectMany(number => Names(number).Select(name => (name, number))).Append(("sept", 9))
        .DistinctBy(pair => pair.Item1).ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);

    private static readonly FrozenDictionary<string, int> NumberWords =
        ((string[])["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])
        .Select((word, index) => (word, index)).ToFrozenDictionary(pair => pair.word, pair => pair.index + 1);

    private static readonly FrozenDictionary<string, CalendarUnit> Units = Enum.GetValues<CalendarUnit>()
        .SelectMany(unit => new[] { (unit.ToString().ToLowerInvariant(), unit), (unit.ToString().ToLowerInvariant() + "s", unit) })
        .Concat([("mth", CalendarUnit.Month), ("mths", CalendarUnit.Month), ("wk", CalendarUnit.Week), ("wks", CalendarUnit.Week), ("yr", CalendarUnit.Year), ("yrs", CalendarUnit.Year), ("qtr", CalendarUnit.Quarter)])
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);

    /// <summary>A month or a quarter, so that <c>jan-mar</c> and <c>q1-q3</c> are ranges.</summary>
    public static bool IsName(string word) => Months.ContainsKey(word) || Quarter(word) is not null;

    /// <summary>1 to 4 for <c>q1</c> to <c>q4</c>.</summary>
    public static int? Quarter(string word) => word is ['q', >= '1' and <= '4'] ? word[1] - '0' : null;

    public static int? Year(string word) =>
        word.Length == 4 && Digits(word) is >= FirstYear and <= LastYear and var year ? year : null;

    /// <summary>1 to 31 for <c>10</c> and <c>10th</c>.</summary>
    public static int? DayOfMonth(string word)
    {
        var digits = word.Length > 2 && word[^2..] is "st" or "nd" or "rd" or "th" ? word[..^2] : word;
        return digits.Length <= 2 && Digits(digits) is >= 1 and <= 31 and var day ? day : null;
    }

    /// <summary>1 to 999, in digits or in words up to twelve.</summary>
    public static int? Number(string word) =>
        NumberWords.TryGetValue(word, out var number) ? number : word.Length <= 3 && Digits(word) is >= 1 and var digits ? digits : null;

    public static CalendarUnit? Unit(string word) => Units.TryGetValue(word, out var unit) ? unit : null;

    /// <summary>The unit of <c>12m</c>, <c>6mo</c>, <c>4w</c>, <c>30d</c>, <c>2y</c>, written out; null for other letters.</summary>
    public static string? ShortUnit(string letters) => letters switch
    {
        "m" or "mo" or "mos" or "mth" or "mths" => "months",
        "w" or "wk" or "wks" => "weeks",
        "d" => "days",
        "y" or "yr" or "yrs" => "years",
        _ => null,
    };

    private static int? Digits(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string[] Names(int number)
    {
        var month = new DateOnly(2000, number, 1);
        return [month.ToString("MMMM", CultureInfo.InvariantCulture).ToLowerInvariant(), month.ToString("MMM", CultureInfo.InvariantCulture).ToLowerInvariant()];
    }
}
