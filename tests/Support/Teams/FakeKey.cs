using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RevenueBot.Support.Teams;

/// <summary>A key of the stand-in for the Bot Framework's issuer.</summary>
/// <param name="Endorsements">The channels for which it may sign; null: the field is missing.</param>
public sealed record FakeKey(string Id, string[]? Endorsements, RSA Rsa)
{
    /// <summary>By name and once for a test program: making one takes a fifth of a second.</summary>
    private static readonly ConcurrentDictionary<string, RSAParameters> _made = new();

    public static FakeKey New(string id, params string[]? endorsements) => new(id, endorsements, RSA.Create(_made.GetOrAdd(id, _ => Make())));

    private static RSAParameters Make()
    {
        using var key = RSA.Create(2048);
        return key.ExportParameters(includePrivateParameters: true);
    }

    public object Published
    {
        get
        {
            var key = Rsa.ExportParameters(includePrivateParameters: false);
            return new { kty = "RSA", use = "sig", kid = Id, x5t = Id, n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent), endorsements = Endorsements };
        }
    }
}

/// <summary>A token as the Bot Framework makes them; every part can be wrong.</summary>
public sealed record FakeToken(FakeKey Key, DateTimeOffset Now)
{
    public string Algorithm { get; init; } = "RS256";
    public string? KeyId { get; init; }
    public string Issuer { get; init; } = "https://api.botframework.com";
    public string Audience { get; init; } = FakeTeams.AppId;
    public string? ServiceUrl { get; init; }
    public TimeSpan Begins { get; init; } = TimeSpan.FromMinutes(-1);
    public TimeSpan? Ends { get; init; } = TimeSpan.FromHours(1);

    public override string ToString()
    {
        var header = Part(new() { ["alg"] = Algorithm, ["typ"] = "JWT", ["kid"] = KeyId ?? Key.Id, ["x5t"] = Key.Id });
        var body = Part(new()
        {
            ["iss"] = Issuer, ["aud"] = Audience, ["serviceurl"] = ServiceUrl,
            ["nbf"] = (Now + Begins).ToUnixTimeSeconds(), ["exp"] = Ends is { } end ? (Now + end).ToUnixTimeSeconds() : null,
        });
        return $"{header}.{body}.{Base64Url.EncodeToString(Signature(Encoding.ASCII.GetBytes($"{header}.{body}")))}";
    }

    private byte[] Signature(byte[] signed) => Algorithm switch
    {
        "RS256" => Key.Rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "RS384" => Key.Rsa.SignData(signed, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        "RS512" => Key.Rsa.SignData(signed, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        "PS256" => Key.Rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(Key.Rsa.ExportRSAPublicKeyPem()), signed),
        _ => [],
    };

    private static string Part(Dictionary<string, object?> fields) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(fields.Where(field => field.Value is not null).ToDictionary()));
}
