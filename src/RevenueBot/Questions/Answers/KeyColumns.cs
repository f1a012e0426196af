using RevenueBot.Metrics;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <summary>One key over the rows of a table.</summary>
/// <param name="Balances">As shown: at the opening, then at the end of each step.</param>
internal sealed record KeyColumn(string Name, int Order, IReadOnlyList<long> Balances)
{
    public long Change => Balances[^1] - Balances[0];
}

/// <summary>The keys of a dimension as columns: the largest ones and, where not all fit, the sum of the others.</summary>
internal static class KeyColumns
{
    private const int MostKeys = 5;
    private const int MostWidth = 44;
    private const int LongestName = 8;
    private const string Others = "Other";

    /// <summary>As many of the largest as fit the width of a chat table, in the order of plans (tier) or of size.</summary>
    /// <param name="named">The key the finding names: it always has its column.</param>
    public static IReadOnlyList<KeyColumn> Shown(IReadOnlyList<KeyColumn> keys, KeyColumn named, int labelWidth, MoneyFormat money)
    {
        var bySize = keys.OrderByDescending(key => key == named).ThenByDescending(key => key.Balances[^1]).ThenBy(key => key.Name, StringComparer.Ordinal).ToList();
        for (var count = Math.Min(MostKeys, keys.Count); count > 1; count--)
        {
            var columns = Fold(bySize, count);
            if (Width(columns, labelWidth, money) <= MostWidth) return columns;
        }

        return Fold(bySize, 1);
    }

    /// <summary>A name as it fits a column.</summary>
    public static string Heading(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";

    private static List<KeyColumn> Fold(List<KeyColumn> bySize, int count)
    {
        var rest = bySize.Skip(count).ToList();
        List<KeyColumn> shown = [.. bySize.Take(count).OrderBy(key => key.Order).ThenByDescending(key => key.Balances[^1])];
        return rest.Count == 0 ? shown : [.. shown, Sum(rest)];
    }

    private static KeyColumn Sum(List<KeyColumn> rest) =>
        new(rest.Count == 1 ? rest[0].Name : Others, int.MaxValue, [.. Enumerable.Range(0, rest[0].Balances.Count).Select(i => rest.Sum(key => key.Balances[i]))]);

    private static int Width(List<KeyColumn> columns, int labelWidth, MoneyFormat money) =>
        labelWidth + columns.Sum(column => ColumnWidth(column, money)) + columns.Max(column => ColumnWidth(column, money));

    /// <summary>Two spaces before the widest figure, one before the heading.</summary>
    private static int ColumnWidth(KeyColumn column, MoneyFormat money) =>
        column.Balances.Select(money.Cell).Append(money.SignedCell(column.Change)).Max(cell => cell.Length + 2) is var figures
            ? Math.Max(figures, Heading(column.Name).Length + 1) : 0;
}
