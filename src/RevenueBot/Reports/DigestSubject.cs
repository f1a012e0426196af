namespace RevenueBot.Reports;

/// <summary>Subjects are cut by phones: what does not fit is said shorter, never cut.</summary>
internal static class DigestSubject
{
    public const int Longest = 50;

    /// <param name="wordings">The fullest first; the last one is taken where none fits.</param>
    public static string Fit(IEnumerable<string> wordings)
    {
        var all = wordings.ToList();
        return all.FirstOrDefault(text => text.Length <= Longest) ?? all[^1];
    }
}
