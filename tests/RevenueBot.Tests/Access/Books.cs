using RevenueBot.Access;

namespace RevenueBot.Tests.Access;

/// <summary>Rules without a configuration.</summary>
internal static class Books
{
    public static AccessBook Slack(AccessRules rules) => new(new Dictionary<Platform, AccessRules> { [Platform.Slack] = rules });
}
