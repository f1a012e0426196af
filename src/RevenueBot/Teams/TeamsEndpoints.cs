namespace RevenueBot.Teams;

/// <summary>The one route Teams calls. The work is done by <see cref="TeamsWorker"/>.</summary>
internal static class TeamsEndpoints
{
    public static void MapRoutes(IEndpointRouteBuilder routes) => routes.MapPost("/api/messages", ReceiveAsync);

    private static async Task<IResult> ReceiveAsync(HttpRequest http, TeamsDoor door, TeamsReception reception, CancellationToken cancel)
    {
        var (activity, refusal) = await door.AdmitAsync(http, cancel);
        return refusal ?? await reception.ReceiveAsync(activity, cancel);
    }
}
