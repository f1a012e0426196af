namespace RevenueBot.Questions.Wording;

/// <summary>The rows of a table where there is not room for all: one rule on every surface.</summary>
internal static class ShownRows
{
    /// <summary>The first ones and the last one, which has the newest figures, or the sum; between them, how many are left out.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Of(AnswerTable table, int most)
    {
        var left = table.Rows.Count - most;
        return left <= 0 || most < 1 ? table.Rows : [.. table.Rows.Take(most - 1), [$"… {Format.Count(left)} more"], table.Rows[^1]];
    }
}
