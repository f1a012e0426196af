using System.Net;
using System.Threading.RateLimiting;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard.SignIn;

/// <summary>How often somebody may try to sign in, and see pages: enough for people, too few for guessing or copying everything.</summary>
internal sealed class SignInLimits : IDisposable
{
    private const int TriesAtOnce = 20;
    private static readonly TimeSpan _tryEvery = TimeSpan.FromSeconds(3);

    private readonly PartitionedRateLimiter<string> _tries = PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetTokenBucketLimiter(caller, _ =>
        new TokenBucketRateLimiterOptions { TokenLimit = TriesAtOnce, TokensPerPeriod = 1, ReplenishmentPeriod = _tryEvery, QueueLimit = 0 }));

    private readonly PartitionedRateLimiter<string> _pages;
    private readonly DashboardOptions _options;

    public SignInLimits(DashboardOptions options) => (_options, _pages) = (options, PartitionedRateLimiter.Create<string, string>(viewer => RateLimitPartition.GetTokenBucketLimiter(viewer, _ =>
        new TokenBucketRateLimiterOptions { TokenLimit = options.PagesPerSecond * 5, TokensPerPeriod = options.PagesPerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 })));

    /// <summary>One try of a caller; false where it is one too many.</summary>
    public bool TakesTry(HttpContext http) => Takes(_tries, CallerOf(http));

    /// <summary>One page of a viewer.</summary>
    public bool TakesPage(Viewer viewer) => Takes(_pages, viewer.Id);

    public void Dispose()
    {
        _tries.Dispose();
        _pages.Dispose();
    }

    /// <summary>The address of who calls; behind trusted proxies, the last that one of them saw and that is none of theirs.</summary>
    private string CallerOf(HttpContext http)
    {
        var caller = http.Connection.RemoteIpAddress;
        foreach (var seen in string.Join(',', http.Request.Headers["X-Forwarded-For"].AsEnumerable()).Split(',', StringSplitOptions.TrimEntries).Reverse())
        {
            if (!ProxyDoor.IsTrusted(_options, caller) || !IPAddress.TryParse(seen, out var before)) break;
            caller = before;
        }

        return caller?.ToString() ?? "";
    }

    private static bool Takes(PartitionedRateLimiter<string> limiter, string key)
    {
        using var permit = limiter.AttemptAcquire(key);
        return permit.IsAcquired;
    }
}
