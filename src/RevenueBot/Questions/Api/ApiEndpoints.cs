using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Api;

/// <summary>The routes of the ledger's own figures, and what all routes under <c>/api/v1</c> share.</summary>
internal static class ApiEndpoints
{
    /// <summary>A question is short.</summary>
    private const int LargestQuestion = 16 * 1024;

    public static void MapApi(this RouteGroupBuilder api)
    {
        api.MapPost("/ask", AskEndpoint.AskAsync).Accepts<AskRequest>("application/json").Produces<AnswerJson>().ProducesProblem(StatusCodes.Status400BadRequest)
            .WithMetadata(new RequestSizeLimitAttribute(LargestQuestion)).WithSummary("Answers a question as Slack would show it, with the exact figures.");
        api.MapGet("/metrics/mrr", MetricEndpoint.MrrAsync).Produces<MetricJson<MrrEntry, MrrSummary>>().Takes(ApiParameter.Series(Metric.Mrr)).WithSummary("MRR at the end of each interval.");
        api.MapGet("/metrics/arr", MetricEndpoint.ArrAsync).Produces<MetricJson<ArrEntry, MrrSummary>>().Takes(ApiParameter.Series(Metric.Arr)).WithSummary("ARR, the run rate, at the end of each interval.");
        api.MapGet("/metrics/movements", MetricEndpoint.MovementsAsync).Produces<MetricJson<MovementEntry, MovementEntry>>().Takes(ApiParameter.Series(Metric.Mrr)).WithSummary("What moved MRR in each interval.");
        api.MapGet("/metrics/{metric}/receipt", ReceiptEndpoint.GetAsync).Produces<LedgerReceiptJson>().ProducesProblem(StatusCodes.Status404NotFound).Takes(ApiParameter.Receipt)
            .WithSummary("What adds up to a number: ledger rows, or whatever else it is made of, with the formula.");
        api.MapFallback("{*path}", NoRoute).ExcludeFromDescription();
    }

    private static ProblemHttpResult NoRoute() =>
        TypedResults.Problem("There is no such route. /openapi/v1.json lists them all.", statusCode: StatusCodes.Status404NotFound);
}
