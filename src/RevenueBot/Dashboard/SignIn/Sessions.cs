using Microsoft.Extensions.Caching.Memory;

namespace RevenueBot.Dashboard.SignIn;

/// <summary>Who is signed in on which browser. The cookie holds a random token, the database its hash; ended sessions are refused here at once, in other replicas within seconds.</summary>
internal sealed class Sessions(SessionStore store, DashboardOptions options, TimeProvider clock) : IDisposable
{
    private const string Plain = "revenuebot", OverTls = "__Host-revenuebot";

    private static readonly TimeSpan _keeps = TimeSpan.FromSeconds(5), _seenEvery = TimeSpan.FromMinutes(5);
    private volatile MemoryCache _kept = NewlyKept();

    /// <summary>Signs a viewer in on the browser of a request. Whatever was signed in there before stays ended.</summary>
    public async Task BeginAsync(HttpContext http, string viewer, CancellationToken cancel)
    {
        if (await FindAsync(http.Request, cancel) is { } before) await store.EndAsync(before.Viewer, before.Id, cancel);
        var (token, now) = (Secrets.New(), clock.GetUtcNow());
        await store.AddAsync(Secrets.Hash(token), new Session(0, viewer, BrowserWords.Of(http.Request.Headers.UserAgent.ToString()), now, now, now + options.Session), cancel);
        http.Response.Cookies.Append(NameFor(http.Request), token, Options(http.Request, options.Session));
    }

    /// <summary>The session of a request; null where there is none that lasts.</summary>
    public async ValueTask<Session?> FindAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.Cookies[NameFor(request)] is not { } token || !Secrets.IsOne(token)) return null;
        var (hash, now) = (Secrets.Hash(token), clock.GetUtcNow());
        var (key, kept) = (Convert.ToHexString(hash), _kept);
        if (!kept.TryGetValue(key, out Session? session) && await store.FindAsync(hash, cancel) is { } found)
        {
            session = found;
            if (now - found.SeenAt > _seenEvery) await store.SeeAsync(found.Id, now, cancel);
            kept.Set(key, session, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = _keeps });
        }

        return session is not null && now < session.ExpiresAt ? session : null;
    }

    /// <summary>Those of a viewer, this browser's among them.</summary>
    public Task<IReadOnlyList<Session>> OfAsync(string viewer, CancellationToken cancel) => store.OfViewerAsync(viewer, clock.GetUtcNow(), cancel);

    /// <param name="id">Null: everywhere.</param>
    public async Task EndAsync(string viewer, long? id, CancellationToken cancel)
    {
        await store.EndAsync(viewer, id, cancel);
        _kept = NewlyKept(); // whoever read before the end still writes into the old one, which nobody reads again
    }

    /// <summary>The browser forgets its token.</summary>
    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(NameFor(http.Request), Options(http.Request, null));

    public void Dispose() => _kept.Dispose();

    private static MemoryCache NewlyKept() => new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <summary>Over TLS the prefix makes browsers insist that this very host set it.</summary>
    private static string NameFor(HttpRequest request) => request.IsHttps ? OverTls : Plain;

    private static CookieOptions Options(HttpRequest request, TimeSpan? lasts) => new() { Path = "/", HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = request.IsHttps, MaxAge = lasts };
}
