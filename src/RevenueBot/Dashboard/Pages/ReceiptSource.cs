using RevenueBot.Configuration;
using RevenueBot.Questions;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;
using RevenueBot.WebDashboard.Receipts;

namespace RevenueBot.Dashboard.Pages;

/// <summary><c>/receipt?id=ans_…</c>: the same receipt that chat shows, and its rows as a file.</summary>
internal sealed class ReceiptSource(PageAnswers answers, AnswerFile files, Company company) : IPageSource<ReceiptModel>
{
    public async Task<ReceiptModel?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        if (request.Address["id"] is not { } id || await answers.ReceiptAsync(id, request.Viewer, cancel) is not { Kind: AnswerKind.Figures } receipt) return null;
        return new ReceiptModel
        {
            Finding = receipt.Headline, Sentences = receipt.Sentences, Lines = AnswerParts.Table(receipt, "lines", receipt.Headline), Facts = [.. Facts(receipt)],
            Csv = request.Viewer.Has(Rights.Exports) ? request.Address.With(PageRequest.Export, ReceiptModel.Rows).With("part", null).ToString() : null,
            File = request.IsExport ? await FileAsync(receipt, request.Viewer, cancel) : null,
        };
    }

    /// <summary>All rows for whoever may know who they are of, else the receipt's lines.</summary>
    private async Task<string?> FileAsync(Answer receipt, Viewer viewer, CancellationToken cancel) =>
        viewer.Has(Rights.Customers | Rights.Names) ? await files.RowsAsync(receipt, cancel) : AnswerFile.Table(receipt);

    private IEnumerable<Fact> Facts(Answer receipt)
    {
        if (receipt.Profile is { } profile) yield return new("Definitions", receipt.ProfileVersion is { } version ? $"{profile}, version {version}" : profile);
        if (receipt.KnownAt is { } known) yield return new("As known at", Days.LongMoment(known, company.Calendar));
        if (receipt.DataThrough is { } through) yield return new("Data through", Days.LongMoment(through, company.Calendar));
        yield return new("Question", receipt.Question);
    }
}
