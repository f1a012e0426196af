using Microsoft.AspNetCore.Mvc;
using RevenueBot.Questions.Api;

namespace RevenueBot.Handling;

/// <summary>The routes of alerts.</summary>
internal static class HandlingRoutes
{
    private const int LargestBody = 16 * 1024;

    public static void MapAlerts(this RouteGroupBuilder api)
    {
        api.MapGet("/alerts", (HttpRequest http, AlertsEndpoint endpoint, CancellationToken cancel) => endpoint.ListAsync(http, cancel))
            .Produces<AlertsJson>().ProducesProblem(StatusCodes.Status400BadRequest).Takes(AlertsEndpoint.Parameters).WithSummary("Open alerts in pages, by the MRR at stake.");
        api.MapGet("/alerts/{id}", (string id, AlertsEndpoint endpoint, CancellationToken cancel) => endpoint.OneAsync(id, cancel))
            .Produces<AlertJson>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("One alert with its history.");
        Act<AckRequest>(api.MapPost("/alerts/{id}/ack", (string id, HttpRequest http, AlertActsEndpoint endpoint, CancellationToken cancel) => endpoint.AcknowledgeAsync(id, http, cancel)), "Somebody has it: nobody is called any more.");
        Act<SnoozeRequest>(api.MapPost("/alerts/{id}/snooze", (string id, HttpRequest http, AlertActsEndpoint endpoint, CancellationToken cancel) => endpoint.SnoozeAsync(id, http, cancel)), "Nothing is told until a day, unless it gets worse.");
        Act<AssignRequest>(api.MapPost("/alerts/{id}/assign", (string id, HttpRequest http, AlertActsEndpoint endpoint, CancellationToken cancel) => endpoint.AssignAsync(id, http, cancel)), "Gives it to a person.");
        Act<FeedbackRequest>(api.MapPost("/alerts/{id}/feedback", (string id, HttpRequest http, AlertActsEndpoint endpoint, CancellationToken cancel) => endpoint.FeedbackAsync(id, http, cancel)), "Says whether it was useful; it closes nothing.");
    }

    private static void Act<T>(RouteHandlerBuilder route, string summary) where T : notnull => route.Accepts<T>("application/json").Produces<ActJson>()
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .WithMetadata(new RequestSizeLimitAttribute(LargestBody)).WithSummary(summary);
}
