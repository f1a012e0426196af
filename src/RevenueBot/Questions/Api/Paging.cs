using System.Buffers.Text;
using System.Globalization;
using System.Text;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Api;

/// <summary>Which part of a long list.</summary>
/// <param name="Skip">How many come before.</param>
/// <param name="At">The moment of the first page: all pages are of one state. Null on the first.</param>
internal sealed record Paging(long Skip, int Limit, DateTimeOffset? At)
{
    /// <summary>Null where <c>limit</c> or <c>cursor</c> are none of ours.</summary>
    public static Paging? Read(Func<string, string?> parameter, int usual, int most)
    {
        var limit = usual;
        if (parameter("limit") is { } text && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 1 || limit > most)) return null;
        if (parameter("cursor") is not { } cursor) return new Paging(0, limit, null);
        return Open(cursor) is var (skip, at) ? new Paging(skip, limit, at) : null;
    }

    /// <summary>Opaque to callers.</summary>
    public static string Cursor(long skip, DateTimeOffset at) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{skip} {Iso.Instant(at)}")));

    private static (long Skip, DateTimeOffset At)? Open(string cursor)
    {
        if (cursor.Length > 100 || !Base64Url.IsValid(cursor)) return null;
        return Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split(' ') is [var skip, var at]
            && int.TryParse(skip, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Iso.TryInstant(at, out var instant) ? (number, instant) : null;
    }
}
