using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using RevenueBot.Chat;

namespace RevenueBot.Teams.Trust;

/// <summary>A public key of the issuer, and the channels it may sign for.</summary>
internal sealed record EndorsedKey(RsaSecurityKey Key, IReadOnlySet<string> Endorsements);

/// <summary>
/// The keys with which requests from Teams are signed. Fetched when first needed, daily, and when a token names an unknown one, but never
/// more than once a minute; where the fetch fails, the last good ones stay. Own reading: the usual parsers drop the endorsements
/// (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication).
/// </summary>
internal sealed class BotKeys(HttpClient http, TeamsOptions options, TimeProvider clock, ILogger<BotKeys> logger) : IDisposable
{
    private const int SmallestKey = 2048;
    private const int MostKeys = 100;
    private static readonly TimeSpan _keeps = TimeSpan.FromHours(24);
    private static readonly TimeSpan _between = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _one = new(1);
    private volatile Dictionary<string, EndorsedKey>? _keys;
    private DateTimeOffset _fetched = DateTimeOffset.MinValue;
    private DateTimeOffset _tried = DateTimeOffset.MinValue;

    /// <summary>Whether anything can be verified at all.</summary>
    public bool AreKnown => _keys is not null;

    /// <summary>The key of a name; null where the issuer has none.</summary>
    public async Task<EndorsedKey?> FindAsync(string id, CancellationToken cancel)
    {
        if (clock.GetUtcNow() - _fetched < _keeps && _keys?.GetValueOrDefault(id) is { } known) return known;
        await _one.WaitAsync(cancel);
        try
        {
            if (clock.GetUtcNow() - _tried >= _between) await FetchAsync();
        }
        finally
        {
            _one.Release();
        }

        return _keys?.GetValueOrDefault(id);
    }

    /// <summary>Fetches the keys now, for whoever looks whether they can be had.</summary>
    /// <returns>How many there are; null where they could not be read.</returns>
    public async Task<int?> LookAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            return await FetchAsync() ? _keys!.Count : null;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>Not ended with the request that began it: others wait for the same keys.</summary>
    private async Task<bool> FetchAsync()
    {
        _tried = clock.GetUtcNow();
        try
        {
            var metadata = await ReadAsync(options.Metadata);
            if (!Uri.TryCreate(metadata.Text("jwks_uri"), UriKind.Absolute, out var address) || !IsSafe(address)) throw new JsonException("jwks_uri");
            var keys = Parse(await ReadAsync(address));
            if (keys.Count == 0) throw new JsonException("keys");
            (_keys, _fetched) = (keys, clock.GetUtcNow());
            return true;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or JsonException or InvalidOperationException)
        {
            logger.KeysNotRead(failure.GetType().Name);
            return false;
        }
    }

    private async Task<JsonElement> ReadAsync(Uri address) => JsonSerializer.Deserialize<JsonElement>(await http.GetByteArrayAsync(address));

    /// <summary>Over plain http only where the metadata itself is a stand-in on this machine.</summary>
    private bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps || (address.IsLoopback && options.Metadata.IsLoopback);

    private static Dictionary<string, EndorsedKey> Parse(JsonElement set)
    {
        Dictionary<string, EndorsedKey> keys = new(StringComparer.Ordinal);
        if (set.Child("keys") is not { ValueKind: JsonValueKind.Array } list) return keys;
        foreach (var one in list.EnumerateArray().Take(MostKeys))
            if (one.Text("kid") is { Length: > 0 } id && Rsa(one, id) is { } key) keys[id] = new EndorsedKey(key, Endorsements(one));
        return keys;
    }

    private static RsaSecurityKey? Rsa(JsonElement key, string id)
    {
        if (key.Text("kty") != "RSA" || key.Text("use") is not ("" or "sig")) return null;
        try
        {
            RSAParameters parameters = new() { Modulus = Base64UrlEncoder.DecodeBytes(key.Text("n")), Exponent = Base64UrlEncoder.DecodeBytes(key.Text("e")) };
            return parameters.Modulus.Length * 8 < SmallestKey || parameters.Exponent.Length == 0 ? null : new RsaSecurityKey(parameters) { KeyId = id };
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static HashSet<string> Endorsements(JsonElement key) => key.Child("endorsements") is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!).ToHashSet(StringComparer.OrdinalIgnoreCase) : [];
}
