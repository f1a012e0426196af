namespace RevenueBot.Teams.Trust;

/// <summary>
/// Where the bot sends its token: a request names its own address for the answer, and whoever could choose that address would get the
/// token. Only hosts of a list, https only; an address of this machine only where the list names it, for stand-ins.
/// </summary>
internal sealed class ServiceHosts(TeamsOptions options)
{
    private const int HttpsPort = 443;
    private readonly IReadOnlyList<string> _hosts = options.AllowedServiceHosts.Count > 0 ? options.AllowedServiceHosts : options.Values.ServiceHosts;

    /// <summary>The base of the routes at an address, with its slash at the end; null where nothing may be sent there.</summary>
    public Uri? Read(string? text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0) return null;
        return IsAllowed(address) ? new Uri(address.AbsoluteUri.TrimEnd('/') + "/") : null;
    }

    private bool IsAllowed(Uri address)
    {
        var isOwnMachine = address.IsLoopback && address.Scheme == Uri.UriSchemeHttp;
        if (address.Scheme != Uri.UriSchemeHttps && !isOwnMachine) return false;
        return (options.AllowUnauthenticated && address.IsLoopback) || _hosts.Any(entry => Fits(entry.Trim(), address));
    }

    private static bool Fits(string entry, Uri address)
    {
        var (host, port) = entry.LastIndexOf(':') is > 0 and var colon && int.TryParse(entry.AsSpan(colon + 1), out var number) ? (entry[..colon], number) : (entry, (int?)null);
        var fitsPort = port is { } wanted ? address.Port == wanted : address.IsLoopback || address.Port == HttpsPort;
        if (!fitsPort || host.Length == 0) return false;
        return host.StartsWith("*.", StringComparison.Ordinal)
            ? host.Length > 2 && address.Host.Length > host.Length - 1 && address.Host.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase)
            : address.Host.Equals(host, StringComparison.OrdinalIgnoreCase);
    }
}
