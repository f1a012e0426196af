using System.Globalization;
using RevenueBot.Configuration;

namespace RevenueBot.Ingest.Stripe;

/// <summary>Section <c>Stripe</c> of the configuration, checked.</summary>
/// <param name="ApiKey">A restricted key (<c>rk_…</c>) that may only read; null: Stripe is not connected.</param>
/// <param name="WebhookSecrets">Signing secrets of the webhook endpoint: two while one is being rolled.</param>
/// <param name="MaxRequestsPerSecond">Stripe allows 100 for the whole account, which the company's own checkout shares.</param>
internal sealed record StripeOptions(string? ApiKey, IReadOnlyList<string> WebhookSecrets, Uri ApiBaseUrl, double MaxRequestsPerSecond)
{
    private const string PublicAddress = "https://api.stripe.com";

    /// <summary>Whether the key is of live mode; null: its form does not tell.</summary>
    public bool? IsLive => ApiKey is null ? null
        : ApiKey.Contains("_live_", StringComparison.Ordinal) ? true
        : ApiKey.Contains("_test_", StringComparison.Ordinal) ? false : null;

    /// <exception cref="RefusalException">A value makes no sense.</exception>
    public static StripeOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Stripe");
        return new StripeOptions(
            section["ApiKey"] is { Length: > 0 } key ? key.Trim() : null,
            [.. section.GetSection("WebhookSecrets").GetChildren().Select(secret => secret.Value?.Trim() ?? "").Where(secret => secret.Length > 0)],
            ReadAddress(section["ApiBaseUrl"]),
            ReadRate(section["MaxRequestsPerSecond"]));
    }

    /// <summary>The key travels in every request, so only over TLS, or to this very machine.</summary>
    private static Uri ReadAddress(string? text)
    {
        if (string.IsNullOrEmpty(text)) return new Uri(PublicAddress);
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw new RefusalException($"Stripe:ApiBaseUrl must be an https address: leave it out for {PublicAddress}.");
    }

    private static double ReadRate(string? text)
    {
        if (string.IsNullOrEmpty(text)) return 20;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is >= 0.1 and <= 1000
            ? rate
            : throw new RefusalException("Stripe:MaxRequestsPerSecond must be a number from 0.1 to 1000.");
    }
}
