using RevenueBot.Alerting.Cards;
using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerting.Proof;
using RevenueBot.Alerting.Signals;
using RevenueBot.Alerts.Storage;
using RevenueBot.Configuration;
using RevenueBot.Doctor;
using RevenueBot.Jobs;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Alerting;

/// <summary>Alerts: what is measured, evaluated and written into the outbox every five minutes.</summary>
internal static class AlertingSetup
{
    /// <exception cref="RefusalException">A rule or a setting of Alerts makes no sense; a sentence for every problem.</exception>
    public static IServiceCollection AddAlerting(this IServiceCollection services, Settings settings) =>
        services.AddSingleton(AlertSettings.Read(settings.Configuration, settings.Company)).AddSingleton<AlertStore>().AddSingleton<SilenceStore>().AddSingleton<FeedbackStore>()
            .AddSignals().AddSingleton<SignalDesk>().AddSingleton<SubjectDesk>().AddSingleton<CardDesk>().AddSingleton<IRefresh, AlertJob>()
            .AddSingleton<OutcomeReader>().AddSingleton<BackTestDesk>().AddSingleton<ScorecardDesk>().AddSingleton<IMetricAnswers, ScorecardAnswers>()
            .AddSingleton<DoctorProbe>(provider => _ => AlertingDoctor.RunAsync(provider.GetRequiredService<AlertSettings>()));

    private static IServiceCollection AddSignals(this IServiceCollection services) => services
        .AddSingleton<ISignalReader, HealthSignal>().AddSingleton<ISignalReader, ChurnSignal>().AddSingleton<ISignalReader, PaymentSignal>().AddSingleton<ISignalReader, LedgerSignals>()
        .AddSingleton<ISignalReader, TrialSignal>().AddSingleton<ISignalReader, LimitSignal>().AddSingleton<ISignalReader, NpsSignal>().AddSingleton<ISignalReader, CompanySignals>()
        .AddSingleton<ISignalReader, SourceSignal>();
}
