using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Payments;

/// <summary>Money that came in, and who has not paid.</summary>
internal static class PaymentsSetup
{
    public static IServiceCollection AddPayments(this IServiceCollection services) => services
        .AddSingleton<PaymentReader>().AddSingleton<PaymentFigures>().AddSingleton<IMetricAnswers, PaymentAnswers>().AddSingleton<DunningDesk>().AddSingleton<IMetricAnswers, DunningAnswers>();
}
