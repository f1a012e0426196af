using System.Net;
using System.Security.Cryptography;

namespace RevenueBot.Ingest.Stripe;

/// <summary>When to ask again, and after what wait (https://docs.stripe.com/rate-limits, …/error-low-level).</summary>
internal static class StripeRetry
{
    internal const int MaxTries = 10;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Stripe's own word first; else conflicts, rate limits and server errors are worth another try.</summary>
    public static bool IsWorthwhile(HttpResponseMessage response) => Header(response, "Stripe-Should-Retry") switch
    {
        "true" => true,
        "false" => false,
        _ => response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError,
    };

    /// <summary>Exponential with full jitter, and never shorter than the server asks.</summary>
    /// <param name="tries">How many tries have failed, from 1.</param>
    public static TimeSpan WaitAfter(int tries, HttpResponseMessage? response)
    {
        var cap = Math.Min(FirstWait.TotalMilliseconds * Math.Pow(2, tries - 1), LongestWait.TotalMilliseconds);
        var wait = TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1, (int)cap + 1));
        var asked = response?.Headers.RetryAfter?.Delta ?? TimeSpan.Zero;
        return asked > wait ? asked : wait;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
