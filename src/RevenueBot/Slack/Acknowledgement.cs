using System.Text;
using System.Text.Json;

namespace RevenueBot.Slack;

/// <summary>What a request is answered with at once, by whichever way it came.</summary>
/// <param name="Body">Null: nothing but the acknowledgement.</param>
internal sealed record Acknowledgement(int Status, string? Body = null, string MediaType = "application/json")
{
    public static Acknowledgement Ok { get; } = new(StatusCodes.Status200OK);
    public static Acknowledgement Unreadable { get; } = new(StatusCodes.Status400BadRequest);

    /// <summary>It could not be stored: Slack delivers it again, or shows that it failed.</summary>
    public static Acknowledgement NotNow { get; } = new(StatusCodes.Status503ServiceUnavailable);

    public static Acknowledgement Json(object body) => new(StatusCodes.Status200OK, JsonSerializer.Serialize(body, body.GetType(), SlackJson.Options));

    public IResult ToResult() => Body is null ? Results.StatusCode(Status) : Results.Text(Body, MediaType, Encoding.UTF8, Status);
}
