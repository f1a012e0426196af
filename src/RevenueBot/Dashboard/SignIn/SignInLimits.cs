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

    public SignInLimits(DashboardOptions options) => _pages = PartitionedRateLimiter.Create<string, string>(viewer => RateLimitPartition.GetTokenBucketLimiter(viewer, _ =>
        new TokenBucketRateLimiterOptions { TokenLimit = options.PagesPerSecond * 5, TokensPerPeriod = options.PagesPerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 }));

    /// <summary>One try of a caller; false where it is one too many.</summary>
    public bool TakesTry(HttpContext http) => Takes(_tries, http.Connection.RemoteIpAddress?.ToString() ?? "");

    /// <summary>One page of a viewer.</summary>
    public bool TakesPage(Viewer viewer) => Takes(_pages, viewer.Id);

    public void Dispose()
    {
        _tries.Dispose();
        _pages.Dispose();
    }

    private static bool Takes(PartitionedRateLimiter<string> limiter, string key)
    {
        using var permit = limiter.AttemptAcquire(key);
        return permit.IsAcquired;
    }
}
