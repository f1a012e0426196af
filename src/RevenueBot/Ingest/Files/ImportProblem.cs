namespace RevenueBot.Ingest.Files;

/// <summary>What is wrong at one place of an import file. It never repeats a value of the file: that may be a customer's.</summary>
/// <param name="Line">From 1, the header included; 0: the file as a whole.</param>
/// <param name="Column">Null: the line as a whole.</param>
/// <param name="Reason">The end of the sentence: what is wrong, and what to write instead.</param>
internal sealed record ImportProblem(string File, long Line, string? Column, string Reason)
{
    /// <summary><c>plans.csv, line 3, interval: must be day, week, month or year.</c></summary>
    public string Sentence => (Line, Column) switch
    {
        (0, _) => $"{File}: {Reason}",
        (_, null) => $"{File}, line {Line}: {Reason}",
        _ => $"{File}, line {Line}, {Column}: {Reason}",
    };
}
