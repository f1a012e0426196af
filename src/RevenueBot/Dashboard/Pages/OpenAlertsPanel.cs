using RevenueBot.Dashboard.Pages.Alerts;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;

namespace RevenueBot.Dashboard.Pages;

/// <summary>The alerts that are open, the most urgent first; for who may know customers by name, as in chat.</summary>
internal sealed class OpenAlertsPanel(AlertBoard board, Colleagues colleagues, AlertLines lines)
{
    private const int Most = 6;

    public async Task<AlertPanel?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        if (!request.Viewer.Has(AlertPosts.Needed)) return null;
        AlertReader reader = new(request.Viewer, await colleagues.ReadAsync(cancel));
        var open = await board.OpenAsync(cancel);
        var high = open.Count(alert => alert.IsHigh);
        return new(open.Count == 0 ? "" : $"{Format.Counted(open.Count, "alert")} open, {(high == 0 ? "none" : Format.Count(high))} of high level", [.. open.OrderByDescending(alert => alert.Rule.Level).Take(Most).Select(alert => lines.Of(alert, reader))]);
    }
}
