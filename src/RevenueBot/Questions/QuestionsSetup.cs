using RevenueBot.Access;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Daily;
using RevenueBot.Questions.Facts;
using RevenueBot.Questions.Ratios;
using RevenueBot.Questions.Retention;
using RevenueBot.Questions.Trials;

namespace RevenueBot.Questions;

/// <summary>Questions: language in, answers out, by HTTP and for every other surface.</summary>
internal static class QuestionsSetup
{
    public static IServiceCollection AddQuestions(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(AskOptions.Read(configuration)).AddSingleton<KnownNames>().AddSingleton<Asker>().AddSingleton<MetricReader>()
            .AddFacts().AddRetention().AddRatios().AddTrials().AddDaily();

    public static void MapQuestions(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").AddEndpointFilter<ApiKeyFilter>().AddEndpointFilter<NoDatabaseFilter>();
        api.MapPost("/ask", AskEndpoint.AskAsync);
        api.MapGet("/metrics/mrr", MetricEndpoint.MrrAsync);
        api.MapGet("/metrics/movements", MetricEndpoint.MovementsAsync);
        api.MapFacts();
        api.MapRatios();
        api.MapRetention();
        api.MapTrials();
    }
}
