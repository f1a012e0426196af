namespace RevenueBot.Alerts.Dispatch;

/// <summary>
/// A report, or a part of its details. Only its name is kept here: what it says is stored once, and what of it the readers may see is
/// decided when it is sent.
/// </summary>
/// <param name="Report">Opaque: which report.</param>
/// <param name="Part">0: the report itself; from 1 on a part that goes under it.</param>
/// <param name="DueAt">When it should have gone out.</param>
public sealed record ReportPost(string Report, int Part, DateTimeOffset DueAt)
{
    /// <summary>The part is the whole report as a file.</summary>
    public bool IsDocument { get; init; }
}
