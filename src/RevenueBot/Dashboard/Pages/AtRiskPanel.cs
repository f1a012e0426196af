using RevenueBot.Configuration;
using RevenueBot.Metrics.Health;
using RevenueBot.Questions;
using RevenueBot.Questions.Churn;
using RevenueBot.Questions.Health;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;
using HealthScore = RevenueBot.WebDashboard.Parts.HealthScore;

namespace RevenueBot.Dashboard.Pages;

/// <summary>Who may leave, as <c>/at-risk</c> lists them, with the reason that weighs most.</summary>
internal sealed class AtRiskPanel(AtRiskList list, PageAnswers answers, PageAsk ask, Company company)
{
    private const int MostRows = 8;
    private const string Id = "at-risk";

    private sealed record Read(IReadOnlyList<RiskyCustomer> Listed);

    public async Task<TablePanel?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        if (await answers.AskAsync("/at-risk", request.Viewer, cancel) is not { Kind: AnswerKind.Figures } answer) return null;
        var read = await answers.ReadAsync("at-risk list", async stop => (Read?)new Read((await list.ReadAsync(ask.Of(Metric.AtRisk), MostRows, stop)).Listed), cancel);
        var names = request.Viewer.Has(Rights.Names);
        DataTable table = new()
        {
            Id = Id, Caption = "Customers at risk", AsCards = true, Columns = [new("Customer"), new("MRR", true), new("Health"), new("Risk, 30 days", true), new("What weighs most") { IsMinor = true }],
            Rows = [.. read!.Listed.Select(customer => RowOf(customer, names))],
            Empty = new("Nobody is at risk", "No customer's health is below 60 of 100, or none is scored yet: scores are computed every hour."),
        };
        var links = AnswerParts.Links(request, answer, Id);
        return new("Customers at risk", answer.Headline, table, links with { More = request.Address.To("/customers").ToString(), MoreText = "All customers" });
    }

    private IReadOnlyList<Cell> RowOf(RiskyCustomer customer, bool names)
    {
        var id = customer.Health.CustomerId;
        var href = PagePaths.Customer(id);
        var reason = customer.Health.Detail?.Reasons(1).Select(part => part.Fact).FirstOrDefault() ?? "many small things";
        return
        [
            new Cell(names ? customer.Name : id, href, customer.Owner is { Length: > 0 } owner && names ? owner : "no owner") { Raw = names ? customer.Name : id },
            Cell.Of(MoneyFormat.For(company.Currency, customer.Shown).Text(customer.Shown), customer.Shown / 1_000_000m),
            new Cell(HealthWords.Score(customer.Health.Score!.Value)) { Health = HealthOf(customer), Text = "", Raw = HealthWords.Score(customer.Health.Score!.Value) },
            customer.Churn is { Churn.Score.P30: var risk } ? Cell.Of(ChurnWords.Percent(risk), Math.Round((decimal)risk, 6, MidpointRounding.AwayFromZero)) : new Cell(Format.Undefined),
            reason,
        ];
    }

    private static HealthScore HealthOf(RiskyCustomer customer) => new(HealthScale.Shown(customer.Health.Score!.Value), HealthWords.Band(customer.Health.Band));
}
