namespace RevenueBot.Dashboard.SignIn;

/// <summary>
/// Sign-in links (OWASP ASVS 6.5): random, kept only as a hash, of one person, good once and for ten minutes. Following one shows a button;
/// only pressing it uses it up, so that a scanner that fetches addresses cannot.
/// </summary>
internal sealed class SignInLinks(LinkStore links, TimeProvider clock)
{
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(10);

    /// <summary>A new link's secret, to be handed to that person alone.</summary>
    /// <param name="viewer">slack/T1/U2, teams/TENANT/PERSON, terminal.</param>
    /// <param name="browserCode">The browser that alone may use it; null: the one that opens it.</param>
    public async Task<string> CreateAsync(string viewer, string? browserCode, CancellationToken cancel)
    {
        var secret = Secrets.New();
        await links.AddAsync(Secrets.Hash(secret), viewer, browserCode, clock.GetUtcNow() + Lifetime, cancel);
        return secret;
    }

    /// <summary>Whose it is, exactly once; or why not, as a sentence.</summary>
    public async Task<(string? Viewer, string? Refusal)> UseAsync(string secret, string? browserCode, CancellationToken cancel)
    {
        if (!Secrets.IsOne(secret)) return (null, "This is no sign-in link: it may have been cut.");
        var (hash, now) = (Secrets.Hash(secret), clock.GetUtcNow());
        if (await links.TakeAsync(hash, browserCode, now, cancel) is { } viewer) return (viewer, null);
        return (null, await links.IsOfAnotherAsync(hash, now, cancel) ? "This link was asked for in another browser, and works there alone." : "This link was used already, or is older than 10 minutes.");
    }
}
