using RevenueBot.Doctor;
using RevenueBot.Ingest.Stripe.Reconciling;
using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Ingest.Stripe;

internal static class StripeSetup
{
    // A page of a hundred invoices with all their lines may take its time.
    private static readonly TimeSpan RequestMayTake = TimeSpan.FromSeconds(60);

    /// <summary>Needs the data source, the fact store, the inbox and the clock.</summary>
    /// <exception cref="Configuration.RefusalException">A setting makes no sense.</exception>
    public static IServiceCollection AddStripe(this IServiceCollection services, IConfiguration configuration)
    {
        var options = StripeOptions.Read(configuration);
        services.AddSingleton(options)
            .AddSingleton(provider => new StripeThrottle(options.MaxRequestsPerSecond, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new StripeClient(CreateHttp(options), provider.GetRequiredService<StripeThrottle>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<StripeStore>().AddSingleton<KnownFacts>().AddSingleton<StripeResolver>().AddSingleton<StripeSnapshots>().AddSingleton<StripeHandler>()
            .AddSingleton<StripeInboxSignal>().AddSingleton<StripeInboxWorker>().AddSingleton<StripeRebuild>().AddSingleton<StripeReplay>().AddSingleton<StripeCatchUp>().AddSingleton<StripeBackfill>().AddSingleton<StripeDoctor>()
            .AddSingleton<ReconciliationReader>().AddSingleton<StripeReconciliation>();
        services.AddSingleton<DoctorProbe>(provider => provider.GetRequiredService<StripeDoctor>().DoctorChecksAsync);
        if (options.WebhookSecrets.Count > 0 || options.ApiKey is not null) services.AddHostedService(provider => provider.GetRequiredService<StripeInboxWorker>());
        if (options.ApiKey is not null) services.AddHostedService(provider => provider.GetRequiredService<StripeCatchUp>()).AddSingleton<IRefresh>(provider => provider.GetRequiredService<StripeReconciliation>());
        return services;
    }

    private static HttpClient CreateHttp(StripeOptions options)
    {
        // A redirect would carry the key elsewhere. Names are looked up again now and then.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        var http = new HttpClient(handler) { BaseAddress = options.ApiBaseUrl, Timeout = RequestMayTake };
        http.DefaultRequestHeaders.Add("Stripe-Version", StripeClient.ApiVersion);
        http.DefaultRequestHeaders.UserAgent.ParseAdd("RevenueBot");
        if (options.ApiKey is { } key) http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return http;
    }
}
