using RevenueBot.Access;
using RevenueBot.Access.Auditing;
using RevenueBot.Alerting.Proof;
using RevenueBot.Handling;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Churn;
using RevenueBot.Questions.Customers;
using RevenueBot.Questions.Daily;
using RevenueBot.Questions.Expansion;
using RevenueBot.Questions.Facts;
using RevenueBot.Questions.Forecasting;
using RevenueBot.Questions.Health;
using RevenueBot.Questions.Payments;
using RevenueBot.Questions.Profiles;
using RevenueBot.Questions.Ratios;
using RevenueBot.Questions.Restating;
using RevenueBot.Questions.Retention;
using RevenueBot.Questions.Trials;
using RevenueBot.Questions.Why;

namespace RevenueBot.Questions;

/// <summary>Questions: language in, answers out, by HTTP and for every other surface.</summary>
internal static class QuestionsSetup
{
    public static IServiceCollection AddQuestions(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(AskOptions.Read(configuration)).AddSingleton<KnownNames>().AddSingleton<MetricRequests>().AddSingleton<ToldStore>().AddSingleton<RestatementNotes>().AddSingleton<Jobs.IRefresh, LateChangePruning>().AddSingleton<Asker>().AddSingleton<MetricReader>().AddSingleton<LedgerReceipt>().AddSingleton<AnswerFile>()
            .AddApiDocument().AddCustomers().AddFacts(configuration).AddRetention().AddRatios().AddTrials().AddDaily().AddForecasting()
            .AddWhy().AddProfiles().AddHealthScores().AddChurn().AddExpansion().AddPayments();

    public static void MapQuestions(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi();
        var api = routes.MapGroup("/api/v1").AddEndpointFilter<ApiKeyFilter>().AddEndpointFilter<NoDatabaseFilter>().AddEndpointFilter<ApiAuditFilter>().AddEndpointFilter<ParameterFilter>().AddEndpointFilter<CsvFilter>();
        api.MapApi();
        api.MapCustomers();
        api.MapFacts();
        api.MapRatios();
        api.MapRetention();
        api.MapTrials();
        api.MapForecasting();
        api.MapScorecard();
        api.MapAlerts();
        api.MapWhy();
        api.MapProfiles();
        api.MapExpansion();
    }
}
