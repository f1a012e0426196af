using System.Net;
using System.Net.Sockets;

namespace RevenueBot.Intel.Feeds;

/// <summary>A feed's server is inside the network, where nobody may be led by an address of the internet.</summary>
internal sealed class PrivateAddressException : IOException
{
    public PrivateAddressException() : base("The address is private.") { }

    public PrivateAddressException(string message) : base(message) { }

    public PrivateAddressException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>
/// Connections to the servers of feeds. The address that is connected to is the one that was checked: a name that means another address a
/// moment later, or after a redirect, leads nowhere else.
/// </summary>
internal static class FeedConnection
{
    /// <param name="mayConnect">Whether a server at an address may be asked.</param>
    public static HttpClient Client(Func<IPAddress, bool> mayConnect)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.All, PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = (context, cancel) => ConnectAsync(context.DnsEndPoint, mayConnect, cancel),
        };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }; // each reading has a limit of its own
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint server, Func<IPAddress, bool> mayConnect, CancellationToken cancel)
    {
        var named = IPAddress.TryParse(server.Host, out var address) ? [address] : await Dns.GetHostAddressesAsync(server.Host, cancel);
        var addresses = Array.FindAll(named, one => mayConnect(one));
        if (addresses.Length == 0) throw new PrivateAddressException();
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, server.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
