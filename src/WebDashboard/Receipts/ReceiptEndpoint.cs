using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.WebDashboard.Receipts;

/// <summary><c>/receipt?id=ans_…</c>: what adds up to a number, as a page; with <c>part=sheet</c> for the panel beside one.</summary>
internal static class ReceiptEndpoint
{
    private const string Part = "part";

    public static void MapReceipt(this IEndpointRouteBuilder routes, string path, Rights needs) =>
        routes.MapGet(path, AnswerAsync).WithMetadata(new PageRights(needs));

    private static async Task<IResult> AnswerAsync(HttpContext http, IPageSource<ReceiptModel> source, PageParts parts, CancellationToken cancel)
    {
        var request = PageRequest.Of(http);
        if (request.IsExport && request.Viewer.Has(Rights.Exports)) return await FileAsync(request, source, parts, cancel);
        if (http.Request.Query[Part] != "sheet") return await PageEndpoint.AnswerAsync<ReceiptPage, ReceiptModel>(http, source, parts, cancel);
        return await source.ReadAsync(request, cancel) is { } model
            ? PageEndpoint.Page<ReceiptSheet>(new { Model = model, Address = request.Address.With(Part, null).ToString() })
            : TypedResults.NotFound();
    }

    private static async Task<IResult> FileAsync(PageRequest request, IPageSource<ReceiptModel> source, PageParts parts, CancellationToken cancel)
    {
        if (await source.ReadAsync(request, cancel) is not { File: { } file }) return TypedResults.NotFound();
        await parts.Exported(request, cancel);
        return TypedResults.File(Encoding.UTF8.GetBytes(file), "text/csv; charset=utf-8", "receipt.csv");
    }
}
