using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Rates;

/// <summary>The lines in words.</summary>
internal sealed class RateWords(RateTable table)
{
    public ChartWords Words => new(Title, [$"{string.Join(" and ", table.Lines.Select(line => line.Name))} {SafeText.Readable(table.Data.Definition)}, by month", SafeText.Readable(table.Data.Definition)], [.. Sentences()]);

    private string Title
    {
        get
        {
            var line = table.Lines[0];
            if (RateTable.Newest(line) is not var (month, value)) return $"{line.Name} cannot be told yet";
            if (table.IsAllZero) return $"{line.Name} {Write(0)} in {Counts.WordOf(table.Months, "month")}";
            var name = Days.LongMonth(table.First.AddMonths(month));
            return month > 0 && line.Values[month - 1] is { } before
                ? $"{line.Name} {Write(value)} in {name}, {table.Data.Measure.Words(before, value)} {Days.LongMonth(table.First.AddMonths(month - 1))}"
                : $"{line.Name} {Write(value)} in {name}";
        }
    }

    private IEnumerable<string> Sentences() => table.IsEmpty ? [$"{Title}."] :
        table.Lines.Select(line => $"{line.Name} from {Days.MonthYear(table.First)} by month: {string.Join(", ", line.Values.Select(value => value is { } known ? table.Data.Measure.Say(known) : "–"))}.");

    private string Write(decimal value) => table.Data.Measure.Write(value);
}
