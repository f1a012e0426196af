using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace RevenueBot.Support;

/// <summary>
/// The line between a program and its database, on a loopback port. It can be cut, so that connections break and new ones are refused, and
/// it can lose answers: the database has done what it was told, and nobody hears of it.
/// </summary>
public sealed class DatabaseLine : IAsyncDisposable
{
    private readonly EndPoint _server;
    private readonly int _port;
    private readonly Lock _gate = new();
    private readonly List<Socket> _open = [];
    private TcpListener? _listener;
    private int _toLose;

    private DatabaseLine(string server, string connectionString)
    {
        _server = new UnixDomainSocketEndPoint(Path.Combine(server, ".s.PGSQL.5432"));
        _listener = Listen(0);
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = _port, SslMode = SslMode.Disable }.ConnectionString;
    }

    public string ConnectionString { get; }

    public static DatabaseLine To(TestDatabase database) => new(new NpgsqlConnectionStringBuilder(database.ConnectionString).Host!, database.ConnectionString);

    /// <summary>Breaks every connection and refuses new ones.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _listener?.Dispose();
            _listener = null;
        }

        Break();
    }

    /// <summary>Lets connections through again.</summary>
    public void Mend()
    {
        lock (_gate) _listener ??= Listen(_port);
    }

    /// <summary>The next answers do not arrive: their connections break instead.</summary>
    public void Lose(int answers) => Interlocked.Exchange(ref _toLose, answers);

    public ValueTask DisposeAsync()
    {
        Cut();
        return ValueTask.CompletedTask;
    }

    private void Break()
    {
        lock (_gate)
        {
            _open.ForEach(socket => socket.Dispose());
            _open.Clear();
        }
    }

    private TcpListener Listen(int port)
    {
        TcpListener listener = new(IPAddress.Loopback, port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        _ = AcceptAsync(listener);
        return listener;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true) _ = CarryAsync(await listener.AcceptSocketAsync());
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException or InvalidOperationException) { }
    }

    private async Task CarryAsync(Socket client)
    {
        using (client)
        using (Socket server = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            try
            {
                await server.ConnectAsync(_server);
                lock (_gate) _open.AddRange([client, server]);
                await Task.WhenAny(CopyAsync(client, server, answers: false), CopyAsync(server, client, answers: true));
            }
            catch (Exception broken) when (broken is SocketException or ObjectDisposedException) { }
            finally
            {
                lock (_gate) _open.RemoveAll(socket => socket == client || socket == server);
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to, bool answers)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var read)
            {
                if (answers && Volatile.Read(ref _toLose) > 0 && Interlocked.Decrement(ref _toLose) >= 0) return;
                await to.SendAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException) { }
    }
}
