using System.Security.Cryptography;
using System.Text;

namespace RevenueBot.Access;

/// <summary>
/// The keys of programs that call the HTTP interface (<c>Api:Keys</c>). Without a key nobody gets in. Any number may be
/// valid at once, so that one can be replaced without a gap.
/// </summary>
internal sealed class ApiKeys(IConfiguration configuration)
{
    private const string Bearer = "Bearer ";
    private readonly byte[][] _hashes = [.. configuration.GetSection("Api:Keys").GetChildren().Select(k => k.Value).Where(k => !string.IsNullOrWhiteSpace(k)).Select(k => Hash(k!))];

    /// <summary>Whether a request carries a key, as <c>Authorization: Bearer</c> or <c>X-Api-Key</c>. Takes the same time for every wrong one.</summary>
    public bool Admit(HttpRequest request)
    {
        var hash = Hash(Presented(request) ?? "");
        var admitted = false;
        foreach (var known in _hashes) admitted |= CryptographicOperations.FixedTimeEquals(known, hash);
        return admitted;
    }

    private static string? Presented(HttpRequest request)
    {
        if (request.Headers["X-Api-Key"] is [{ } key]) return key;
        return request.Headers.Authorization is [{ } text] && text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? text[Bearer.Length..].Trim() : null;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
