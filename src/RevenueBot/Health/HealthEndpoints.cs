using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace RevenueBot.Health;

/// <summary>
/// <c>/healthz</c>: the process answers. <c>/readyz</c>: it can answer questions, so traffic may come. <c>/metrics</c>: how it does. They are
/// open to whoever reaches them, so none says anything of the company.
/// </summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan _mayTake = TimeSpan.FromSeconds(3);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", Live);
        routes.MapGet("/readyz", ReadyAsync);
        routes.MapGet("/metrics", MetricsAsync).ExcludeFromDescription();
        routes.ServiceProvider.GetRequiredService<RequestListener>(); // it listens from the first request on
    }

    private static Ok<string> Live() => TypedResults.Ok("ok");

    private static async Task<Results<Ok<string>, ProblemHttpResult>> ReadyAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(_mayTake);
        try
        {
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(deadline.Token);
            return TypedResults.Ok("ready");
        }
        catch (Exception error) when (error is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            return TypedResults.Problem("The database does not answer.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<ContentHttpResult> MetricsAsync(RequestTimes requests, OperationsReading reading, TimeProvider time, CancellationToken cancel)
    {
        var operations = await reading.ReadAsync(cancel);
        return TypedResults.Text(OpenMetricsText.Write([.. ProcessFigures.Families(), .. requests.Families(), .. Operations.Families(operations, time.GetUtcNow())]), OpenMetricsText.ContentType);
    }
}
