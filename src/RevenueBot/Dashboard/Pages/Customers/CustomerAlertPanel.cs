using RevenueBot.Alerts.Acting;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Configuration;
using RevenueBot.Handling;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard;
using RevenueBot.WebDashboard.Customers;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard.Pages.Customers;

/// <summary>Open alerts about a customer, and what people do about them here: the same acts as in chat, and said there.</summary>
internal sealed class CustomerAlertPanel(OpenAlerts open, OpenAlertsPanel lines, AlertActs acts, Company company, TimeProvider clock)
{
    private const Rights Needed = Rights.Customers | Rights.Names;

    public static void Map(DashboardRoutes routes) => routes.Pages.MapPost("/customers/{item}/alerts", routes.Services.GetRequiredService<CustomerAlertPanel>().ActAsync).Needs(Needed);

    /// <summary>Null for who may not see alerts.</summary>
    public async Task<CustomerAlerts?> ReadAsync(PageRequest request, string id, CancellationToken cancel)
    {
        if (!request.Viewer.Has(Needed)) return null;
        var found = await open.ReadAsync(new AlertFilter(Subject: id), cancel);
        var now = clock.GetUtcNow();
        return new(
            [.. found.OrderByDescending(alert => alert.Rule.Level).Select(alert => new CustomerAlert(lines.LineOf(alert), StateOf(alert, now), alert.Status.Handling.AcknowledgedBy is null))], $"/customers/{Uri.EscapeDataString(id)}/alerts",
            [.. SnoozeTimes.Choices(now, company.Calendar).Select(choice => new Choice(Iso.Day(choice.Day), choice.Label))]);
    }

    /// <summary>Only alerts of this customer: whatever else is sent is not there.</summary>
    private async Task<IResult> ActAsync(string item, HttpContext http, IFormCollection form, CancellationToken cancel)
    {
        var (alert, id) = (form["alert"].ToString(), CustomerSource.IdOf(item));
        if (ActOf(form) is not { } act || (await acts.FindAsync(alert, cancel)).Any(found => found.Status.Subject != id) || await acts.DoAsync(alert, act, Doers.Of(PageRequest.ViewerOf(http).Id), cancel) is not { Result: not (ActResult.NotFound or ActResult.Busy) })
            return PageEndpoint.Absent("Nothing was changed", "The alert is no longer known, or it changed at this moment: open the customer again.", StatusCodes.Status404NotFound);
        return Results.LocalRedirect($"/customers/{Uri.EscapeDataString(id)}");
    }

    private PersonAct? ActOf(IFormCollection form) => form["act"].ToString() switch
    {
        "ack" => new PersonAct.Acknowledge(),
        "snooze" when Iso.TryDay(form["until"].ToString(), out var day) && SnoozeTimes.Morning(day, clock.GetUtcNow(), company.Calendar) is { } until => new PersonAct.Snooze(until, null),
        _ => null,
    };

    private string? StateOf(OpenAlert alert, DateTimeOffset now) => alert.Status.Handling switch
    {
        { SnoozedUntil: { } until } when until > now => $"snoozed until {Days.Moment(until, company.Calendar)}",
        { AssignedTo: not null } => "assigned",
        { AcknowledgedBy: not null } => "acknowledged",
        _ => null,
    };
}
