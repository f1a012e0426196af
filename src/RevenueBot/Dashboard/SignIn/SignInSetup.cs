using RevenueBot.Jobs;
using RevenueBot.Questions.Answers;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.SignIn;

namespace RevenueBot.Dashboard.SignIn;

/// <summary>Links, sessions, and who somebody is.</summary>
internal static class SignInSetup
{
    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(DashboardOptions.Read(configuration.GetSection("Dashboard")));
        services.AddSingleton<LinkStore>().AddSingleton<SessionStore>().AddSingleton<SignInLinks>().AddSingleton<Sessions>().AddSingleton<BrowserCode>().AddSingleton<SignInLimits>();
        services.AddSingleton(provider => new ProxyDoor(provider.GetRequiredService<DashboardOptions>(), configuration, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Standing>().AddSingleton<Visitors>().AddSingleton<FindViewer>(provider => provider.GetRequiredService<Visitors>().FindAsync).AddSingleton<SignInEndpoints>();
        services.AddSingleton<TakePage>(provider => provider.GetRequiredService<SignInLimits>().TakesPage);
        services.AddSingleton<ReadScheme>(provider => ForwardedBy(provider.GetRequiredService<DashboardOptions>()));
        services.AddHttpContextAccessor().AddSingleton<IPageSource<SessionsModel>, SessionsSource>().AddSingleton<IRefresh, SignInPruning>();
        return services.AddSingleton<IMetricAnswers, DashboardAnswers>();
    }

    /// <summary>The scheme that a trusted proxy says the browser used; without proxies configured, what any says: it can only make a cookie stricter.</summary>
    private static ReadScheme ForwardedBy(DashboardOptions options) => http =>
        http.Request.Headers["X-Forwarded-Proto"] == Uri.UriSchemeHttps && (options.Proxies.Count == 0 || ProxyDoor.IsTrusted(options, http.Connection.RemoteIpAddress)) ? Uri.UriSchemeHttps : http.Request.Scheme;
}
