namespace RevenueBot.Teams;

/// <summary>The one route Teams calls.</summary>
internal static class TeamsEndpoints
{
    public static void MapRoutes(IEndpointRouteBuilder routes) => routes.MapPost("/api/messages", ReceiveAsync);

    private static async Task<IResult> ReceiveAsync(HttpRequest http, TeamsDoor door, CancellationToken cancel)
    {
        var (_, refusal) = await door.AdmitAsync(http, cancel);
        return refusal ?? Results.Ok();
    }
}
