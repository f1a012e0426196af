using RevenueBot.Configuration;
using RevenueBot.Questions;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Payments;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Billing;

/// <summary>Who has not paid, as <c>/dunning</c> lists them, read once for the words and the rows; everybody is in the file.</summary>
internal sealed class DunningPanel(DunningDesk desk, PageAnswers answers, PageAsk ask, Company company)
{
    private const string Id = "dunning";
    private const int MostRows = 20;

    public async Task<(Answer Answer, TablePanel Panel)?> ReadAsync(PageRequest request, PageLimits limits, CancellationToken cancel)
    {
        var question = limits.Of(Metric.Dunning);
        if (!request.Viewer.Has(Rights.Customers)) return null;
        var view = await answers.ReadAsync(question.ToString(), async stop => (DunningView?)await desk.ReadAsync(ask.Of(Metric.Dunning) with { Question = question }, stop), cancel);
        var (answer, names, debtors) = (DunningAnswers.Write(view!), request.Viewer.Has(Rights.Names), view!.Debtors);
        var shown = request.IsExport ? debtors : [.. debtors.Take(MostRows)];
        DataTable table = new()
        {
            Id = Id, Caption = "Customers in dunning, the largest MRR first", AsCards = true,
            Columns = [new("Customer"), new("MRR", true), new("Owed", true), new("Since"), new("Tries", true), new("Reason"), .. request.IsExport && names ? (Column[])[new("Owner")] : []],
            Rows = [.. shown.Select(debtor => (IReadOnlyList<Cell>)[.. RowOf(debtor, view.Asked, names), .. request.IsExport && names ? (Cell[])[debtor.Owner ?? ""] : []])],
            Empty = new("Nobody is in dunning", "Every payment that failed was paid later, or its subscription has ended."),
        };
        var rest = debtors.Count > shown.Count ? $" The largest {shown.Count} of {Format.Count(debtors.Count)}; the file has all." : "";
        return (answer, new("Dunning", answer.Headline, table, AnswerParts.Links(request, answer, debtors.Count == 0 ? null : Id), string.Join(' ', answer.Sentences) + rest));
    }

    private IEnumerable<Cell> RowOf(Debtor debtor, Questions.Answers.Asked asked, bool names)
    {
        var (id, day) = (debtor.CustomerId, asked.Calendar.DayOf(debtor.Since));
        var days = asked.Day.DayNumber - day.DayNumber;
        yield return new(names ? debtor.Name : id, PagePaths.Customer(id), names ? debtor.Owner ?? "no owner" : null) { Raw = names ? debtor.RawName ?? id : id };
        yield return Cell.Of(Format.Money(debtor.Mrr, company.Currency), debtor.Mrr / 1_000_000m);
        yield return new(debtor.Owed(company.Currency));
        yield return new(Days.WithYear(day), Sub: days == 0 ? "today" : Format.Counted(days, "day")) { Raw = Iso.Day(day) };
        yield return Cell.Of(Format.Count(debtor.Tries), debtor.Tries);
        yield return Format.Capital(debtor.Reason);
    }
}
