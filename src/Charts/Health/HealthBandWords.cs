using RevenueBot.Charts.Figures;

namespace RevenueBot.Charts.Health;

/// <summary>The bands of health in words.</summary>
internal sealed class HealthBandWords(HealthTable table)
{
    public ChartWords Words => new(Title, Subtitles, [.. Sentences()]);

    private string Title => table.IsEmpty ? "No customer has a health score yet"
        : table.Data.Bands.FirstOrDefault(band => band.Level == HealthLevel.HighRisk) is { Customers: > 0 } high
            ? $"{Counts.Of(high.Customers, "customer")} with {Money(high.Mrr)} MRR at high risk" : "No customer at high risk";

    private IReadOnlyList<string> Subtitles => table.IsEmpty ? [$"Customers by health score, {Days.DayYear(table.Data.Day)}"]
        : [$"{Counts.Of(table.Customers, "customer")} by health score 0–100, {Days.DayYear(table.Data.Day)}", $"Customers by health score, {Days.DayYear(table.Data.Day)}"];

    public static string Name(HealthBand band) => band.Level switch
    {
        HealthLevel.HighRisk => "High risk",
        HealthLevel.Medium => "Medium risk",
        HealthLevel.Healthy => "Healthy",
        HealthLevel.TooLittleData => "Too little data",
    };

    /// <summary>Which scores a band holds.</summary>
    public static string Scores(HealthBand band) => band.Level switch
    {
        HealthLevel.HighRisk => "score below 30",
        HealthLevel.Medium => "score 30 to 60",
        HealthLevel.Healthy => "score above 60",
        HealthLevel.TooLittleData => "no score",
    };

    public string Mrr(HealthBand band) => $"{Money(band.Mrr)} MRR";

    /// <summary>"worse" for more at risk or fewer healthy, "better" for the opposite; null where neither, or where nothing changed.</summary>
    public static string? Verdict(HealthBand band) => (band.Level, Math.Sign(band.Customers - (band.CustomersBefore ?? band.Customers))) switch
    {
        (HealthLevel.HighRisk, > 0) or (HealthLevel.Healthy, < 0) => "worse",
        (HealthLevel.HighRisk, < 0) or (HealthLevel.Healthy, > 0) => "better",
        _ => null,
    };

    private IEnumerable<string> Sentences() => table.IsEmpty ? ["No customer has a health score yet."]
        : [$"Health of {Counts.Of(table.Customers, "customer")} on {Days.DayYear(table.Data.Day)}, by band.", .. table.Data.Bands.Select(Sentence)];

    private string Sentence(HealthBand band, int i)
    {
        var change = band.CustomersBefore is { } before ? $"; {(band.Customers == before ? "as many as" : $"{Counts.Digits(Math.Abs(band.Customers - before))} {(band.Customers > before ? "more" : "fewer")} than")} on {Days.Day(table.Data.Before)}" : "";
        return $"{Name(band)}: {Counts.Of(band.Customers, "customer")} ({table.CustomerShares[i]:0}%), {table.Currency.Whole(band.Mrr)} MRR ({table.MrrShares[i]:0}%){change}.";
    }

    private string Money(decimal amount) => table.Currency.Compact(amount);
}
