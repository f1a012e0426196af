using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace RevenueBot.WebDashboard.SignIn;

/// <summary>
/// Sign-in links: random, kept only as a hash, good once and for ten minutes (OWASP ASVS 6.5). Following the link shows a
/// button; only pressing it uses the link up, so that a scanner that fetches addresses cannot.
/// </summary>
public sealed class SignInLinks(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _expiries = new();

    /// <summary>A new link's secret, to be handed to one person.</summary>
    public string Create()
    {
        foreach (var (hash, expiry) in _expiries)
            if (expiry <= time.GetUtcNow()) _expiries.TryRemove(hash, out _);
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        _expiries[HashOf(secret)] = time.GetUtcNow() + Lifetime;
        return secret;
    }

    /// <summary>True exactly once for a secret that has not expired.</summary>
    public bool Use(string secret) => _expiries.TryRemove(HashOf(secret), out var expiry) && time.GetUtcNow() < expiry;

    private static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
