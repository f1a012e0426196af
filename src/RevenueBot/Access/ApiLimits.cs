using System.Threading.RateLimiting;
using RevenueBot.Configuration;

namespace RevenueBot.Access;

/// <summary><c>Api:RequestsPerSecond</c>: how often one key may ask, so that a runaway program does not take the bot from everybody else.</summary>
internal sealed class ApiLimits : IDisposable
{
    private const int Default = 1_000;

    private readonly PartitionedRateLimiter<string> _limiter;

    /// <exception cref="RefusalException">The setting is no number above 0.</exception>
    public ApiLimits(IConfiguration configuration)
    {
        PerSecond = Read(configuration["Api:RequestsPerSecond"]);
        _limiter = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = PerSecond, TokensPerPeriod = PerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
        }));
    }

    public int PerSecond { get; }

    /// <param name="key">The hash of the key: only keys that are known have a partition.</param>
    public RateLimitLease Acquire(string key) => _limiter.AttemptAcquire(key);

    public void Dispose() => _limiter.Dispose();

    private static int Read(string? text)
    {
        if (text is null or "") return Default;
        return int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw new RefusalException($"Api:RequestsPerSecond is \"{text}\": use a number above 0.");
    }
}
