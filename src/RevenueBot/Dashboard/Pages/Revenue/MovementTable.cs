using System.Globalization;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Revenue;

/// <summary>One row of movements, micro-units as they are shown: opening and amounts make the closing.</summary>
/// <param name="Amounts">Of each of <see cref="Line.All"/>.</param>
internal sealed record MovementRow(Cell Label, long Opening, IReadOnlyList<long> Amounts, long Closing, int Customers)
{
    /// <summary>A row on its own, whose balances are rounded as those of its own answer.</summary>
    public static MovementRow Of(Cell label, PeriodMrr row, MoneyFormat money) => new(label, money.Round(row.Opening), Line.ShownAmounts(row, money), money.Round(row.Closing), row.Customers);

    /// <summary>
    /// Rows that are parts of a whole: their balances as shown add up to the whole as shown, as they do in the answer by plan or segment.
    /// </summary>
    public static IReadOnlyList<MovementRow> Parts(IReadOnlyList<(Cell Label, PeriodMrr Row)> rows, PeriodMrr whole, MoneyFormat money)
    {
        var openings = Rounding.ShownParts([.. rows.Select(row => row.Row.Opening)], money.Round(whole.Opening), money.Unit);
        var closings = Rounding.ShownParts([.. rows.Select(row => row.Row.Closing)], money.Round(whole.Closing), money.Unit);
        return [.. rows.Select((row, i) => new MovementRow(row.Label, openings[i], Shown([.. Line.All.Select(line => line.Amount(row.Row))], closings[i] - openings[i], money.Unit), closings[i], row.Row.Customers))];
    }

    /// <summary>Several rows as one.</summary>
    public static MovementRow Together(Cell label, IReadOnlyList<MovementRow> rows) =>
        new(label, rows.Sum(row => row.Opening), [.. Enumerable.Range(0, Line.All.Length).Select(i => rows.Sum(row => row.Amounts[i]))], rows.Sum(row => row.Closing), rows.Sum(row => row.Customers));

    /// <summary>Amounts that make a change between two balances which were rounded each for itself: a step that is left over goes to the largest.</summary>
    private static IReadOnlyList<long> Shown(long[] exact, long change, long unit)
    {
        if (Math.Abs(change - exact.Sum()) < unit) return Rounding.ShownParts(exact, change, unit);
        long[] shown = [.. Rounding.ShownParts(exact, unit)];
        shown[Array.IndexOf(exact, exact.MaxBy(amount => Math.Abs(amount)))] += change - shown.Sum();
        return shown;
    }
}

/// <summary>Openings, movements and closings side by side: every row adds up as it is shown.</summary>
internal static class MovementTable
{
    /// <param name="name">Of the table; its head says what the rows are: "Month", "Plan".</param>
    public static DataTable Of((string Id, string Caption, string Head) name, IReadOnlyList<MovementRow> rows, MovementRow total, MoneyFormat money)
    {
        var shown = Line.All.Select((line, i) => (line, i)).Where(one => one.line.Always || rows.Any(row => row.Amounts[one.i] != 0)).ToList();
        return new()
        {
            Id = name.Id, Caption = $"{name.Caption}, {money.Currency.Code}",
            Columns = [new(name.Head), new("Opening", true), .. shown.Select(one => new Column(one.line.Label, true)), new("Net new", true), new("Closing", true), new("Customers", true)],
            Rows = [.. rows.Select(Cells)], Total = Cells(total),
        };

        IReadOnlyList<Cell> Cells(MovementRow row) =>
        [
            row.Label, Balance(row.Opening), .. shown.Select(one => Change(row.Amounts[one.i])), Change(row.Closing - row.Opening), Balance(row.Closing), Cell.Of(Format.Count(row.Customers), row.Customers),
        ];

        Cell Balance(long micros) => new(money.Cell(micros)) { Raw = Units(micros) };

        Cell Change(long micros) => new(money.SignedCell(micros)) { Raw = Units(micros) };
    }

    /// <summary>How all amounts of a table are written.</summary>
    public static MoneyFormat Money(IEnumerable<PeriodMrr> rows, Company company) => MoneyFormat.For(company.Currency, rows.SelectMany(row => new[] { row.Opening, row.Closing }));

    /// <summary>Consecutive periods of one key as one: opening of the first, closing of the last, movements of all.</summary>
    /// <param name="rows">Oldest first, at least one.</param>
    public static PeriodMrr Together(IReadOnlyList<PeriodMrr> rows) => rows[^1] with
    {
        Period = new(rows[0].Period.Start, rows[^1].Period.End),
        Opening = rows[0].Opening,
        OpeningCustomers = rows[0].OpeningCustomers,
        New = rows.Sum(row => row.New),
        Expansion = rows.Sum(row => row.Expansion),
        Reactivation = rows.Sum(row => row.Reactivation),
        Resumed = rows.Sum(row => row.Resumed),
        Contraction = rows.Sum(row => row.Contraction),
        Churn = rows.Sum(row => row.Churn),
        Paused = rows.Sum(row => row.Paused),
        Fx = rows.Sum(row => row.Fx),
        NewCustomers = rows.Sum(row => row.NewCustomers),
        ReactivatedCustomers = rows.Sum(row => row.ReactivatedCustomers),
        ResumedCustomers = rows.Sum(row => row.ResumedCustomers),
        PausedCustomers = rows.Sum(row => row.PausedCustomers),
        ChurnedCustomers = rows.Sum(row => row.ChurnedCustomers),
    };

    /// <summary>Keys of one period as one row; a customer of two keys counts in both.</summary>
    public static PeriodMrr Sum(IReadOnlyList<PeriodMrr> rows) => Together(rows) with
    {
        Period = rows[0].Period,
        Opening = rows.Sum(row => row.Opening),
        Closing = rows.Sum(row => row.Closing),
        OpeningCustomers = rows.Sum(row => row.OpeningCustomers),
        Customers = rows.Sum(row => row.Customers),
    };

    private static string Units(long micros) => (micros / 1_000_000m).ToString("0.######", CultureInfo.InvariantCulture);
}
