using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace RevenueBot.Slack.Installing;

/// <summary>
/// Installs that were begun: a state of 256 random bits, good once, for ten minutes, and in the browser that began alone. The database
/// knows hashes, so that any replica can finish what another began and nobody who reads it can.
/// </summary>
internal sealed class InstallStates(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Bytes of a state, and of the value by which a browser is known.</summary>
    public const int Bytes = 32;

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    internal const string Add = "INSERT INTO slack_install_state (state_hash, browser_hash, expires_at) VALUES ($1, $2, $3)";
    internal const string Use = "DELETE FROM slack_install_state WHERE state_hash = $1 AND browser_hash = $2 AND expires_at > $3";
    internal const string Forget = "DELETE FROM slack_install_state WHERE expires_at <= $1";

    /// <summary>A new state for a browser.</summary>
    public async Task<string> BeginAsync(string browser, CancellationToken cancel)
    {
        var (state, now) = (NewSecret(), clock.GetUtcNow().UtcDateTime);
        await ExecuteAsync(Forget, cancel, now);
        await ExecuteAsync(Add, cancel, Hash(state), Hash(browser), now + Lifetime);
        return state;
    }

    /// <summary>True exactly once for a state that this browser began and that has not expired. Another browser does not use it up.</summary>
    public async Task<bool> UseAsync(string? state, string? browser, CancellationToken cancel) => IsSecret(state) && IsSecret(browser)
        && await ExecuteAsync(Use, cancel, Hash(state!), Hash(browser!), clock.GetUtcNow().UtcDateTime) == 1;

    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    public static bool IsSecret(string? text) => text is { Length: Bytes * 2 } && text.All(char.IsAsciiHexDigitLower);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private async Task<int> ExecuteAsync(string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        return await command.ExecuteNonQueryAsync(cancel);
    }
}
