namespace RevenueBot.Ingest.Files;

/// <summary>What reading one file found besides facts. A file with thousands of bad rows is told by its first ones.</summary>
internal sealed class Findings(string file)
{
    private const int Shown = 20;
    private readonly List<ImportProblem> _problems = [];
    private readonly List<string> _notes = [];

    public string File => file;

    /// <summary>By line: broken records are found while reading ahead, bad values a batch later.</summary>
    public IReadOnlyList<ImportProblem> Problems => [.. _problems.OrderBy(p => p.Line)];

    /// <summary>Problems beyond the shown ones.</summary>
    public long More { get; private set; }

    public IReadOnlyList<string> Notes => _notes;

    public long Rows { get; set; }

    public bool AreClean => _problems.Count == 0;

    public void Problem(long line, string? column, string reason)
    {
        if (_problems.Count < Shown) _problems.Add(new ImportProblem(file, line, column, reason));
        else More++;
    }

    /// <summary>Something worth knowing that does not stop the file; said once.</summary>
    public void Note(string sentence)
    {
        if (_notes.Count < Shown && !_notes.Contains(sentence)) _notes.Add(sentence);
    }
}
