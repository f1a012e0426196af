using RevenueBot.Charts;
using RevenueBot.Metrics;

namespace RevenueBot.Questions.Answers;

/// <summary>Month-end balances by plan, currency, country or segment as a picture.</summary>
internal sealed record KeysPicture(Asked Asked, IReadOnlyList<Period> Months)
{
    private const decimal MicrosPerUnit = 1_000_000m;

    public static KeysPicture Of(Asked asked, Frame frame) => new(asked, TrendPicture.Of(frame, asked).Whole);

    /// <summary>Null before the first month with revenue is over.</summary>
    public Lazy<Chart>? Draw(LedgerView ledger, string footer) =>
        Months.SkipWhile(month => ledger.Mrr(month) is { Opening: 0, Closing: 0 }).ToList() is { Count: > 0 } months ? new(() => PlansChart.Draw(Data(ledger, months), new ChartFrame { Footer = footer })) : null;

    private RevenueByKey Data(LedgerView ledger, List<Period> months)
    {
        var rows = months.ConvertAll(month => ledger.Keys(month).ToDictionary(row => row.Key, row => row.Closing));
        return new()
        {
            Currency = Asked.Currency.Code,
            Metric = Asked.MetricName,
            Noun = Noun(Asked.Question.By),
            LastMonth = months[^1].Start,
            Keys = [.. rows.SelectMany(row => row.Keys).Distinct().Select(key => new KeySeries(ledger.Label(key).Name, [.. rows.Select(row => row.GetValueOrDefault(key) / MicrosPerUnit)])).Where(key => key.Mrr.Any(value => value != 0))],
        };
    }

    private static (string One, string Many) Noun(Dimension by) => by switch
    {
        Dimension.Plan => ("plan", "plans"),
        Dimension.Currency => ("currency", "currencies"),
        Dimension.Country => ("country", "countries"),
        Dimension.Segment => ("segment", "segments"),
        Dimension.Total => throw new ArgumentOutOfRangeException(nameof(by), by, "The total is not parted."),
    };
}
