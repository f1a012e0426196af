using RevenueBot.Configuration;
using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Churn;
using RevenueBot.Questions.Customers;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Customers;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Customers;

/// <summary>The figures of the answers about a customer, its movements, its health and why it may leave.</summary>
internal sealed class CustomerHead(Company company)
{
    private const string Movements = "movements", Health = "health", Owner = "owner";

    /// <summary>Everything but what is not in the answers.</summary>
    public CustomerModel Of(PageRequest request, CustomerKnown known)
    {
        var (names, customer) = (request.Viewer.Has(Rights.Names), known.Listed.Customer);
        var steps = AnswerParts.Table(known.Customer, Movements, "What moved its MRR, the newest first");
        return new CustomerModel
        {
            Title = names ? CustomerWords.Name(customer.CustomerId, customer.Name) : customer.CustomerId, Lede = Lede(known, names), Tiles = [.. Tiles(request, known)], Facts = [.. Facts(known, names)],
            Timeline = known.Customer.Table is { } table ? [.. table.Rows.Reverse().Select(StepOf)] : [], TimelineExplain = $"What moved its MRR, {steps?.Columns[0].Name ?? company.Currency.Code}, the newest first", TimelineNote = names ? steps?.Note : null,
            Movements = steps is null ? null : steps with { Columns = [new("Day"), .. steps.Columns.Skip(1)], Rows = [.. steps.Rows.Reverse()] }, TimelineLinks = Links(request, known.Customer, steps is null ? null : Movements),
            Health = known.Health.Table is null ? null : new("Health", Figure(known.Health, "band")?.Value ?? "", AnswerParts.Table(known.Health, Health, "What the health score is made of")!, Links(request, known.Health, Health)),
            HealthFacts = [.. known.Health.Sentences.Except(known.Customer.Sentences)],
            Risk = known.Churn is null ? null : known.Customer.Sentences.FirstOrDefault(sentence => sentence.StartsWith("Churn risk:", StringComparison.Ordinal)), Reasons = [.. Reasons(known.Churn)],
            Payments = null!, Tickets = null!, Nps = null!,
        };
    }

    /// <summary>The finding of the answer; without names, the same of an id.</summary>
    private static string Lede(CustomerKnown known, bool names)
    {
        var cancels = known.Customer.Sentences.FirstOrDefault(sentence => sentence == CustomerWords.CancelIsScheduled);
        var finding = names ? known.Customer.Headline : $"It is {CustomerTable.StatusWord(known.Listed.Status)}.";
        return cancels is null ? finding : $"{finding} {cancels}";
    }

    private static IEnumerable<Tile> Tiles(PageRequest request, CustomerKnown known)
    {
        var (mrr, health, risk, nps) = (Figure(known.Customer, "mrr")!, Figure(known.Health, "health"), Figure(known.Customer, "churn_risk"), Figure(known.Customer, "nps")!);
        yield return new() { Id = "mrr", Label = "MRR", Value = mrr.Value, Note = Figure(known.Customer, "plan")?.Value, AsOf = AnswerParts.AsOf(known.Customer), Receipt = Links(request, known.Customer, null).Receipt, IsStale = known.Customer.Notice is not null };
        yield return new()
        {
            Id = "health", Label = "Health", Value = health?.Value ?? Format.Undefined, Delta = health?.Number is null ? null : Delta.Of(health.Comparison),
            Note = health?.Number is null ? health?.Comparison : Figure(known.Health, "band")?.Value, AsOf = AnswerParts.AsOf(known.Health), Receipt = Links(request, known.Health, null).Receipt,
        };
        yield return new() { Id = "risk", Label = "Chance to leave, 30 days", Value = risk?.Value ?? Format.Undefined, Note = risk is not null ? $"by {risk.Comparison ?? ChurnBasis(known)}" : known.Listed.Status == CustomerStatus.Paying ? "not computed yet" : "only who pays is scored" };
        yield return new() { Id = "nps", Label = "Last NPS answer", Value = nps.Value, Note = nps.Comparison };
    }

    private static string ChurnBasis(CustomerKnown known) => known.Churn is { By.Card: var card } && ChurnWords.Basis(card) is { } basis ? basis : "the model";

    private static IEnumerable<Fact> Facts(CustomerKnown known, bool names)
    {
        if (Figure(known.Customer, "plan") is { } plan) yield return new(plan.Label, plan.Value);
        yield return new("Status", CustomerTable.StatusWord(known.Listed.Status));
        yield return new("Customer since", known.Listed.Since is { } since ? Days.WithYear(since) : Format.Undefined);
        if (names) yield return new("Owner", Figure(known.Customer, Owner)?.Value ?? "nobody");
        if (Figure(known.Customer, "place") is { } place) yield return new(place.Label, place.Value);
        if (Figure(known.Customer, "tickets") is { } tickets) yield return new(tickets.Label, tickets.Comparison is { } severe ? $"{tickets.Value}, {severe}" : tickets.Value);
        yield return new("Id", known.Listed.Customer.CustomerId);
    }

    private static TimelineEvent StepOf(IReadOnlyList<string> row) => new(row[0], row[3], row[1], $"MRR {row[2]}", row[1] is ['−', ..] ? Judgement.Bad : Judgement.Good);

    private IEnumerable<RiskReason> Reasons(KnownChurn? known) => known is null ? []
        : ChurnReasons.Of(known.Churn.Score, ChurnWords.MostReasons, company.Currency).Select(reason => new RiskReason(reason.Raises ? new("Raises it", Judgement.Bad) : new("Lowers it", Judgement.Good), reason.Text));

    private static Figure? Figure(Answer answer, string key) => answer.Figures.FirstOrDefault(figure => figure.Key == key);

    /// <summary>A receipt says the name.</summary>
    private static PanelLinks Links(PageRequest request, Answer answer, string? table) =>
        AnswerParts.Links(request, answer, table) is var links && request.Viewer.Has(Rights.Names) ? links : links with { Receipt = null };
}
