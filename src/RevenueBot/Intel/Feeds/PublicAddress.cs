using System.Net;
using System.Net.Sockets;

namespace RevenueBot.Intel.Feeds;

/// <summary>
/// Whether an address belongs to the public internet, by the registries of special addresses
/// (https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry). Pure.
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] _special = Array.ConvertAll((string[])
    [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    ], IPNetwork.Parse);

    private static readonly IPNetwork _public = IPNetwork.Parse("2000::/3"), _translated = IPNetwork.Parse("64:ff9b::/96"), _sixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Within what is public.</summary>
    private static readonly IPNetwork[] _special6 = Array.ConvertAll((string[])["2001::/23", "2001:db8::/32", "3fff::/20"], IPNetwork.Parse);

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return IsPublic(address.MapToIPv4());
        if (address.AddressFamily == AddressFamily.InterNetwork) return !_special.Any(network => network.Contains(address));
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.ScopeId != 0) return false;
        var bytes = address.GetAddressBytes();
        if (_translated.Contains(address)) return IsPublic(new IPAddress(bytes.AsSpan(12)));
        if (_sixToFour.Contains(address)) return IsPublic(new IPAddress(bytes.AsSpan(2, 4)));
        return _public.Contains(address) && !_special6.Any(network => network.Contains(address));
    }
}
