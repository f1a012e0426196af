using System.Globalization;
using System.Text;

namespace RevenueBot.Email.Smtp;

/// <summary>Commands and answers over one stream (RFC 5321). What a server may send is limited; nothing that was sent before TLS is read after it.</summary>
internal sealed class SmtpLine(Stream stream) : IAsyncDisposable
{
    private const int MostLines = 100, LongestLine = 2_000;
    private readonly byte[] _buffer = new byte[4 * 1024];
    private int _at, _end;

    public Stream Stream => stream;

    /// <summary>Bytes wait that nobody asked for: before TLS begins there must be none, they could be somebody else's.</summary>
    public bool HasUnread => _at < _end;

    public async Task<SmtpReply> AskAsync(string command, CancellationToken cancel)
    {
        if (command.AsSpan().ContainsAny('\r', '\n', '\0')) throw new ArgumentException("A command of SMTP is one line.", nameof(command));
        await WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), cancel);
        return await ReadAsync(cancel);
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        await stream.WriteAsync(bytes, cancel);
        await stream.FlushAsync(cancel);
    }

    public async Task<SmtpReply> ReadAsync(CancellationToken cancel)
    {
        List<string> lines = [];
        while (lines.Count < MostLines)
        {
            var line = await LineAsync(cancel);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 200 or > 599) throw new IOException("not_smtp");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-') return new SmtpReply(code, lines);
        }

        throw new IOException("too_many_lines");
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task<string> LineAsync(CancellationToken cancel)
    {
        StringBuilder line = new();
        while (true)
        {
            if (_at == _end)
            {
                (_at, _end) = (0, await stream.ReadAsync(_buffer, cancel));
                if (_end == 0) throw new IOException("closed");
            }

            var next = (char)_buffer[_at++];
            if (next == '\n') return line.ToString().TrimEnd('\r');
            if (line.Append(next).Length > LongestLine) throw new IOException("line_too_long");
        }
    }
}
