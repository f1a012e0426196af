using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RevenueBot.Tests.Faults;

/// <summary>A sender that keeps to no rule of HTTP clients: it sends as slowly as it wants, and never to the end.</summary>
internal static class RawHttp
{
    /// <summary>Announces a body and sends one byte of it a second.</summary>
    /// <returns>The status with which the bot ended that; null where it did not, in half a minute.</returns>
    public static async Task<int?> TrickleAsync(Uri bot, string path, IReadOnlyDictionary<string, string> headers, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using TcpClient client = new();
        await client.ConnectAsync(bot.Host, bot.Port, limit.Token);
        var stream = client.GetStream();
        var head = string.Concat(headers.Select(header => $"{header.Key}: {header.Value}\r\n"));
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {bot.Authority}\r\n{head}Content-Length: 50000\r\n\r\n"), limit.Token);
        var sending = SendAsync(stream, limit.Token);
        var answer = new byte[64];
        try
        {
            var read = await stream.ReadAsync(answer, limit.Token);
            return read == 0 ? null : int.Parse(Encoding.ASCII.GetString(answer, 0, read).Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception over) when (over is OperationCanceledException or IOException)
        {
            return null;
        }
        finally
        {
            await limit.CancelAsync();
            await sending;
        }
    }

    private static async Task SendAsync(NetworkStream stream, CancellationToken cancel)
    {
        try
        {
            for (; ; await Task.Delay(TimeSpan.FromSeconds(1), cancel)) await stream.WriteAsync("x"u8.ToArray(), cancel);
        }
        catch (Exception over) when (over is OperationCanceledException or IOException) { }
    }
}
