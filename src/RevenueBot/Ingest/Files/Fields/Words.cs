using System.Collections.Frozen;
using System.Text.Json;

namespace RevenueBot.Ingest.Files.Fields;

/// <summary>The names of an enumeration's values in files.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<string, T> _values = Enum.GetValues<T>().ToFrozenDictionary(v => Words.Name(v));

    /// <summary>"day, week, month or year"</summary>
    public static string Sentence { get; } = Join([.. Enum.GetValues<T>().Select(v => Words.Name(v))]);

    public static T? Find(string text) => _values.TryGetValue(text, out var value) ? value : null;

    private static string Join(string[] names) => $"{string.Join(", ", names[..^1])} or {names[^1]}";
}

internal static class Words
{
    /// <summary><c>PastDue</c> is <c>past_due</c>.</summary>
    public static string Name(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
