using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RevenueBot.Metrics.Storage;

/// <summary>The rules of a ledger as they are kept beside it, and their hash.</summary>
internal sealed record LedgerRulesText(string Json, string Hash)
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() } };

    public static LedgerRulesText Of(LedgerRules rules)
    {
        var json = JsonSerializer.Serialize(new { rules.Profile, Zone = rules.Calendar.Zone.Id }, Options);
        return new LedgerRulesText(json, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))));
    }
}

/// <summary>A name for rules as they are: the same rules have the same one, any change of a rule or of the time zone another.</summary>
public static class RulesVersion
{
    /// <summary>Twelve hexadecimal digits of the rules' hash.</summary>
    public static string Of(LedgerRules rules) => LedgerRulesText.Of(rules).Hash[..12];
}

/// <summary>The ledger was made by other rules than the ones in force; the message says what to do.</summary>
public sealed class LedgerRulesException() : Exception("The ledger was made with other definitions or another time zone. Run the verb rebuild to make it anew.");
