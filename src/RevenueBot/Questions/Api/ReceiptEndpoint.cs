using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using RevenueBot.Metrics;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Api;

/// <summary><c>GET /api/v1/metrics/{metric}/receipt</c>: what adds up to the number.</summary>
internal static class ReceiptEndpoint
{
    private const int MostRows = 10_000;
    private const int UsualRows = 1_000;

    public static async Task<IResult> GetAsync(string metric, HttpContext http, MetricRequests requests, LedgerReceipt receipt, Asker asker, TimeProvider time, CancellationToken cancel)
    {
        if (MetricRoutes.Find(metric) is not { } found) return NotFound($"There is no metric {MetricJson.Cut(metric)}: use one of {string.Join(", ", MetricRoutes.Names)}.");
        var (query, wrong) = await requests.ReadAsync(http.Request, found, cancel);
        if (query is null) return wrong!;
        if (Paging.Read(http.Request.Parameter, UsualRows, MostRows) is not { } page) return Requests.Wrong($"limit is a number from 1 to {MostRows}, and cursor the next_cursor of the page before.");
        var (spanned, now) = (http.Request.Parameter("from") is not null, time.GetUtcNow());
        if (!spanned) query = query with { First = Month.Of(query.Last).FirstDay };
        // The cursor names the moment of the first page, so that all pages are of one receipt.
        if (page.At is not null) query = query with { KnownAt = page.At };
        var question = QuestionOf(found, query, spanned, query.AsOf(receipt.Company.Calendar.DayOf(now)) is null);
        if (MetricParts.Misfit(question) == Part.Window) question = question with { Window = null };
        var said = await asker.ReceiptAsync(question, new AskContext(now), cancel);
        if (said.Kind != AnswerKind.Figures) return NotFound(said.Headline);
        if (!MetricRoutes.IsOfLedger(found.Metric)) return await ProofAsync(metric, said, cancel);
        WantedReceipt wanted = new(metric, found.Metric, query, query.KnownAt ?? now);
        return CsvFilter.Wants(http.Request) ? Csv(receipt, wanted, await receipt.RatesAsync(wanted, cancel)) : await PageAsync(wanted, said, page, receipt, cancel);
    }

    private static async Task<IResult> PageAsync(WantedReceipt wanted, Answer said, Paging page, LedgerReceipt receipt, CancellationToken cancel)
    {
        var (head, rates) = await receipt.HeadAsync(wanted, said, cancel);
        List<ReceiptRow> rows = [];
        await foreach (var row in receipt.RowsAsync(wanted, rates, cancel).Skip((int)page.Skip).Take(page.Limit + 1).WithCancellation(cancel)) rows.Add(row);
        var next = rows.Count > page.Limit ? Paging.Cursor(page.Skip + page.Limit, wanted.KnownAt) : null;
        return TypedResults.Json(head with { Entries = [.. rows.Take(page.Limit)], NextCursor = next }, ApiJson.Options);
    }

    /// <summary>The rows alone, all of them, as they are read.</summary>
    private static PushStreamHttpResult Csv(LedgerReceipt receipt, WantedReceipt wanted, FxRates rates) => TypedResults.Stream(
        async stream =>
        {
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
            var line = new StringBuilder();
            CsvText.Append(line, ReceiptCsv.Columns);
            await foreach (var row in receipt.RowsAsync(wanted, rates, CancellationToken.None))
            {
                CsvText.Append(line, ReceiptCsv.Cells(row));
                if (line.Length < 32_000) continue;
                await writer.WriteAsync(line);
                line.Clear();
            }

            await writer.WriteAsync(line);
        }, CsvText.ContentType);

    /// <summary>The rows of a metric that no single ledger rows add up to; <see cref="CsvFilter"/> gives them as CSV.</summary>
    private static async Task<IResult> ProofAsync(string metric, Answer said, CancellationToken cancel) =>
        TypedResults.Json(ReceiptJson.Of(metric, said, said.Proof is { } proof ? await proof(cancel) : []), ApiJson.Options);

    /// <param name="isNow">Nothing is pinned, so that what was computed ahead proves what was answered from it.</param>
    private static Question QuestionOf(Meaning meaning, MetricQuery query, bool spanned, bool isNow) => new()
    {
        Metric = meaning.Metric, Facet = meaning.Facet, Only = query.Only, KnownAt = query.KnownAt, AsOf = isNow ? null : query.Last, Window = spanned ? new Window.Between(query.First, query.Last) : null,
    };

    private static ProblemHttpResult NotFound(string sentence) => TypedResults.Problem(sentence, statusCode: StatusCodes.Status404NotFound);
}
