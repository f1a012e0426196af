using System.Globalization;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Customers;
using RevenueBot.Questions.Payments;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Billing;

/// <summary>The newest payments of the period, one by one; all of them in the file.</summary>
internal sealed class LatestPayments(PaymentReader payments, PageAnswers answers, Company company)
{
    private const string Id = "latest";
    private const int MostRows = 12, MostInFile = 100_000;

    /// <summary>Null for who may not see customers.</summary>
    public async Task<TablePanel?> ReadAsync(PageRequest request, PaymentView view, CancellationToken cancel)
    {
        if (!request.Viewer.Has(Rights.Customers)) return null;
        var (limit, period) = (PaymentFigures.LimitOf(view.Asked.Question.Only), view.Frame.Period);
        var (from, to) = (company.Calendar.StartOf(period.Start), company.Calendar.StartOf(period.End));
        var found = request.IsExport && request.Table == Id ? await payments.LatestAsync(limit, (from, to), MostInFile, cancel)
            : (await answers.ReadAsync($"latest payments {period} {view.Asked.Question.Only}", async stop => (IReadOnlyList<CustomerPayment>?)await payments.LatestAsync(limit, (from, to), MostRows, stop), cancel))!;
        var names = request.Viewer.Has(Rights.Names);
        DataTable table = new()
        {
            Id = Id, Caption = "Payments, the newest first", AsCards = true, Columns = [new("When"), new("Customer"), new("State"), new("Amount", true), .. request.IsExport ? (Column[])[new("Currency"), new("Why it failed")] : []],
            Rows = [.. found.Select(payment => (IReadOnlyList<Cell>)[.. RowOf(payment, names), .. request.IsExport ? (Cell[])[payment.Entry.Payment.Currency.Code, payment.Entry.FailureReason ?? ""] : []])],
            Empty = new("No payment in these days", "Choose another period, or load a file of payments."),
        };
        return new("Latest payments", $"{view.Asked.Days.Span(period.Start, period.LastDay)}, as charged, with tax", table, AnswerParts.Links(request, null, found.Count == 0 ? null : Id), found.Count == MostRows ? $"The newest {MostRows}; the file has the others." : null);
    }

    private IEnumerable<Cell> RowOf(CustomerPayment payment, bool names)
    {
        var (id, at) = (payment.CustomerId, payment.Entry.Payment.OccurredAt);
        yield return new(Days.Moment(at, company.Calendar)) { Raw = at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) };
        yield return new(names ? CustomerWords.Name(id, payment.Name) : id, PagePaths.Customer(id)) { Raw = names ? payment.Name ?? id : id };
        yield return PaymentCells.State(payment.Entry);
        yield return PaymentCells.Amount(payment.Entry.Payment, company.Currency);
    }
}
