using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard.Pages.Customers;

/// <summary>The order of the list. Equal ones stay by MRR, the largest first; who has no value comes last in either direction.</summary>
internal static class CustomerOrder
{
    public const string Usual = "-mrr";

    /// <summary>A known order, or the usual one.</summary>
    public static string Of(PageAddress address) => address["sort"] is { } sort && sort.TrimStart('-') is "name" or "mrr" or "health" or "risk" or "since" && address["sort"]!.LastIndexOf('-') <= 0 ? address["sort"]! : Usual;

    /// <param name="lines">By MRR, the largest first.</param>
    /// <param name="names">Whether the viewer may know them: else they are ordered by id.</param>
    public static IEnumerable<BookLine> Sort(IReadOnlyList<BookLine> lines, string sort, bool names)
    {
        var down = sort.StartsWith('-');
        return sort.TrimStart('-') switch
        {
            "name" => By(lines, line => names ? line.Name : line.Id, down, StringComparer.OrdinalIgnoreCase),
            "health" => ByValue(lines, line => line.Score, down),
            "risk" => ByValue(lines, line => line.P30, down),
            "since" => ByValue(lines, line => line.Listed.Since, down),
            _ => down ? lines : By(lines, line => line.Mrr, false, null),
        };
    }

    private static IEnumerable<BookLine> ByValue<T>(IReadOnlyList<BookLine> lines, Func<BookLine, T?> of, bool down)
        where T : struct
    {
        var known = lines.Where(line => of(line) is not null);
        return By(known, line => of(line)!.Value, down, null).Concat(lines.Where(line => of(line) is null));
    }

    private static IEnumerable<BookLine> By<T>(IEnumerable<BookLine> lines, Func<BookLine, T> of, bool down, IComparer<T>? comparer) => down ? lines.OrderByDescending(of, comparer) : lines.OrderBy(of, comparer);
}
