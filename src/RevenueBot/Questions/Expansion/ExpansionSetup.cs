using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Api;

namespace RevenueBot.Questions.Expansion;

/// <summary>Who is ready to grow: found every hour, asked for as a list and by customer.</summary>
internal static class ExpansionSetup
{
    public static IServiceCollection AddExpansion(this IServiceCollection services) => services
        .AddSingleton<ExpansionFinder>().AddSingleton<ExpansionStore>().AddSingleton<ExpansionRefresh>().AddSingleton<IRefresh, ExpansionRefreshJob>()
        .AddSingleton<ExpansionDesk>().AddSingleton<IMetricAnswers, ExpansionAnswers>();

    public static void MapExpansion(this IEndpointRouteBuilder api) => api.MapGet("/metrics/expansion", ExpansionEndpoint.ListAsync).Produces<ExpansionJson>()
        .ProducesProblem(StatusCodes.Status400BadRequest).Takes(ExpansionEndpoint.Parameters).WithSummary("Who is ready to grow on the day \"to\", the most money first, with the reasons and what it could bring.");
}
