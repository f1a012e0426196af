using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using RevenueBot.Access;

namespace RevenueBot.Ingest.Files;

/// <summary><c>POST /api/v1/import/{file}</c>: the same files as on disk, as the body of a request.</summary>
internal static class ImportEndpoint
{
    public static void MapImport(this IEndpointRouteBuilder routes, ImportLimits limits) => routes
        .MapPost("/api/v1/import/{file}", ImportAsync)
        .AddEndpointFilter<ApiKeyFilter>()
        .WithMetadata(new RequestSizeLimitAttribute(limits.LargestBody));

    private static async Task<Results<Ok<ImportReply>, ProblemHttpResult>> ImportAsync(
        string file, HttpRequest request, FileImport import, ImportLimits limits)
    {
        var cancel = request.HttpContext.RequestAborted;
        if (FileFormats.Find(file) is not { } format) return Refuse(StatusCodes.Status404NotFound, $"There is no such file: use {FileFormats.Choice}.");
        if (EncodingOf(request) is not { } encoding) return Refuse(StatusCodes.Status415UnsupportedMediaType, "Send text/csv or application/x-ndjson, not compressed.");
        await using var content = await SpooledBody.ReadAsync(request, limits.LargestBody, cancel);
        if (content is null) return Refuse(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {limits.LargestBody / 1_000_000:N0} MB: send it in parts, or use the import command.");
        var result = await import.RunAsync(new ImportFile(file, format, encoding, content), null, cancel);
        return result.IsStored ? TypedResults.Ok(ImportReply.Of(result)) : Refuse(result);
    }

    private static FileEncoding? EncodingOf(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0) return null;
        return request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() switch
        {
            "text/csv" => FileEncoding.Csv,
            "application/x-ndjson" or "application/jsonl" => FileEncoding.JsonLines,
            _ => null,
        };
    }

    private static ProblemHttpResult Refuse(int status, string sentence) => TypedResults.Problem(sentence, statusCode: status);

    private static ProblemHttpResult Refuse(FileResult result) => TypedResults.Problem(
        "Nothing of the file was stored.", statusCode: StatusCodes.Status400BadRequest, title: "The file has rows that cannot be read.",
        extensions: new Dictionary<string, object?>
        {
            ["problems"] = result.Problems.Select(p => new { p.Line, p.Column, p.Reason, p.Sentence }),
            ["more_problems"] = result.MoreProblems,
            ["notes"] = result.Notes,
        });
}

/// <summary>The answer to an import that was stored.</summary>
internal sealed record ImportReply(string File, long Rows, long Added, long Duplicates, IReadOnlyList<string> Notes)
{
    public static ImportReply Of(FileResult result) => new(result.File, result.Rows, result.Added, result.Duplicates, result.Notes);
}
