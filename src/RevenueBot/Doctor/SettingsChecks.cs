using RevenueBot.Configuration;

namespace RevenueBot.Doctor;

/// <summary>The settings, and what can be said of a secret by its form alone.</summary>
internal static class SettingsChecks
{
    public static Task<IReadOnlyList<DoctorCheck>> RunAsync(Settings settings) => Task.FromResult<IReadOnlyList<DoctorCheck>>(
    [
        Company(settings),
        StripeKey(settings.Configuration["Stripe:ApiKey"], settings.Configuration["Stripe:ApiBaseUrl"]),
        StripeWebhook(settings.Configuration),
    ]);

    private static DoctorCheck Company(Settings settings) => DoctorCheck.Ok("Company",
        $"{settings.Company.Name}: {settings.Company.Currency}, {settings.Company.Calendar.Zone.Id}, weeks from {settings.Company.Calendar.WeekStart}, {settings.Definitions.Name} definitions.");

    private static DoctorCheck StripeKey(string? key, string? address) => key switch
    {
        null or "" => DoctorCheck.Warn("Stripe key", "Not set: Stripe is not connected; set Stripe:ApiKey to a restricted key that may read."),
        _ when key.StartsWith("rk_", StringComparison.Ordinal) => DoctorCheck.Ok("Stripe key", "A restricted key, as it should be."),
        _ when key.StartsWith("sk_", StringComparison.Ordinal) && address is null =>
            DoctorCheck.Warn("Stripe key", "A secret key that may write: a restricted key that may only read is enough."),
        _ when key.StartsWith("sk_", StringComparison.Ordinal) => DoctorCheck.Ok("Stripe key", $"A key for {address}."),
        _ => DoctorCheck.Fail("Stripe key", "Stripe:ApiKey is no API key: it begins with rk_ or sk_ (a publishable pk_ key cannot read)."),
    };

    private static DoctorCheck StripeWebhook(IConfiguration configuration)
    {
        var secrets = configuration.GetSection("Stripe:WebhookSecrets").GetChildren().Select(child => child.Value ?? "").ToList();
        if (secrets.Count == 0) return DoctorCheck.Warn("Stripe webhook", "No signing secret: changes arrive by backfill only; set Stripe:WebhookSecrets.");
        return secrets.All(secret => secret.StartsWith("whsec_", StringComparison.Ordinal))
            ? DoctorCheck.Ok("Stripe webhook", "A signing secret is set.")
            : DoctorCheck.Fail("Stripe webhook", "A value of Stripe:WebhookSecrets is no signing secret: it begins with whsec_.");
    }
}
