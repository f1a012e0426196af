using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Ratios;

/// <summary>One side of a ratio as a column: money, or a count of customers.</summary>
internal sealed record Side(string Heading, bool IsMoney, Func<PeriodMrr, long> Of);

/// <summary>A ratio of the ledger's sums: how it is computed, and how its parts are called.</summary>
/// <param name="IsBalance">It stands at the end of a period; else it is of the whole period.</param>
/// <param name="IsMoney">In micro-units; else a plain number.</param>
/// <param name="Formula">Its parts, put in: "MRR $58,430 ÷ 593 paying customers".</param>
internal sealed record Ratio(Metric Metric, bool IsBalance, bool IsMoney, Func<PeriodMrr, Measured> Of, Func<PeriodMrr, Currency, string> Formula)
{
    private const decimal MicrosPerUnit = 1_000_000m;

    public required Side Above { get; init; }
    public required Side Below { get; init; }

    public string Name => MetricName.Of(Metric).Name;

    /// <summary>The name at the start of a line.</summary>
    public string Title => Format.Capital(Name);

    public string Key => Name.ToLowerInvariant().Replace(' ', '_');

    public static Ratio For(Metric metric) => All.Single(ratio => ratio.Metric == metric);

    public static IReadOnlyList<Ratio> All { get; } =
    [
        new(Metric.Arpa, true, true, RevenueRatios.Arpa,
            (row, currency) => $"MRR {Format.Money(row.Closing, currency)} ÷ {Format.Counted(row.Customers, "paying customer")}")
        {
            Above = new("MRR", true, row => row.Closing), Below = new("Customers", false, row => row.Customers),
        },
        new(Metric.Asp, false, true, RevenueRatios.Asp,
            (row, currency) => $"new MRR {Format.Money(row.New, currency)} ÷ {Format.Counted(row.NewCustomers, "new customer")}")
        {
            Above = new("New MRR", true, row => row.New), Below = new("New cust.", false, row => row.NewCustomers),
        },
        new(Metric.QuickRatio, false, false, RevenueRatios.QuickRatio, (row, currency) => QuickRatioParts.Of(row, currency).Formula)
        {
            Above = new("Gains", true, RevenueRatios.Gains), Below = new("Losses", true, RevenueRatios.Losses),
        },
    ];

    /// <summary>The value a period opened with; only a balance has one.</summary>
    public Measured Opening(PeriodMrr row) => Of(row with { Closing = row.Opening, Customers = row.OpeningCustomers });

    /// <summary>A value as people read it, "–" where it is undefined.</summary>
    /// <param name="money">The format of all values of the answer.</param>
    public string Text(Measured measured, MoneyFormat money) => measured.Value is not { } value ? Wording.Format.Undefined
        : IsMoney ? money.Text(measured.Rounded!.Value) : Number(value);

    /// <summary>For columns.</summary>
    public string Cell(Measured measured, MoneyFormat money) =>
        IsMoney && measured.Rounded is { } micros ? money.Cell(micros) : Text(measured, money);

    /// <summary>The value in units of the currency, or as it is; null where it is undefined.</summary>
    public decimal? Units(PeriodMrr row) => IsMoney ? Of(row).Value / MicrosPerUnit : Of(row).Value;

    public LinePicture Picture(Currency currency, PeriodMrr newest) => new(Title, IsMoney ? Charts.Measure.Money(currency.Code) : Charts.Measure.Ratio)
    {
        Definition = $"{Above.Heading} ÷ {Below.Heading.ToLowerInvariant()}",
        Reason = Of(newest).Why is { } why ? RatioWords.Why(why) : null,
    };

    private static string Number(decimal value) => Math.Round(value, 1, MidpointRounding.AwayFromZero).ToString("N1", CultureInfo.InvariantCulture);
}
