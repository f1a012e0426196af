using RevenueBot.Metrics;
using RevenueBot.Metrics.Retention;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Retention;

/// <summary>Retention as tables.</summary>
internal static class RetentionTables
{
    private const int MostKeys = 12;

    /// <summary>Customers and money from the start to the end of a period, beside the one before; each column adds up as shown.</summary>
    public static AnswerTable Bridge(RetentionView view, IReadOnlyList<Rate> rates)
    {
        RetentionPeriod[] rows = [view.Total(view.Main.Now), view.Total(view.Main.Before)];
        var money = MoneyFormat.For(view.Asked.Currency, rows.SelectMany(row => new[] { row.OpeningMrr, row.EndMrr }));
        var shown = Array.ConvertAll(rows, row => Shown(row, money));
        IReadOnlyList<string> Row(string label, Func<RetentionPeriod, string> cell) => [label, .. rows.Select(cell)];
        IReadOnlyList<string> Part(string label, int part) => [label, .. shown.Select(parts => money.SignedCell(parts[part]))];
        return new(
            [.. Heading(view.Asked, rows)],
            [
                Row("Customers at start", row => Format.Count(row.OpeningCustomers)), Row("Left", row => Format.Count(row.LeftCustomers)),
                Row("MRR at start", row => money.Cell(row.OpeningMrr)), Part("Churn", 0), Part("Contraction", 1), Part("Expansion", 2),
                Row("MRR at end", row => money.Cell(row.EndMrr)), .. rates.Select(rate => Row(rate.InTable, row => RetentionWords.Percent(rate.Of(row)))),
            ],
            RetentionWords.Note(view.Asked, rows.Select(row => row.Period)));
    }

    /// <summary>Churn, contraction and expansion, rounded so that with the shown start they give the shown end.</summary>
    public static IReadOnlyList<long> Shown(RetentionPeriod row, MoneyFormat money) =>
        Rounding.ShownParts([row.Churn, row.Contraction, row.Expansion], money.Change(row.OpeningMrr, row.EndMrr), money.Unit);

    /// <summary>"USD", "October", "September"; "USD, 12 months to", "31 Oct", "31 Oct 2025".</summary>
    private static IEnumerable<string> Heading(Asked asked, RetentionPeriod[] rows)
    {
        var labels = Array.ConvertAll(rows, row => RetentionWords.Label(asked, row.Period));
        var windows = Array.ConvertAll(labels, label => label.Split(" to ")[0]);
        var alike = Array.TrueForAll(labels, label => label.Contains(" to ", StringComparison.Ordinal)) && windows.Distinct().Count() == 1;
        return alike ? [$"{asked.Currency.Code}, {windows[0]} to", .. labels.Select(label => label.Split(" to ")[1])] : [asked.Currency.Code, .. labels];
    }

    /// <summary>A row for each window or month.</summary>
    public static AnswerTable Series(RetentionView view, IReadOnlyList<Period> periods, IReadOnlyList<Rate> rates) => new(
        ["", .. rates.Select(rate => rate.Short), "Customers"],
        [.. periods.Select(period => Cells(RetentionWords.Label(view.Asked, period), view.Total(period), rates))],
        RetentionWords.Note(view.Asked, periods));

    /// <summary>A row for each key, the largest first; beyond twelve the others as one; then the total.</summary>
    public static AnswerTable Keys(RetentionView view, IReadOnlyList<Rate> rates)
    {
        var period = view.Main.Now;
        var keys = view.Keys(period);
        var shown = keys.Take(keys.Count > MostKeys ? MostKeys - 1 : MostKeys).ToList();
        List<(string Label, RetentionPeriod Row)> rows = [.. shown.Select(row => (view.NameOf(row.Key), row))];
        if (keys.Count > shown.Count) rows.Add(($"{keys.Count - shown.Count} others", keys.Skip(shown.Count).Aggregate((a, b) => a.Plus(b))));
        rows.Add(("Total", view.Total(period)));
        return new(["", .. rates.Select(rate => rate.Short), "Customers"], [.. rows.Select(row => Cells(row.Label, row.Row, rates))],
            $"{RetentionWords.Name(period, view.Asked.Days)[..1].ToUpperInvariant()}{RetentionWords.Name(period, view.Asked.Days)[1..]}. A customer counts where it was at the start.");
    }

    private static IReadOnlyList<string> Cells(string label, RetentionPeriod row, IReadOnlyList<Rate> rates) =>
        [label, .. rates.Select(rate => RetentionWords.Percent(rate.Of(row))), Format.Count(row.OpeningCustomers)];
}
