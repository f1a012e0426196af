using System.Threading.RateLimiting;

namespace RevenueBot.Access;

/// <summary>
/// Keeps out what is far more than a person may ask: it is not even stored. Who is over their limit and not over this one is told so, once
/// a window, by the desk.
/// </summary>
internal sealed class ReceptionLimit(AskLimitOptions options) : IDisposable
{
    private const int Times = 5;

    private readonly PartitionedRateLimiter<string> _limits = PartitionedRateLimiter.Create<string, string>(person =>
        RateLimitPartition.GetFixedWindowLimiter(person, _ => new FixedWindowRateLimiterOptions { PermitLimit = options.PersonPerMinute * Times, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Counts one request of a person, by their platform's id; false where it is one too many.</summary>
    public bool Takes(string person)
    {
        using var permit = _limits.AttemptAcquire(person);
        return permit.IsAcquired;
    }

    public void Dispose() => _limits.Dispose();
}
