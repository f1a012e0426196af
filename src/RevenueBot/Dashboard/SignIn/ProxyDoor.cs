using System.Net;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RevenueBot.Configuration;

namespace RevenueBot.Dashboard.SignIn;

/// <summary>
/// Signing in by the company's own reverse proxy: a trusted address, and a signed token in a header whose claim names a person of a chat
/// platform. Off until <c>Dashboard:ProxyToken</c> is configured; no header alone is ever believed.
/// </summary>
internal sealed class ProxyDoor
{
    private const int LongestToken = 8_000, SmallestSecret = 32;
    private static readonly TimeSpan _clocksMayDiffer = TimeSpan.FromMinutes(1);
    private readonly JsonWebTokenHandler _tokens = new();
    private readonly DashboardOptions _options;
    private readonly TokenValidationParameters? _valid;
    private readonly string _header, _claim, _prefix;

    /// <exception cref="RefusalException">It is configured by halves.</exception>
    public ProxyDoor(DashboardOptions options, IConfiguration configuration, TimeProvider clock)
    {
        var section = configuration.GetSection("Dashboard:ProxyToken");
        (_options, _header, _claim, _prefix) = (options, section["Header"] ?? "X-Forwarded-Access-Token", section["Claim"] ?? "sub", section["Prefix"] ?? "");
        if (!section.GetChildren().Any()) return;
        if (options.Proxies.Count == 0) throw new RefusalException("Dashboard:ProxyToken is set, and no Dashboard:TrustedProxies: name the proxy's address.");
        if (section["Issuer"] is not { Length: > 0 } issuer || section["Audience"] is not { Length: > 0 } audience) throw new RefusalException("Dashboard:ProxyToken needs Issuer and Audience.");
        _valid = new TokenValidationParameters
        {
            ValidIssuer = issuer, ValidAudience = audience, IssuerSigningKeys = [.. Keys(section)], ClockSkew = _clocksMayDiffer, RequireSignedTokens = true, RequireExpirationTime = true,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256],
            LifetimeValidator = (from, to, _, _) => to > (clock.GetUtcNow() - _clocksMayDiffer).UtcDateTime && !(from > (clock.GetUtcNow() + _clocksMayDiffer).UtcDateTime),
        };
    }

    /// <summary>Whether a request comes from an address whose word is taken.</summary>
    public static bool IsTrusted(DashboardOptions options, IPAddress? address) => address is not null && options.Proxies.Any(network => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

    /// <summary>The person that the proxy's token names, as <c>slack/T1/U2</c>; null without a good one.</summary>
    public string? PersonOf(HttpContext http)
    {
        if (_valid is null || !IsTrusted(_options, http.Connection.RemoteIpAddress) || http.Request.Headers[_header].ToString() is not { Length: > 0 and < LongestToken } token) return null;
        var read = _tokens.ValidateTokenAsync(token.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? token[7..] : token, _valid).GetAwaiter().GetResult(); // its keys are here: nothing is waited for
        // The terminal's rights are nobody's who comes by the network.
        return read is { IsValid: true } && read.Claims.TryGetValue(_claim, out var person) && person is string { Length: > 0 and < 300 } name && $"{_prefix}{name}".Split('/').Length == 3 ? $"{_prefix}{name}" : null;
    }

    private static IEnumerable<SecurityKey> Keys(IConfigurationSection section)
    {
        if (section["Secret"] is { Length: > 0 } secret)
            yield return Encoding.UTF8.GetBytes(secret) is { Length: >= SmallestSecret } bytes ? new SymmetricSecurityKey(bytes) : throw new RefusalException($"Dashboard:ProxyToken:Secret is too short: use at least {SmallestSecret} characters.");
        else if (section["Keys"] is { Length: > 0 } set)
            foreach (var key in new JsonWebKeySet(set).GetSigningKeys()) yield return key;
        else
            throw new RefusalException("Dashboard:ProxyToken needs Secret, or Keys with a JSON Web Key Set.");
    }
}
