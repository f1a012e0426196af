using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace RevenueBot.Teams.Trust;

/// <summary>What a genuine token says of the request it came with.</summary>
/// <param name="ServiceUrl">Where the answer goes; null: it does not say.</param>
/// <param name="Endorsements">The channels for which its key may sign.</param>
internal sealed record VerifiedToken(string? ServiceUrl, IReadOnlySet<string> Endorsements);

/// <summary>
/// Verifies the token of a request by itself: signature, issuer, audience, lifetime. Needs nothing of the body. A token that could not be
/// valid under any key asks nobody for keys.
/// </summary>
internal sealed class TokenCheck(BotKeys keys, TeamsOptions options, TimeProvider clock)
{
    private const string Bearer = "Bearer ";
    private const int LongestToken = 16 * 1024;
    private const int Segments = 3;
    private static readonly TimeSpan _skew = TimeSpan.FromMinutes(5);
    private static readonly string[] _algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];
    private static readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = LongestToken };

    /// <param name="header">The header <c>Authorization</c>.</param>
    public async Task<(TokenVerdict Verdict, VerifiedToken? Token)> CheckAsync(string? header, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(header)) return (TokenVerdict.Missing, null);
        if (Read(header) is not { } token) return (TokenVerdict.Garbled, null);
        if (!_algorithms.Contains(token.Alg, StringComparer.Ordinal)) return (TokenVerdict.Algorithm, null);
        if (Unfit(token) is { } unfit) return (unfit, null);
        if (await keys.FindAsync(token.Kid ?? "", cancel) is not { } key) return (keys.AreKnown ? TokenVerdict.UnknownKey : TokenVerdict.NoKeys, null);
        var result = await _handler.ValidateTokenAsync(token, Parameters(key.Key));
        return result.IsValid ? (TokenVerdict.Valid, new VerifiedToken(ServiceUrl(token), key.Endorsements)) : (Verdict(result.Exception), null);
    }

    private static JsonWebToken? Read(string header)
    {
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || header.Length > LongestToken) return null;
        var text = header[Bearer.Length..].Trim();
        if (text.Split('.').Length != Segments || !_handler.CanReadToken(text)) return null;
        try
        {
            return _handler.ReadJsonWebToken(text);
        }
        catch (Exception bad) when (bad is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    /// <summary>What is wrong whatever its signature is: decided before any key is looked for.</summary>
    private TokenVerdict? Unfit(JsonWebToken token)
    {
        try
        {
            if (token.Issuer != options.Values.Issuer) return TokenVerdict.Issuer;
            return IsInTime(token.ValidFrom, token.ValidTo) ? null : TokenVerdict.OutOfTime;
        }
        catch (Exception bad) when (bad is ArgumentException or SecurityTokenException or FormatException or OverflowException)
        {
            return TokenVerdict.Garbled;
        }
    }

    private TokenValidationParameters Parameters(SecurityKey key) => new()
    {
        IssuerSigningKey = key, TryAllIssuerSigningKeys = false, RequireSignedTokens = true, ValidAlgorithms = _algorithms,
        ValidIssuer = options.Values.Issuer, ValidAudience = options.AppId, RequireExpirationTime = true, RequireAudience = true,
        LifetimeValidator = (from, to, _, _) => IsInTime(from ?? DateTime.MinValue, to ?? DateTime.MinValue),
    };

    /// <param name="to">The earliest time of all where the token has no end: such a token is none.</param>
    private bool IsInTime(DateTime from, DateTime to)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return from <= now + _skew && to > now - _skew;
    }

    private static string? ServiceUrl(JsonWebToken token) => token.TryGetPayloadValue<string>("serviceurl", out var address) ? address : null;

    private static TokenVerdict Verdict(Exception? why) => why switch
    {
        SecurityTokenInvalidAudienceException => TokenVerdict.Audience,
        SecurityTokenInvalidIssuerException => TokenVerdict.Issuer,
        SecurityTokenInvalidAlgorithmException => TokenVerdict.Algorithm,
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenNoExpirationException => TokenVerdict.OutOfTime,
        SecurityTokenInvalidSignatureException => TokenVerdict.Forged,
        _ => TokenVerdict.Garbled,
    };
}
