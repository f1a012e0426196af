using Microsoft.Extensions.DependencyInjection.Extensions;
using RevenueBot.Alerting;
using RevenueBot.Alerting.Cards;
using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerting.Signals;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Alerts.Storage;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Handling;

/// <summary>What people do about alerts, from whatever surface.</summary>
internal static class HandlingSetup
{
    public static IServiceCollection AddHandling(this IServiceCollection services)
    {
        services.TryAddSingleton<AlertStore>();
        services.TryAddSingleton<FeedbackStore>();
        services.TryAddSingleton<DeliveryReader>();
        services.TryAddSingleton(Book);
        services.TryAddSingleton(provider => AlertLinks.Read(provider.GetRequiredService<IConfiguration>()));
        return services.AddSingleton<AlertActs>().AddSingleton<OpenAlerts>();
    }

    /// <summary>Questions and routes about alerts.</summary>
    public static IServiceCollection AddAlertQuestions(this IServiceCollection services) => services
        .AddSingleton<AlertsEndpoint>().AddSingleton<AlertActsEndpoint>().AddSingleton<SilenceSubjects>().AddSingleton<IMetricAnswers, AlertAnswers>().AddSingleton<IMetricAnswers, SilenceAnswers>();

    private static AlertBook Book(IServiceProvider provider)
    {
        var (settings, subjects, cards) = (provider.GetRequiredService<AlertSettings>(), provider.GetRequiredService<SubjectDesk>(), provider.GetRequiredService<CardDesk>());
        var (ledger, company) = (provider.GetRequiredService<LedgerReader>(), provider.GetRequiredService<Company>());
        return new AlertBook(ReadAsync, async (plan, at, cancel) =>
            await cards.WriteAsync(plan, at, (await ledger.ContextAsync(Dimension.Total, company.Calendar.DayOf(at), cancel)).Sources, cancel));

        // What was at stake when it fired: a click does not wait for the whole ledger.
        async Task<IReadOnlyList<OpenAlert>> ReadAsync(IReadOnlyList<AlertStatus> statuses, CancellationToken cancel)
        {
            var stakes = statuses.ToLookup(status => status.Subject, status => status.Mrr ?? 0);
            var facts = await subjects.FactsAsync(statuses.Select(status => (settings.RuleOf(status.Rule).Signal, status.Subject)), id => new Standing { Mrr = stakes[id].Max() }, cancel);
            return [.. statuses.Select(status => new OpenAlert(settings.RuleOf(status.Rule), status, facts[status.Subject]))];
        }
    }
}
