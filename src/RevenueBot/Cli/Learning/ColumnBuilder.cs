using System.Globalization;
using RevenueBot.Metrics.Churn.Learning;

namespace RevenueBot.Cli.Learning;

/// <summary>A column as it is read: numbers as long as every field is one, categories otherwise.</summary>
internal sealed class ColumnBuilder(string name)
{
    /// <summary>So many different numbers, and no text: it is a column of numbers.</summary>
    private const int SurelyNumbers = 1_000;

    private const int FewestToBeNames = 50;

    private static readonly string[] _missing = ["", "NA", "N/A", "NaN", "NULL"];

    private readonly List<double> _numbers = [];
    private readonly List<int> _codes = [];
    private Dictionary<string, int>? _texts = [];
    private bool _areNumbers = true;

    public string Name => name;

    public static bool IsMissing(string field) => _missing.Contains(field, StringComparer.OrdinalIgnoreCase);

    public static bool TryNumber(string field, out double number) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <returns>Why the field cannot be in this column; null where it can.</returns>
    public string? Add(string field)
    {
        var isMissing = IsMissing(field);
        var number = double.NaN;
        if (!isMissing && !TryNumber(field, out number))
        {
            if (_texts is null) return $"has \"{TableFile.Cut(field)}\" in the column {name}, where all fields before it are numbers.";
            _areNumbers = false;
        }

        if (_areNumbers) _numbers.Add(isMissing ? double.NaN : number);
        if (_texts is null) return null;
        _codes.Add(isMissing ? -1 : Code(_texts, field));
        if (!_areNumbers || _texts.Count <= SurelyNumbers) return null;
        _texts = null;
        _codes.Clear();
        return null;
    }

    /// <returns>Null where nearly every row has a text of its own, as names and keys have: nothing can be learnt from it.</returns>
    public LearningColumn? Build()
    {
        if (_areNumbers) return new(new(name), [.. _numbers]);
        var rows = new int[_texts!.Count];
        foreach (var code in _codes.Where(code => code >= 0)) rows[code]++;
        if (rows.Length >= FewestToBeNames && rows.Length > rows.Sum() / 2) return null;
        // The most frequent first, whatever the order of the rows.
        var names = _texts.OrderByDescending(text => rows[text.Value]).ThenBy(text => text.Key, StringComparer.Ordinal).ToList();
        var places = new double[names.Count];
        for (var place = 0; place < places.Length; place++) places[names[place].Value] = place;
        return new(new(name) { Categories = [.. names.Select(text => text.Key)] }, [.. _codes.Select(code => code < 0 ? double.NaN : places[code])]);
    }

    private static int Code(Dictionary<string, int> texts, string text) => texts.TryGetValue(text, out var code) ? code : texts[text] = texts.Count;
}
