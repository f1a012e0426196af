using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Annotations;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Api;

namespace RevenueBot.Questions.Customers;

/// <summary>Single customers, and notes on days: answers and routes.</summary>
internal static class CustomersSetup
{
    public static IServiceCollection AddCustomers(this IServiceCollection services) => services
        .AddSingleton<CustomerReader>().AddSingleton<CustomerList>().AddSingleton<CustomerSearch>().AddSingleton<CustomersEndpoint>().AddSingleton<OwnedCustomers>().AddSingleton<ReadOwned>(provider => provider.GetRequiredService<OwnedCustomers>().ReadAsync)
        .AddSingleton<IMetricAnswers, CustomerAnswers>().AddSingleton<IMetricAnswers, AnnotateAnswers>();

    public static void MapCustomers(this RouteGroupBuilder api)
    {
        api.MapGet("/customers", (HttpRequest http, CustomersEndpoint endpoint, CancellationToken cancel) => endpoint.ListAsync(http, cancel))
            .Produces<CustomersJson>().ProducesProblem(StatusCodes.Status400BadRequest).Takes(CustomersEndpoint.Parameters).WithSummary("Customers in pages, by id or by MRR.");
        api.MapGet("/customers/{id}", (string id, CustomersEndpoint endpoint, CancellationToken cancel) => endpoint.OneAsync(id, cancel))
            .Produces<CustomerJson>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("One customer with its ledger rows, payments, open tickets and last NPS answer.");
    }
}
