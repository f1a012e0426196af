using System.Text;

namespace RevenueBot.WebDashboard.Frame;

/// <summary>The address of a page says all that it shows: its filters, its order and its place in a list.</summary>
/// <param name="Path">Absolute, without a query: <c>/customers</c>.</param>
/// <param name="Query">Decoded; a name once.</param>
public sealed record PageAddress(string Path, IReadOnlyDictionary<string, string> Query)
{
    /// <summary>Values longer than this are no filter of ours.</summary>
    public const int LongestValue = 200;

    /// <summary>The filters that go along from page to page.</summary>
    private static readonly string[] _shared = ["period", "plan", "segment", "currency"];

    /// <summary>Null where it is not given, or empty.</summary>
    public string? this[string name] => Query.GetValueOrDefault(name) is { Length: > 0 and <= LongestValue } value ? value : null;

    /// <summary>The same page with another value; null takes the value away.</summary>
    public PageAddress With(string name, string? value)
    {
        Dictionary<string, string> query = new(Query);
        if (value is null) query.Remove(name);
        else query[name] = value;
        return this with { Query = query };
    }

    /// <summary>Where a form leads back to: an address of this site, or the usual one. Browsers read a backslash as a slash, and leave line ends out.</summary>
    public static string Back(string? given, string usual = "/") =>
        given is ['/', ..] && !given.StartsWith("//", StringComparison.Ordinal) && given.All(letter => letter is > ' ' and <= '~' and not '\\') ? given : usual;

    /// <summary>Another page with the filters of this one.</summary>
    public PageAddress To(string path) => new(path, Query.Where(pair => _shared.Contains(pair.Key)).ToDictionary());

    public override string ToString()
    {
        StringBuilder text = new(Path);
        var mark = '?';
        foreach (var (name, value) in Query.Where(pair => pair.Value.Length > 0))
        {
            text.Append(mark).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            mark = '&';
        }

        return text.ToString();
    }
}
