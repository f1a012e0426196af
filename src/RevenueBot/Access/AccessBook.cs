using RevenueBot.Access.Granting;

namespace RevenueBot.Access;

/// <summary>
/// The rules in force, by platform: those of the configuration, and over them what administrators gave since. Read again when they are
/// some seconds old, so that a grant counts in every replica within half a minute; where they cannot be read, nobody is let in.
/// </summary>
internal sealed class AccessBook(IReadOnlyDictionary<Platform, AccessRules> configured, Roles roles, Func<CancellationToken, Task<IReadOnlyList<AccessGrant>>> read, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim _reading = new(1);
    private Page? _page;
    private int _generation;

    private sealed record Page(IReadOnlyList<AccessGrant> Grants, IReadOnlyDictionary<Platform, AccessRules> Rules, long At, int Generation);

    /// <summary>The rules of a platform; a platform without any admits nobody.</summary>
    public async Task<AccessRules> RulesAsync(Platform platform, CancellationToken cancel) => Of((await PageAsync(cancel)).Rules, platform);

    /// <summary>Whether somebody may say who may see what; the terminal may whatever the configuration may.</summary>
    public async Task<bool> MayAdministerAsync(Requester requester, CancellationToken cancel) => requester.Platform is not { } platform
        || (await RulesAsync(platform, cancel)).RoleOf(requester.Workspace, requester.User)?.Anywhere.HasFlag(Right.Administer) is true;

    /// <summary>What administrators gave and took away.</summary>
    public async Task<IReadOnlyList<AccessGrant>> GrantsAsync(CancellationToken cancel) => (await PageAsync(cancel)).Grants;

    /// <summary>The rules as last read, for what cannot wait and is decided again later.</summary>
    public AccessRules Kept(Platform platform) => Of(Latest?.Rules ?? configured, platform);

    /// <summary>The rules of the configuration alone, which no grant changes.</summary>
    public AccessRules Configured(Platform platform) => Of(configured, platform);

    /// <summary>A grant was made here: it counts at once, whatever was read or is being read.</summary>
    public void Forget() => Interlocked.Increment(ref _generation);

    public void Dispose() => _reading.Dispose();

    private async Task<Page> PageAsync(CancellationToken cancel)
    {
        if (Fresh() is { } kept) return kept;
        await _reading.WaitAsync(cancel);
        try
        {
            if (Fresh() is { } read) return read;
            return _page = await ReadAsync(cancel);
        }
        finally
        {
            _reading.Release();
        }
    }

    private Page? Latest => _page is { } page && page.Generation == Volatile.Read(ref _generation) ? page : null;

    private Page? Fresh() => Latest is { } page && clock.GetElapsedTime(page.At) < _fresh ? page : null;

    private async Task<Page> ReadAsync(CancellationToken cancel)
    {
        var (began, generation) = (clock.GetTimestamp(), Volatile.Read(ref _generation));
        var grants = await read(cancel);
        return new Page(grants, Enum.GetValues<Platform>().ToDictionary(platform => platform, platform => Of(configured, platform).With(grants.Where(grant => grant.Subject.Platform == platform), roles)), began, generation);
    }

    private static AccessRules Of(IReadOnlyDictionary<Platform, AccessRules> rules, Platform platform) => rules.GetValueOrDefault(platform) ?? new AccessRules();
}
