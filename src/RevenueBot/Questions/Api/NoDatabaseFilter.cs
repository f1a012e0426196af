using Npgsql;

namespace RevenueBot.Questions.Api;

/// <summary>
/// Says in a sentence that the database did not answer, or that the body is too large; the cause goes to the log, not to the caller.
/// </summary>
internal sealed partial class NoDatabaseFilter(ILogger<NoDatabaseFilter> log) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (NpgsqlException error)
        {
            Failed(log, (error as PostgresException)?.SqlState ?? error.Message);
            return TypedResults.Problem(
                "The answer did not arrive: the database did not reply. Nothing was changed. Try again in a minute.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TypedResults.Problem("The body is too large for this route: a question has at most 500 characters.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A question was not answered, the database failed: {Reason}")]
    private static partial void Failed(ILogger log, string reason);
}
