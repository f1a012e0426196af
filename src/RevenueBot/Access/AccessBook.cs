namespace RevenueBot.Access;

/// <summary>The rules in force, by platform.</summary>
internal sealed class AccessBook(IReadOnlyDictionary<Platform, AccessRules> configured)
{
    /// <summary>The rules of a platform; a platform without any admits nobody.</summary>
    public Task<AccessRules> RulesAsync(Platform platform, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(Kept(platform));
    }

    /// <summary>The rules as last read, for what cannot wait.</summary>
    public AccessRules Kept(Platform platform) => configured.GetValueOrDefault(platform) ?? new AccessRules();
}
