using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RevenueBot.Alerts.Speaking;

/// <summary>The keys of messages. An alert's own message has the alert's id.</summary>
public static class MessageKeys
{
    private const string Group = "grp_", Morning = "am_", RollUp = "day_";

    public static MessageKind KindOf(string key) =>
        key.StartsWith(Group, StringComparison.Ordinal) ? MessageKind.Group
        : key.StartsWith(Morning, StringComparison.Ordinal) ? MessageKind.Morning
        : key.StartsWith(RollUp, StringComparison.Ordinal) ? MessageKind.RollUp
        : MessageKind.Own;

    /// <summary>One message for each group, channel and moment.</summary>
    public static string OfGroup(string destination, string group, DateTimeOffset at) => Group + Hash($"{destination}\n{group}\n{at.UtcTicks.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>One message for each channel and morning.</summary>
    public static string OfMorning(string destination, DateOnly day) => Morning + Hash($"{destination}\n{day:O}");

    /// <summary>One message for each channel and day.</summary>
    public static string OfRollUp(string destination, DateOnly day) => RollUp + Hash($"{destination}\n{day:O}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
