using System.Text.Json;

namespace RevenueBot.Slack;

/// <summary>The routes Slack calls. Each acknowledges within Slack's three seconds; the work is done by <see cref="SlackWorker"/>.</summary>
internal static class SlackEndpoints
{
    public static void MapRoutes(RouteGroupBuilder slack)
    {
        slack.MapPost("/commands", CommandAsync);
        slack.MapPost("/interactions", InteractionAsync);
        slack.MapPost("/events", EventAsync);
    }

    private static async Task<IResult> CommandAsync(HttpRequest http, SlackDoor door, SlackReception reception, CancellationToken cancel)
    {
        var (body, refusal) = await door.AdmitAsync(http, cancel);
        return body is null ? refusal! : (await reception.CommandAsync(body, cancel)).ToResult();
    }

    private static async Task<IResult> InteractionAsync(HttpRequest http, SlackDoor door, SlackReception reception, CancellationToken cancel)
    {
        var (body, refusal) = await door.AdmitAsync(http, cancel);
        return body is null ? refusal! : (await reception.InteractionAsync(body, cancel)).ToResult();
    }

    private static async Task<IResult> EventAsync(HttpRequest http, SlackDoor door, SlackReception reception, CancellationToken cancel)
    {
        var (body, refusal) = await door.AdmitAsync(http, cancel);
        return body is null ? refusal! : (await reception.EventAsync(body, cancel)).ToResult();
    }
}
