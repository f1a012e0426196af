using RevenueBot.Configuration;

namespace RevenueBot.Cli.Learning;

/// <summary>The column that is to be predicted: two labels, of which one says that it happened.</summary>
internal sealed class OutcomeColumn(TableFile file, string name)
{
    private static readonly string[] _yes = ["1", "yes", "y", "true", "t", "true."];

    private readonly List<string> _labels = [];
    private readonly List<bool> _isSecond = [];

    public void Add(TableRow row, string label)
    {
        if (ColumnBuilder.IsMissing(label)) throw file.Wrong(row.Line, $"has no outcome in the column {name}; leave out rows whose outcome is not known.");
        var at = _labels.IndexOf(label);
        if (at < 0)
        {
            if (_labels.Count == 2) throw file.Wrong(row.Line, $"has a third outcome in the column {name}: \"{TableFile.Cut(label)}\" after \"{TableFile.Cut(_labels[0])}\" and \"{TableFile.Cut(_labels[1])}\".");
            _labels.Add(label);
            at = _labels.Count - 1;
        }

        _isSecond.Add(at == 1);
    }

    /// <returns>The label that is predicted, and by row whether it stood there: yes, true, the greater of two numbers, or else the rarer label.</returns>
    public (string Label, bool[] Outcomes) Build()
    {
        if (_labels.Count == 0) throw new RefusalException($"{file.Name} has no row below its header.");
        if (_labels.Count == 1) throw new RefusalException($"{file.Name} has the outcome \"{TableFile.Cut(_labels[0])}\" in every row, so there is nothing to tell apart.");
        var second = IsSecond();
        return (_labels[second ? 1 : 0], [.. _isSecond.Select(isSecond => isSecond == second)]);
    }

    private bool IsSecond()
    {
        var yes = _labels.Select(label => _yes.Contains(label, StringComparer.OrdinalIgnoreCase)).ToList();
        if (yes[0] != yes[1]) return yes[1];
        if (ColumnBuilder.TryNumber(_labels[0], out var first) && ColumnBuilder.TryNumber(_labels[1], out var other)) return other > first;
        var seconds = _isSecond.Count(isSecond => isSecond);
        return seconds * 2 != _isSecond.Count ? seconds * 2 < _isSecond.Count : string.CompareOrdinal(_labels[1], _labels[0]) > 0;
    }
}
