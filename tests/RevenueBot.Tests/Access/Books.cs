using RevenueBot.Access;
using RevenueBot.Access.Granting;

namespace RevenueBot.Tests.Access;

/// <summary>Rules without a configuration.</summary>
internal static class Books
{
    public static AccessBook Slack(AccessRules rules) => new(new Dictionary<Platform, AccessRules> { [Platform.Slack] = rules }, Roles.BuiltIn, _ => Task.FromResult<IReadOnlyList<AccessGrant>>([]), TimeProvider.System);
}
