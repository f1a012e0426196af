using System.Globalization;
using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Trend;

/// <summary>The trend in words: a title that names the finding, the subtitle, and the figures as sentences.</summary>
internal sealed class TrendWords(Series trend)
{
    public ChartWords Words => new(Title, Subtitles, [.. Sentences()]) { Plot = Plot };

    /// <summary>The months and the running one; what is projected has a range, which one value cannot tell.</summary>
    private ChartPlot? Plot
    {
        get
        {
            var points = trend.Months.Select(m => (Days.MonthYear(m.Month), Day: Days.MonthOf(m.Month).AddMonths(1).AddDays(-1), m.Total)).ToList();
            if (trend.Part is { Total: { } total } part) points.Add(($"{Days.Day(part.Through)} (part)", part.Through, total));
            if (points.Count == 0 || trend.Data.ProjectionIsTheFinding) return null;
            var decimals = trend.Currency.DecimalsFor([.. points.Select(point => point.Total)]);
            return new(PlotKind.Line, "MRR", trend.Currency.Code,
                [.. points.Select(point => (point, Value: Currency.Round(point.Total, decimals))).Select(one => new PlotPoint(one.point.Item1, one.point.Day, one.Value, Currency.Plain(one.Value, decimals)))]);
        }
    }

    private string Title => (trend.Months.Count, trend.Part) switch
    {
        (0, null) => "No revenue data yet",
        ( > 0, _) when trend.Data.ProjectionIsTheFinding && trend.Projection.Count > 0 => Ahead(trend.Projection[^1]),
        (0, { Total: { } today } part) => $"MRR {trend.Currency.Compact(today)} on {Days.Day(part.Through)}, the first month",
        (0, { } part) => $"MRR movements of {Days.Span(trend.First, part.Through)}, the first month",
        (1, _) => $"MRR {Last} at the end of {Days.LongMonth(trend.MonthAt(0))}, the first month",
        _ when trend.Months.All(m => m.Total == 0) => $"No MRR in {trend.Months.Count} months",
        _ => Compared(trend.Months[^2], trend.Months[^1]),
    };

    private IReadOnlyList<string> Subtitles
    {
        get
        {
            if (trend.IsEmpty) return [$"Month-end MRR and its monthly movements, {trend.Currency.Code}"];
            var part = trend.Part is { } p && trend.HasMovements ? $" · {Days.LongMonth(p.Through)} hatched: {Part(p)} only" : "";
            return [$"Month-end MRR and its monthly movements, {trend.Currency.Code}{part}", $"Month-end MRR and movements, {trend.Currency.Code}{part}"];
        }
    }

    private string Last => trend.Currency.Compact(trend.Months[^1].Total);

    private string Compared(RevenueMonth before, RevenueMonth last) =>
        $"MRR {Last}, {Change.Words(before.Total, last.Total)} {Days.LongMonth(before.Month)}";

    /// <summary>A projection is never said without its range.</summary>
    private string Ahead(ProjectedMonth month) =>
        $"MRR {trend.Currency.Compact(month.Total)} by {Days.MonthYear(month.Month)}, 80% range {trend.Currency.Compact(month.Band80.Low)}–{trend.Currency.Compact(month.Band80.High)}";

    private static string Part(PartMonth part) => part.Through.Day == 1 ? "1st" : $"1–{part.Through.Day.ToString(CultureInfo.InvariantCulture)}";

    private IEnumerable<string> Sentences()
    {
        if (trend.IsEmpty) return ["No revenue data yet."];
        string?[] sentences = [Totals(), Today(), trend.HasMovements ? Movements() : "No movements.", Projected(), Events(), Nets()];
        return sentences.OfType<string>();
    }

    private string? Totals()
    {
        if (trend.Months.Count == 0) return null;
        var decimals = trend.Currency.DecimalsFor([.. trend.Months.Select(m => m.Total)]);
        return $"Line chart, MRR in {trend.Currency.Code} at month end: "
            + ByMonth(trend.Months.Select(m => Currency.Plain(Currency.Round(m.Total, decimals), decimals))) + ".";
    }

    private string? Today()
    {
        if (trend.Part is not { Total: { } total } part) return null;
        var decimals = trend.Currency.DecimalsFor([total]);
        var value = Currency.Plain(Currency.Round(total, decimals), decimals);
        return $"Last point, part of {Days.LongMonth(part.Through)}: {value} on {Days.DayYear(part.Through)}.";
    }

    private string Movements()
    {
        var figures = new KeyFigures(trend);
        var rows = figures.Rows.Where(r => r.Amount != 0).Select(r => $"{Lower(r.Label)} {Currency.PlainSigned(r.Amount, figures.Decimals)}");
        return $"{figures.Head}: {string.Join("; ", rows.Append($"net {Currency.PlainSigned(figures.Net, figures.Decimals)}"))}.";
    }

    private string? Projected()
    {
        if (trend.Projection.Count == 0) return null;
        var last = trend.Projection[^1];
        var decimals = trend.Currency.DecimalsFor([last.Total, last.Band95.High]);
        string Write(decimal value) => Currency.Plain(Currency.Round(value, decimals), decimals);
        string Range(Interval band) => $"{Write(band.Low)}–{Write(band.High)}";
        return $"Projected for {Days.MonthYear(last.Month)}: {Write(last.Total)}; 80% range {Range(last.Band80)}; 95% range {Range(last.Band95)}.";
    }

    private string? Events()
    {
        var events = trend.Data.Annotations.Where(a => trend.SlotOf(a.Day) is var s && s >= 0 && s < trend.Slots).OrderBy(a => a.Day);
        var texts = events.Select(a => $"{Days.DayYear(a.Day)} {SafeText.Readable(a.Text)}").ToArray();
        return texts.Length == 0 ? null : $"Events: {string.Join("; ", texts)}.";
    }

    private string? Nets()
    {
        if (trend.Months.Count < 2 || !trend.HasMovements) return null;
        var decimals = trend.Currency.DecimalsFor([.. trend.Months.Select(m => m.Movements.Net)]);
        var values = trend.Months.Select(m => Currency.PlainSigned(Currency.Round(m.Movements.Net, decimals), decimals));
        return "Net change by month: " + ByMonth(values) + ".";
    }

    private string ByMonth(IEnumerable<string> values) => string.Join(", ", values.Select((value, i) =>
        (i == 0 || trend.MonthAt(i).Month == 1 ? Days.MonthYear(trend.MonthAt(i)) : Days.Month(trend.MonthAt(i))) + " " + value));

    private static string Lower(string label) => label[..1].ToLowerInvariant() + label[1..];
}
