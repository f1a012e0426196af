using System.Collections.Frozen;
using System.Text.Json;

namespace RevenueBot.Ingest.Files.Fields;

/// <summary>The names of an enumeration's values in files: <c>PastDue</c> is <c>past_due</c>.</summary>
internal static class Names<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> _names =
        Enum.GetValues<T>().ToFrozenDictionary(v => v, v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()));

    private static readonly FrozenDictionary<string, T> _values = _names.ToFrozenDictionary(n => n.Value, n => n.Key);

    /// <summary>"day, week, month or year"</summary>
    public static string Choice { get; } = Join([.. Enum.GetValues<T>().Select(Of)]);

    public static string Of(T value) => _names[value];

    public static T? Find(string text) => _values.TryGetValue(text, out var value) ? value : null;

    private static string Join(string[] names) => $"{string.Join(", ", names[..^1])} or {names[^1]}";
}
