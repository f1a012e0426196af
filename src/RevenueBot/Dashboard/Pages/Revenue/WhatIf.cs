using System.Globalization;
using RevenueBot.Metrics.Forecasting.Mrr;
using RevenueBot.Questions.Language;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Revenue;

namespace RevenueBot.Dashboard.Pages.Revenue;

/// <summary>What the address supposes of the months ahead: <c>?churn=-1&amp;sales=10&amp;price=5&amp;ahead=12</c>.</summary>
/// <param name="Ahead">How many months; null: as usual for the forecast.</param>
/// <param name="Refused">What of it could not be read, a sentence each.</param>
internal sealed record WhatIf(Suppositions Supposed, int? Ahead, IReadOnlyList<string> Refused)
{
    /// <summary>More than this in a month is no supposition about a company that goes on.</summary>
    private const decimal MostPoints = 20;

    private const int UsualHorizon = 6;

    private static readonly int[] _horizons = [3, 6, 12, 24];

    private static readonly Field _sales = new("sales", "New a month, %", "percent", (Suppositions.LeastPercent, Suppositions.MostPercent), supposed => supposed.SalesPercent);
    private static readonly Field _churn = new("churn", "Churn a month, points", "percentage points", (-MostPoints, MostPoints), supposed => supposed.ChurnPoints);
    private static readonly Field _price = new("price", "Price, %", "percent", (Suppositions.LeastPercent, Suppositions.MostPercent), supposed => supposed.PricePercent);

    public static IReadOnlyList<Choice> Horizons { get; } = [.. _horizons.Select(months => new Choice(months == UsualHorizon ? "" : $"{months}", $"{months} months"))];

    /// <summary>The names of the address that are about it.</summary>
    public static IReadOnlyList<string> Names { get; } = [_sales.Name, _churn.Name, _price.Name, "ahead"];

    public static WhatIf Of(PageAddress address)
    {
        int? ahead = int.TryParse(address["ahead"], NumberStyles.None, CultureInfo.InvariantCulture, out var months) && _horizons.Contains(months) && months != UsualHorizon ? months : null;
        var (churn, sales, price) = (_churn.Read(address), _sales.Read(address), _price.Read(address));
        return new(new(churn.Amount, sales.Amount, price.Amount), ahead, [.. ((string?[])[sales.Refused, churn.Refused, price.Refused]).OfType<string>()]);
    }

    /// <summary>The forecast as it is asked for, seen from the end of the period.</summary>
    public string Question(PageLimits limits) => (limits.Of(Metric.Forecast) with { Supposed = Supposed, Months = Ahead }).ToString();

    /// <summary>The form, as the address fills it.</summary>
    public IReadOnlyList<SupposedField> Fields => [.. ((Field[])[_sales, _price, _churn]).Select(one => one.Show(Supposed))];

    private sealed record Field(string Name, string Label, string Unit, (decimal Least, decimal Most) Within, Func<Suppositions, decimal> Of)
    {
        private const int LongestQuote = 20;

        public SupposedField Show(Suppositions supposed) => new(Name, Label, Of(supposed) is not 0 and var amount ? amount.ToString("+0.##;−0.##", CultureInfo.InvariantCulture) : "");

        public (decimal Amount, string? Refused) Read(PageAddress address)
        {
            if (address[Name] is not { } text) return default;
            var number = text.Trim().Replace('−', '-').Replace(',', '.').TrimEnd('%', 'p', ' ');
            return decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount >= Within.Least && amount <= Within.Most
                ? (Math.Round(amount, 2, MidpointRounding.AwayFromZero), null)
                : (0, $"“{(text.Length > LongestQuote ? text[..LongestQuote] + "…" : text)}” is no number of {Unit} from −{-Within.Least} to {Within.Most}, such as −1 or 0.5: the forecast supposes no change of {Name}.");
        }
    }
}
