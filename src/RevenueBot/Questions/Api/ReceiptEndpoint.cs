using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Api;

/// <summary>A receipt of a figure that no single ledger rows add up to: its formula and parts, as a table.</summary>
internal sealed record TableReceiptJson(string Metric, string Headline, IReadOnlyList<string> Sentences, AnswerTable? Table, DateOnly? AsOf, DateTimeOffset? KnownAt, DateTimeOffset? DataThrough, string? Profile);

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
        var (spanned, now) = (http.Request.Parameter("from") is not null, time.GetUtcNow());
        if (!spanned) query = query with { First = Metrics.Month.Of(query.Last).FirstDay };
        if (!MetricRoutes.IsOfLedger(found.Metric)) return await TableAsync(http.Request, metric, QuestionOf(found, query, spanned), new AskContext(now), asker, cancel);
        return CsvFilter.Wants(http.Request) ? Csv(receipt, query, query.KnownAt ?? now) : await PageAsync(new(metric, found.Metric, query, query.KnownAt ?? now), http.Request.Parameter, receipt, cancel);
    }

    private sealed record Wanted(string Route, Metric Metric, MetricQuery Query, DateTimeOffset KnownAt);

    /// <summary>One page. The cursor names the moment of the first page, so that all pages are of one receipt.</summary>
    private static async Task<IResult> PageAsync(Wanted wanted, Func<string, string?> parameter, LedgerReceipt receipt, CancellationToken cancel)
    {
        if (Paging.Read(parameter, UsualRows, MostRows) is not { } page) return Requests.Wrong($"limit is a number from 1 to {MostRows}, and cursor the next_cursor of the page before.");
        var knownAt = page.At ?? wanted.KnownAt;
        var head = await receipt.HeadAsync(wanted.Route, wanted.Metric, wanted.Query, knownAt, cancel);
        List<ReceiptRow> rows = [];
        await foreach (var row in receipt.RowsAsync(wanted.Query, knownAt, cancel).Skip((int)page.Skip).Take(page.Limit + 1).WithCancellation(cancel)) rows.Add(row);
        var next = rows.Count > page.Limit ? Paging.Cursor(page.Skip + page.Limit, knownAt) : null;
        return TypedResults.Json(head with { Entries = [.. rows.Take(page.Limit)], NextCursor = next }, ApiJson.Options);
    }

    /// <summary>The rows alone, all of them, as they are read.</summary>
    private static PushStreamHttpResult Csv(LedgerReceipt receipt, MetricQuery query, DateTimeOffset knownAt) => TypedResults.Stream(
        async stream =>
        {
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
            var line = new StringBuilder();
            CsvText.Append(line, ["date", "customer_id", "subscription_id", "plan_id", "kind", "reason", "mrr", "currency", "at", "recorded_at"]);
            await foreach (var row in receipt.RowsAsync(query, knownAt, CancellationToken.None))
            {
                CsvText.Append(line, Cells(row));
                if (line.Length < 32_000) continue;
                await writer.WriteAsync(line);
                line.Clear();
            }

            await writer.WriteAsync(line);
        }, CsvText.ContentType);

    private static IReadOnlyList<string> Cells(ReceiptRow row) =>
    [
        Iso.Day(row.Date), row.CustomerId, row.SubscriptionId, row.PlanId, row.Kind, row.Reason,
        (row.Mrr.Micros / 1_000_000m).ToString("0.######", System.Globalization.CultureInfo.InvariantCulture), row.Mrr.Currency, Iso.Instant(row.At), Iso.Instant(row.RecordedAt),
    ];

    private static async Task<IResult> TableAsync(HttpRequest http, string metric, Question question, AskContext context, Asker asker, CancellationToken cancel)
    {
        if (MetricParts.Misfit(question) == Part.Window) question = question with { Window = null };
        var answer = await asker.ReceiptAsync(question, context, cancel);
        if (answer.Kind != AnswerKind.Figures) return NotFound(answer.Headline);
        if (CsvFilter.Wants(http)) return TypedResults.Text(answer.Table is { } table ? CsvText.Write([table.Columns, .. table.Rows.Select(Plain)]) : "", CsvText.ContentType, Encoding.UTF8);
        return TypedResults.Json(
            new TableReceiptJson(metric, answer.Headline, answer.Sentences, answer.Table, answer.AsOf, answer.KnownAt, answer.DataThrough, answer.Profile), ApiJson.Options);
    }

    /// <summary>Figures of a table for people, as programs read them: a hyphen for a minus, no grouping.</summary>
    private static IReadOnlyList<string> Plain(IReadOnlyList<string> row) =>
        [.. row.Select((cell, column) => column == 0 || !cell.Any(char.IsAsciiDigit) ? cell : Number(cell))];

    private static string Number(string cell)
    {
        var plain = cell.Replace('−', '-').Replace(",", "", StringComparison.Ordinal).TrimStart('+');
        return decimal.TryParse(plain, System.Globalization.NumberStyles.AllowLeadingSign | System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out _) ? plain : cell;
    }

    private static Question QuestionOf(Meaning meaning, MetricQuery query, bool spanned) => new()
    {
        Metric = meaning.Metric, Facet = meaning.Facet, Only = query.Only, KnownAt = query.KnownAt, AsOf = query.Last, Window = spanned ? new Window.Between(query.First, query.Last) : null,
    };

    private static ProblemHttpResult NotFound(string sentence) => TypedResults.Problem(sentence, statusCode: StatusCodes.Status404NotFound);
}
