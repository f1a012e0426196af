using System.Net.WebSockets;

namespace RevenueBot.Slack.Sockets;

/// <summary>Whole text messages of a socket, within a limit.</summary>
internal sealed class SocketFrames(WebSocket socket)
{
    /// <summary>Bytes; no genuine envelope comes near.</summary>
    public const int MaxFrame = 1024 * 1024;

    private readonly byte[] _buffer = new byte[16 * 1024];

    /// <summary>The next message; null where the other side closed, or sent what is no message of Slack's.</summary>
    public async Task<byte[]?> ReadAsync(CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(_buffer.AsMemory(), stop);
            if (part.MessageType != WebSocketMessageType.Text || bytes.Length + part.Count > MaxFrame) return null;
            bytes.Write(_buffer, 0, part.Count);
            if (part.EndOfMessage) return bytes.ToArray();
        }
    }
}
