using RevenueBot.Access;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Doctor;
using RevenueBot.Email.Smtp;

namespace RevenueBot.Email.Sending;

/// <summary>Mail: to whom reports may go, and how they leave. Without <c>Smtp:Host</c> none is sent.</summary>
internal static class MailSetup
{
    /// <exception cref="Configuration.RefusalException">The settings make no sense; a sentence for every problem.</exception>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(MailReaders.Read(configuration, Roles.Read(configuration.GetSection("Access:Roles")))).AddSingleton<MailLedger>().AddSingleton<LeaveLinks>().AddSingleton<LeaveEndpoints>();
        services.AddSingleton(provider => new MailChecks(provider.GetService<SmtpOptions>(), provider.GetRequiredService<MailReaders>(), provider.GetRequiredService<Reports.Scheduling.ReportSettings>()));
        services.AddSingleton<DoctorProbe>(provider => provider.GetRequiredService<MailChecks>().RunAsync);
        if (SmtpOptions.Read(configuration) is not { } options) return services;
        return services.AddSingleton(options).AddSingleton<SmtpClient>().AddSingleton<ReportMails>().AddSingleton<NoticeMails>().AddSingleton<INotifier, MailNotifier>();
    }

    public static void MapMail(this IEndpointRouteBuilder routes) => LeaveEndpoints.Map(routes);
}
