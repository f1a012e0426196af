using RevenueBot.Dashboard.Pages.Alerts;
using RevenueBot.Handling;
using RevenueBot.WebDashboard.Customers;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard.Pages.Customers;

/// <summary>Open alerts about a customer, with what can be done about them here.</summary>
internal sealed class CustomerAlertPanel(OpenAlerts open, Colleagues colleagues, AlertLines lines)
{
    /// <summary>Null for who may not see alerts.</summary>
    public async Task<IReadOnlyList<CustomerAlert>?> ReadAsync(PageRequest request, string id, CancellationToken cancel)
    {
        if (!request.Viewer.Has(AlertPosts.Needed)) return null;
        var findOpen = open.ReadAsync(new AlertFilter(Subject: id), cancel);
        AlertReader reader = new(request.Viewer, await colleagues.ReadAsync(cancel));
        return [.. (await findOpen).OrderByDescending(alert => alert.Rule.Level).Select(alert => new CustomerAlert(lines.Of(alert, reader), lines.StateOf(alert, reader), lines.ActionsOf(alert, reader)!))];
    }
}
