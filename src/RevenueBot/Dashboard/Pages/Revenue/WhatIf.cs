using System.Globalization;
using RevenueBot.Questions.Language;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard.Pages.Revenue;

/// <summary>What the address supposes of the months ahead: <c>?churn=-1&amp;ahead=12</c>.</summary>
/// <param name="Points">Percentage points a month added to churn; null: nothing is supposed.</param>
/// <param name="Ahead">How many months; null: as usual for the forecast.</param>
/// <param name="Refused">What of it could not be read, in a sentence; null: nothing.</param>
internal sealed record WhatIf(decimal? Points, int? Ahead, string? Refused)
{
    /// <summary>More than this in a month is no supposition about a company that goes on.</summary>
    private const decimal MostPoints = 20;

    private static readonly int[] _horizons = [3, 6, 12, 24];

    private const int UsualHorizon = 6;

    public static IReadOnlyList<Choice> Horizons { get; } = [.. _horizons.Select(months => new Choice(months == UsualHorizon ? "" : $"{months}", $"{months} months"))];

    public static WhatIf Of(PageAddress address)
    {
        int? ahead = int.TryParse(address["ahead"], NumberStyles.None, CultureInfo.InvariantCulture, out var months) && _horizons.Contains(months) && months != UsualHorizon ? months : null;
        if (address["churn"] is not { } text) return new(null, ahead, null);
        var number = text.Trim().Replace('−', '-').Replace(',', '.').TrimEnd('%', 'p', ' ');
        return decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points) && Math.Abs(points) <= MostPoints
            ? new(Math.Round(points, 2, MidpointRounding.AwayFromZero) is not 0 and var rounded ? rounded : null, ahead, null)
            : new(null, ahead, $"“{(text.Length > 20 ? text[..20] + "…" : text)}” is no number of percentage points from −{MostPoints} to {MostPoints}, such as −1 or 0.5: the forecast supposes nothing.");
    }

    /// <summary>The forecast as it is asked for, seen from the end of the period.</summary>
    public string Question(PageLimits limits) => (limits.Of(Metric.Forecast) with { ChurnPoints = Points, Months = Ahead }).ToString();

    /// <summary>As it stands in the field of the form.</summary>
    public string Field => Points?.ToString("+0.##;−0.##", CultureInfo.InvariantCulture) ?? "";
}
