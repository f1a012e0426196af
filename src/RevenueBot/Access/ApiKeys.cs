using System.Security.Cryptography;
using System.Text;

namespace RevenueBot.Access;

/// <summary>
/// The keys of programs that call the HTTP interface (<c>Api:Keys</c>): as they are, or better as <c>sha256:</c> and their hash in
/// hexadecimal. Each has a name in the audit log: that of its entry, a number where they are a list. Without a key nobody gets in. Any number may be valid at once, so that one can be replaced without a gap.
/// </summary>
internal sealed class ApiKeys
{
    /// <summary>Begins an entry that is the hash of a key.</summary>
    public const string HashMark = "sha256:";

    private const string Bearer = "Bearer ";
    private const int ShortestKey = 16;

    /// <summary>The name of the key that <see cref="Issue"/> gives.</summary>
    public const string OwnName = "terminal";

    private readonly List<(byte[] Hash, string Name)> _keys = [];

    public ApiKeys(IConfiguration configuration)
    {
        foreach (var child in configuration.GetSection("Api:Keys").GetChildren())
            if (child.Value?.Trim() is { Length: > 0 } entry) Add(entry, $"key {child.Key}");
    }

    /// <summary>Entries that begin as a hash and are none: they admit nobody.</summary>
    public int Broken { get; private set; }

    /// <summary>Entries that are the key itself.</summary>
    public int Plain { get; private set; }

    /// <summary>Keys so short that they could be guessed.</summary>
    public int Short { get; private set; }

    public int Count => _keys.Count;

    /// <summary>The hash of the key that a request carries, as <c>Authorization: Bearer</c> or <c>X-Api-Key</c>; null where it carries none
    /// that is known. Takes the same time for every wrong one.</summary>
    public string? Admit(HttpRequest request)
    {
        var hash = Hash(Presented(request) ?? "");
        var admitted = false;
        foreach (var (known, _) in _keys) admitted |= CryptographicOperations.FixedTimeEquals(known, hash);
        return admitted ? Convert.ToHexString(hash) : null;
    }

    /// <summary>What a key that was admitted is called.</summary>
    /// <param name="hash">As <see cref="Admit"/> gave it.</param>
    public string NameOf(string hash) => _keys.First(key => Convert.ToHexString(key.Hash) == hash).Name;

    /// <summary>A key that is good in this process alone, for the command line, which may do whatever the configuration may.</summary>
    public string Issue()
    {
        var key = RandomNumberGenerator.GetHexString(64);
        _keys.Add((Hash(key), OwnName));
        return key;
    }

    private void Add(string entry, string name)
    {
        if (!entry.StartsWith(HashMark, StringComparison.OrdinalIgnoreCase))
        {
            Plain++;
            if (entry.Length < ShortestKey) Short++;
            _keys.Add((Hash(entry), name));
        }
        else if (TryHex(entry[HashMark.Length..].Trim(), out var hash)) _keys.Add((hash, name));
        else Broken++;
    }

    private static bool TryHex(string text, out byte[] hash)
    {
        hash = new byte[SHA256.HashSizeInBytes];
        return text.Length == hash.Length * 2 && Convert.FromHexString(text, hash, out _, out _) == System.Buffers.OperationStatus.Done;
    }

    private static string? Presented(HttpRequest request)
    {
        if (request.Headers["X-Api-Key"] is [{ } key]) return key;
        return request.Headers.Authorization is [{ } text] && text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? text[Bearer.Length..].Trim() : null;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
