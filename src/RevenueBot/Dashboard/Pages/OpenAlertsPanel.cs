using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Configuration;
using RevenueBot.Handling;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages;

/// <summary>The alerts that are open, the most urgent first; for who may know customers by name, as in chat.</summary>
internal sealed class OpenAlertsPanel(OpenAlerts alerts, PageAnswers answers, MountedPages pages, Company company, TimeProvider clock)
{
    private const int Most = 6;

    public async Task<AlertPanel?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        if (!request.Viewer.Has(Rights.Customers | Rights.Names)) return null;
        var open = (await answers.ReadAsync("alerts", async stop => (IReadOnlyList<OpenAlert>?)await alerts.ReadAsync(new AlertFilter(), stop), cancel))!;
        var high = open.Count(alert => alert.IsHigh);
        return new(open.Count == 0 ? "" : $"{Format.Counted(open.Count, "alert")} open, {(high == 0 ? "none" : Format.Count(high))} of high level", [.. open.OrderByDescending(alert => alert.Rule.Level).Take(Most).Select(LineOf)]);
    }

    public AlertLine LineOf(OpenAlert alert) => new(
        alert.Id, LevelOf(alert.Rule.Level), alert.Rule.Title, alert.Facts.Name, alert.Facts.Mrr is > 0 and var mrr ? Format.Money(mrr, company.Currency) : null, Why(alert), Age(alert),
        alert.Status.Handling.AssignedTo ?? alert.Facts.Owner, pages.Paths.Contains("/alerts/{item}") ? $"/alerts/{Uri.EscapeDataString(alert.Id)}" : "/alerts");

    public static Tag LevelOf(AlertLevel level) => level switch
    {
        AlertLevel.High => new("High", Judgement.Bad),
        AlertLevel.Medium => new("Medium", Judgement.Warn),
        AlertLevel.Opportunity => new("Growth", Judgement.Good),
        _ => new("Notice", Judgement.None),
    };

    /// <summary>"cancelled share of MRR 100% above 0%"</summary>
    private static string Why(OpenAlert alert) => alert.Status.Reason.Split(": ", 2) is [_, { Length: > 0 } why] ? why : alert.Status.Reason;

    private string Age(OpenAlert alert) => alert.Status.FiredAt is not { } fired ? "" : (clock.GetUtcNow() - fired) switch
    {
        { TotalHours: < 1 } age => $"{Math.Max(1, (int)age.TotalMinutes)} min",
        { TotalDays: < 2 } age => $"{(int)age.TotalHours} h",
        var age => $"{(int)age.TotalDays} days",
    };
}
