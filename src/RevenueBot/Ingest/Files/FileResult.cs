using System.Globalization;

namespace RevenueBot.Ingest.Files;

/// <summary>What became of one file: all of it is stored, or, where there are problems, none of it.</summary>
/// <param name="Added">Facts that were new.</param>
/// <param name="Duplicates">Facts that were known already.</param>
/// <param name="MoreProblems">Problems beyond the listed ones.</param>
/// <param name="Notes">What did not stop the file but is worth knowing.</param>
internal sealed record FileResult(
    string File, long Rows, long Added, long Duplicates, IReadOnlyList<ImportProblem> Problems, long MoreProblems, IReadOnlyList<string> Notes)
{
    public bool IsStored => Problems.Count == 0;

    /// <summary>For a person, a line each.</summary>
    public IEnumerable<string> Lines => IsStored
        ? [Summary, .. Notes.Select(note => $"{File}: {note}")]
        : [.. Problems.Select(problem => problem.Sentence), .. More, $"{File}: nothing of it was stored.", .. Notes.Select(note => $"{File}: {note}")];

    public static FileResult Refused(string file, string reason) => new(file, 0, 0, 0, [new ImportProblem(file, 0, null, reason)], 0, []);

    private string Summary => string.Create(CultureInfo.InvariantCulture, $"{File}: {Rows:N0} {(Rows == 1 ? "row" : "rows")}, {Added:N0} new, {Duplicates:N0} known already.");

    private string[] More => MoreProblems > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{File}: and {MoreProblems:N0} more.")] : [];
}
