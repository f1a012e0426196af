using RevenueBot.Questions;
using RevenueBot.Questions.Language;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Revenue;

/// <summary>Who stayed and what they are worth: churn by month, retention by window, realised CLV by plan, LTV.</summary>
internal sealed class RetentionPanels(PageAnswers answers)
{
    public async Task<TablePanel?> ChurnAsync(PageRequest request, PageLimits limits, CancellationToken cancel) =>
        await PanelAsync(request, limits.OverMonths(Metric.Churn).ToString(), ("churn", "Churn by month", "Of customers who paid at the start of the month."), cancel) is { } panel
            ? panel with { Table = panel.Table with { Columns = [new("Month"), .. panel.Table.Columns.Skip(1)] } } : null;

    public async Task<TablePanel?> WindowsAsync(PageRequest request, PageLimits limits, CancellationToken cancel) =>
        await PanelAsync(request, limits.Question(Metric.Retention), ("retention", "Retention by window", "Of the MRR of customers who paid at the start: NRR with their expansion, GRR without."), cancel) is { } panel
            ? panel with { Table = panel.Table with { Columns = [new("Window"), .. panel.Table.Columns.Skip(1)] } } : null;

    public async Task<TablePanel?> LifetimeAsync(PageRequest request, PageLimits limits, CancellationToken cancel) =>
        WithTotal(Named(await PanelAsync(request, limits.Question(Metric.Clv), ("clv", "Realised CLV by plan", null), cancel), limits, Metric.Clv));

    public async Task<TablePanel?> LtvAsync(PageRequest request, PageLimits limits, CancellationToken cancel) =>
        Named(await PanelAsync(request, limits.Question(Metric.Ltv), ("ltv", "LTV", null), cancel), limits, Metric.Ltv);

    private async Task<TablePanel?> PanelAsync(PageRequest request, string question, (string Id, string Title, string? Foot) panel, CancellationToken cancel) =>
        await answers.AskAsync(question, request.Viewer, cancel) is { Kind: AnswerKind.Figures } answer && AnswerParts.Table(answer, panel.Id, panel.Title) is { } table
            ? new(panel.Title, answer.Headline, table, AnswerParts.Links(request, answer, panel.Id), panel.Foot ?? string.Join(' ', answer.Sentences)) : null;

    private static TablePanel? Named(TablePanel? panel, PageLimits limits, Metric metric) =>
        panel is not null && limits.Unlimited(metric) is { } refusal ? panel with { Explain = $"{panel.Explain} {refusal}" } : panel;

    private static TablePanel? WithTotal(TablePanel? panel) => panel is { Table.Rows: { Count: > 1 } rows } ? panel with { Table = panel.Table with { Rows = [.. rows.SkipLast(1)], Total = rows[^1] } } : panel;
}
