using RevenueBot.Configuration;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Churn;
using RevenueBot.Questions.Customers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Customers;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Customers;

/// <summary>What is known of one customer: the answers of chat, and the facts beside them.</summary>
internal sealed record CustomerKnown(Answer Customer, Answer Health, ListedCustomer Listed, KnownChurn? Churn, CustomerActivity Activity);

/// <summary>Where the parts of a customer's page come from.</summary>
internal sealed record CustomerParts(CustomerHead Head, CustomerTables Tables, CustomerUsage Usage, CustomerAlertPanel Alerts);

/// <summary>One customer, as <c>/customer</c> and <c>/health</c> tell of it. Whoever may see customers and not who they are finds it by its id alone.</summary>
internal sealed class CustomerSource(CustomerReader reader, CustomerList list, CustomerActivityReader activity, ChurnDesk churn, Asker asker, PageAnswers answers, CustomerParts parts, Company company, TimeProvider clock) : IPageSource<CustomerModel>
{
    private const int LongestId = 200;

    public async Task<CustomerModel?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        if (request.Item is not { Length: > 0 and <= LongestId } item || await reader.FindByIdAsync(IdOf(item), cancel) is not { CustomerId: var id }) return null;
        var findAlerts = parts.Alerts.ReadAsync(request, id, cancel);
        if (await answers.ReadAsync($"customer {id}", stop => ReadAsync(id, stop), cancel) is not { } known) return null;
        var (head, alerts) = (parts.Head.Of(request, known), await findAlerts);
        return head with
        {
            Facts = alerts is null ? head.Facts : [.. head.Facts, new Fact("Open alerts", Format.Count(alerts.Count))],
            Alerts = alerts,
            Usage = parts.Usage.Of(request, known.Activity),
            Payments = parts.Tables.Payments(request, known.Activity),
            Tickets = parts.Tables.Tickets(request, known.Activity),
            Nps = parts.Tables.Nps(request, known.Activity),
        };
    }

    /// <summary>A slash within an id is the one thing that a path leaves escaped.</summary>
    public static string IdOf(string item) => item.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private async Task<CustomerKnown?> ReadAsync(string id, CancellationToken cancel)
    {
        var (now, subject) = (clock.GetUtcNow(), Literal.Write(id));
        var (askCustomer, askHealth) = (asker.AskAsync($"/customer {subject}", new AskContext(now), cancel), asker.AskAsync($"/health {subject}", new AskContext(now), cancel));
        var findActivity = activity.ReadAsync(id, now, CustomerUsage.DaysBefore(company.Calendar.DayOf(now)), company.Calendar, cancel);
        var findChurn = churn.ReadAsync([id], cancel);
        var listed = await list.ReadAsync([id], company.Calendar.DayOf(now), cancel);
        var (customer, health, found, risks) = (await askCustomer, await askHealth, await findActivity, await findChurn);
        return customer.Kind == AnswerKind.Figures && listed is [var one] ? new(customer, health, one, risks.GetValueOrDefault(id), found) : null;
    }
}
