using RevenueBot.Metrics;

namespace RevenueBot.Questions.Language;

/// <summary>A value of a dimension and what people call it.</summary>
internal sealed record KnownName(Dimension By, string Key, string Name);

/// <summary>The plans, countries, segments and currencies of the ledger, so that a question can name one.</summary>
internal sealed class Names
{
    /// <summary>What can be read without knowing any name.</summary>
    public static readonly Names None = new([]);

    private readonly ILookup<string, KnownName> _byWords;

    public Names(IEnumerable<KnownName> names)
    {
        All = [.. names];
        _byWords = All.SelectMany(name => Spoken(name).Select(Plain).Where(text => text.Length > 0).Distinct(), (name, text) => (text, name)).ToLookup(pair => pair.text, pair => pair.name);
        LongestWords = _byWords.Select(group => group.Key.Count(c => c == ' ') + 1).DefaultIfEmpty().Max();
    }

    public IReadOnlyList<KnownName> All { get; }

    /// <summary>Most words of any name.</summary>
    public int LongestWords { get; }

    /// <summary>Names of one word, for spelling.</summary>
    public IEnumerable<string> Words => _byWords.Select(group => group.Key).Where(text => !text.Contains(' '));

    /// <summary>Every value that is called so, in any case: by its key or its name.</summary>
    /// <param name="by">Null: of any dimension.</param>
    public IReadOnlyList<KnownName> Find(string text, Dimension? by) =>
        [.. _byWords[Plain(text)].Where(name => by is null || name.By == by).Distinct()];

    /// <summary>What a quoted text or a parameter names: the key itself before anything that is only called so.</summary>
    public IReadOnlyList<KnownName> Resolve(string text, Dimension by) =>
        All.FirstOrDefault(name => name.By == by && name.Key == text) is { } exact ? [exact] : Find(text, by);

    private static IEnumerable<string> Spoken(KnownName name) => name switch
    {
        { Key: "", By: var by } when by.ToString().ToLowerInvariant() is var word => [name.Name, $"without {word}", $"without a {word}"],
        { By: Dimension.Country } => [name.Key, name.Name, .. Countries.NamesOf(name.Key)],
        _ => [name.Key, name.Name],
    };

    private static string Plain(string text) => string.Join(' ', Token.Split(text).Select(token => token.Word));
}
