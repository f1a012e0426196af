using System.Globalization;
using System.Text.RegularExpressions;

namespace RevenueBot.Intel.Feeds;

/// <summary>
/// Reads the times of feeds: RFC 822 with what people make of it (https://www.rfc-editor.org/rfc/rfc5322#section-4.3), and ISO 8601. Pure.
/// </summary>
internal static partial class FeedDate
{
    private static readonly Dictionary<string, double> _zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EST"] = -5, ["EDT"] = -4, ["CST"] = -6, ["CDT"] = -5, ["MST"] = -7, ["MDT"] = -6, ["PST"] = -8, ["PDT"] = -7, ["AKST"] = -9, ["AKDT"] = -8, ["HST"] = -10,
        ["WET"] = 0, ["WEST"] = 1, ["BST"] = 1, ["CET"] = 1, ["CEST"] = 2, ["MEZ"] = 1, ["MESZ"] = 2, ["EET"] = 2, ["EEST"] = 3, ["MSK"] = 3, ["JST"] = 9, ["KST"] = 9, ["AEST"] = 10, ["AEDT"] = 11, ["NZST"] = 12, ["NZDT"] = 13,
    };

    /// <summary>In UTC; a zone that nobody knows counts as UTC. Null for what is no time.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        if (text?.Trim() is not { Length: > 0 and <= 100 } said) return null;
        if (Mail().Match(said) is { Success: true } mail) return Of(mail);
        return char.IsAsciiDigit(said[0]) && DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) && at.Year >= 1990 ? at : null;
    }

    private static DateTimeOffset? Of(Match mail)
    {
        var (year, second) = (int.Parse(mail.Groups["year"].Value, CultureInfo.InvariantCulture), mail.Groups["second"].Value);
        if (mail.Groups["year"].Length == 2) year += year < 70 ? 2000 : 1900;
        var clock = $"{year:0000} {mail.Groups["month"].Value[..3]} {mail.Groups["day"].Value} {(mail.Groups["hour"].Success ? mail.Groups["hour"].Value : "0")}:{(mail.Groups["minute"].Success ? mail.Groups["minute"].Value : "00")}:{(second is "" ? "00" : second is "60" ? "59" : second)}";
        if (!DateTime.TryParseExact(clock, "yyyy MMM d H:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || local.Year < 1990) return null;
        return new DateTimeOffset(local, TimeSpan.Zero) - Offset(mail.Groups["zone"].Value.Trim());
    }

    private static TimeSpan Offset(string zone)
    {
        if (_zones.TryGetValue(zone, out var hours)) return TimeSpan.FromHours(hours);
        if (Numbered().Match(zone) is not { Success: true } number) return TimeSpan.Zero;
        var minutes = (int.Parse(number.Groups[2].Value, CultureInfo.InvariantCulture) * 60) + (number.Groups[3].Success ? int.Parse(number.Groups[3].Value, CultureInfo.InvariantCulture) : 0);
        return minutes > 14 * 60 ? TimeSpan.Zero : TimeSpan.FromMinutes(number.Groups[1].Value is "-" or "−" ? -minutes : minutes);
    }

    /// <summary><c>Tue, 03 Nov 2026 08:00:00 GMT</c>, <c>3 November 26 8:00 +0100</c></summary>
    [GeneratedRegex(@"^(?:[A-Za-z]+\.?,?\s+)?(?<day>\d{1,2})[\s-]+(?<month>[A-Za-z]{3,9})\.?,?[\s-]+(?<year>\d{4}|\d{2})(?:,?\s+(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?(?:\.\d+)?)?\s*(?<zone>.{0,20})$")]
    private static partial Regex Mail();

    [GeneratedRegex(@"^(?:GMT|UTC|UT)?\s*([+\-−])(\d{1,2}):?(\d{2})?(?:\s|\(|$)")]
    private static partial Regex Numbered();
}
