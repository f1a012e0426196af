using System.ComponentModel.DataAnnotations;

namespace RevenueBot.Ingest.Stripe;

/// <summary>Section <c>Stripe</c> of the configuration.</summary>
internal sealed class StripeOptions
{
    public const string Section = "Stripe";

    /// <summary>A restricted key (<c>rk_…</c>) with read permissions only; empty: Stripe is not connected.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Signing secrets of the webhook endpoint: two while one is being rolled.</summary>
    public IList<string> WebhookSecrets { get; } = [];

    [Required]
    public Uri ApiBaseUrl { get; set; } = new("https://api.stripe.com");

    /// <summary>Stripe allows 100 a second for the whole account, which the company's own checkout shares.</summary>
    [Range(0.1, 100)]
    public double MaxRequestsPerSecond { get; set; } = 20;

    public bool CanRead => !string.IsNullOrEmpty(ApiKey);

    /// <summary>Whether the key is of live or of test mode; null: its form does not tell.</summary>
    public bool? IsLive => ApiKey is null ? null : ApiKey.Contains("_live_", StringComparison.Ordinal) ? true : ApiKey.Contains("_test_", StringComparison.Ordinal) ? false : null;

    /// <summary>The key as it may be shown: its kind and its last four characters.</summary>
    public string MaskedKey => ApiKey is { Length: > 12 } key ? $"{key[..8]}…{key[^4..]}" : "…";
}
