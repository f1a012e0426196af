using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard;

/// <summary>Periods that the filters of pages offer; <see cref="PageFilter.WindowOf"/> reads them.</summary>
internal static class PeriodChoices
{
    private const int MostMonths = 12;

    /// <summary>The last months together, then each of the last twelve alone.</summary>
    public static IEnumerable<Choice> Past(DateOnly today) =>
    [
        new("last-3-months", "Last 3 months"), new("last-6-months", "Last 6 months"), new("last-12-months", "Last 12 months"),
        .. Enumerable.Range(1, MostMonths).Select(back => Month.Of(today).Plus(-back)).Select(month => new Choice(month.ToString(), month.FirstDay.ToString("MMM yyyy", CultureInfo.InvariantCulture))),
    ];
}
