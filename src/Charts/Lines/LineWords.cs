using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Lines;

/// <summary>The line in words.</summary>
internal sealed class LineWords(LineTable line)
{
    public ChartWords Words => new(Title, Subtitles, [.. Sentences()]) { Plot = Plot };

    private ChartPlot? Plot => line.IsEmpty ? null : new(PlotKind.Line, line.Name, line.Measure.PlainUnit, [.. line.Values.Select(Point)]);

    /// <summary>What stands in the place of the plot without a value.</summary>
    public string Missing => line.Slots == 0 ? $"No data on {line.Name} yet" : $"{line.Name} cannot be told yet";

    public string Advice => line.Data.Reason is { } reason ? Capital(SafeText.Readable(reason)) : "The line starts with the first whole month";

    private string Title => line switch
    {
        { IsEmpty: true } => Missing,
        { IsAllZero: true } => $"{line.Name} {Write(0)} in {Counts.WordOf(line.Slots, "month")}",
        { Whole: 0, Part: { } part } => $"{line.Name} {Write(part.Value)} on {Days.Day(part.Through)}, the first month",
        { Whole: 1, Slots: 1 } => $"{line.Name} {Write(Last.Value)} in {Days.LongMonth(MonthOf(Last.Slot))}, the first month",
        _ => Compared(),
    };

    private IReadOnlyList<string> Subtitles
    {
        get
        {
            var what = Capital(SafeText.Readable(line.Data.Definition ?? line.Name)) + (line.Measure.Code is { } code ? $", {code}" : "");
            var part = line.Part is { } running ? $" · {Days.LongMonth(running.Through)} hollow: through {Days.Day(running.Through)}" : "";
            return line.IsEmpty ? [what] : [$"{what}, by month{part}", $"{what}{part}", what];
        }
    }

    private (int Slot, decimal Value) Last => line.Values[line.Whole - 1];

    private string Compared()
    {
        var newest = line.Data.Months[^1];
        if (newest.Value is not { } value) return $"{line.Name} – in {Days.LongMonth(newest.Month)}{(line.Data.Reason is { } why ? $": {SafeText.Readable(why)}" : "")}";
        if (line.Data.Months is not [.., { Value: { } before } previous, _]) return $"{line.Name} {Write(value)} in {Days.LongMonth(newest.Month)}";
        return $"{line.Name} {Write(value)}, {line.Measure.Words(before, value)} {Days.LongMonth(previous.Month)}";
    }

    private IEnumerable<string> Sentences()
    {
        if (line.IsEmpty) return [$"{Missing}."];
        var months = line.Data.Months.Select((m, i) => $"{(i == 0 || m.Month.Month == 1 ? Days.MonthYear(m.Month) : Days.Month(m.Month))} {(m.Value is { } v ? line.Measure.Say(v) : "–")}");
        string?[] sentences =
        [
            line.Data.Months.Count > 0 ? $"Line chart, {line.Name} by month: {string.Join(", ", months)}." : null,
            line.Part is { } part ? $"Last point, part of {Days.LongMonth(part.Through)}: {line.Measure.Say(part.Value)} on {Days.DayYear(part.Through)}." : null,
            line.Data.Target is { } target ? $"Target: {line.Measure.Say(target)}." : null,
        ];
        return sentences.OfType<string>();
    }

    private DateOnly MonthOf(int slot) => line.First.AddMonths(slot);

    private string Write(decimal value) => line.Measure.Write(value);

    private PlotPoint Point((int Slot, decimal Value) of)
    {
        var isPart = line.Part is not null && of.Slot == line.Data.Months.Count;
        var day = isPart ? line.Part!.Through : MonthOf(of.Slot).AddMonths(1).AddDays(-1);
        return new(isPart ? $"{Days.Day(day)} (part)" : Days.MonthYear(day), day, line.Measure.Plain(of.Value), Write(of.Value));
    }

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
