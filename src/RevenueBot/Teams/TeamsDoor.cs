using System.Text.Json;
using RevenueBot.Access;
using RevenueBot.Teams.Trust;

namespace RevenueBot.Teams;

/// <summary>What came of a request at the door: what it says, verified, or the refusal.</summary>
internal readonly record struct TeamsAdmission(JsonElement Activity, IResult? Refusal);

/// <summary>
/// Lets in only what Teams sent to this bot, from tenants of the company. The token is verified before the body is read; the body is read
/// within a limit; what the token says of the request is compared before anything is done with it.
/// </summary>
internal sealed class TeamsDoor(TokenCheck tokens, ActivityCheck activities, TeamsOptions options, ILogger<TeamsDoor> logger)
{
    /// <summary>Bytes; activities with a card are far smaller.</summary>
    private const int MaxBody = 1024 * 1024;
    private static readonly JsonDocumentOptions _json = new() { MaxDepth = 64 };

    public async Task<TeamsAdmission> AdmitAsync(HttpRequest request, CancellationToken cancel)
    {
        VerifiedToken? token = null;
        if (!options.AllowUnauthenticated)
        {
            (var verdict, token) = await tokens.CheckAsync(request.Headers.Authorization, cancel);
            if (verdict != TokenVerdict.Valid) return Refuse(verdict);
        }

        var (body, refusal) = await request.ReadBodyAsync(MaxBody, cancel);
        if (body is null) return Refuse(refusal);
        try
        {
            using var document = JsonDocument.Parse(body, _json);
            var verdict = activities.Check(token, document.RootElement);
            return verdict == TokenVerdict.Valid ? new TeamsAdmission(document.RootElement.Clone(), null) : Refuse(verdict);
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException) // the latter: half of a surrogate pair
        {
            logger.Unreadable();
            return Refuse(StatusCodes.Status400BadRequest);
        }
    }

    private TeamsAdmission Refuse(TokenVerdict verdict)
    {
        logger.Refused(verdict);
        return Refuse(verdict.Status());
    }

    private static TeamsAdmission Refuse(int status) => new(default, Results.StatusCode(status));
}
