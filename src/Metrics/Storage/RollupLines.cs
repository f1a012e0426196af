using System.Buffers;
using System.Text;

namespace RevenueBot.Metrics.Storage;

/// <summary>
/// The lines of a roll-up row as bytes: key and currency with their lengths, kind, then the figures as signed numbers of seven
/// bits a byte. Lines are sorted, so that the same lines are the same bytes.
/// </summary>
internal static class RollupLines
{
    private const int MaxNumber = 10;

    /// <param name="lines">By key, currency and kind.</param>
    public static byte[] Write(IEnumerable<RollupLine> lines)
    {
        ArrayBufferWriter<byte> writer = new();
        foreach (var line in lines)
        {
            var span = writer.GetSpan(Encoding.UTF8.GetMaxByteCount(line.Key.Length + line.Currency.Code.Length) + (11 * MaxNumber));
            var length = Write(span, line.Key);
            length += Write(span[length..], line.Currency.Code);
            length += Write(span[length..], (long)line.Kind);
            var f = line.Figures;
            foreach (var figure in (ReadOnlySpan<long>)[f.Amount, f.Gross, f.Committed, f.Trial, f.Customers, f.Movements, f.Cancels, f.Trials]) length += Write(span[length..], figure);
            writer.Advance(length);
        }

        return writer.WrittenSpan.ToArray();
    }

    public static List<RollupLine> Read(ReadOnlySpan<byte> bytes)
    {
        List<RollupLine> lines = [];
        ReadOnlySpan<byte> lastKey = default, lastCode = default;
        var (key, currency) = ("", default(Currency));
        while (!bytes.IsEmpty)
        {
            // Sorted lines mostly repeat what the line before said.
            var keyBytes = Bytes(ref bytes);
            var code = Bytes(ref bytes);
            if (!keyBytes.SequenceEqual(lastKey)) key = Encoding.UTF8.GetString(keyBytes);
            if (!code.SequenceEqual(lastCode)) currency = Currency.Parse(Encoding.UTF8.GetString(code));
            lastKey = keyBytes;
            lastCode = code;
            lines.Add(new RollupLine(key, currency, (MovementKind)Number(ref bytes), Figures(ref bytes)));
        }

        return lines;
    }

    private static RollupFigures Figures(scoped ref ReadOnlySpan<byte> bytes) => new(
        Number(ref bytes), Number(ref bytes), Number(ref bytes), Number(ref bytes),
        (int)Number(ref bytes), (int)Number(ref bytes), (int)Number(ref bytes), (int)Number(ref bytes));

    /// <returns>The number of bytes written.</returns>
    private static int Write(Span<byte> span, string text)
    {
        var prefix = Write(span, Encoding.UTF8.GetByteCount(text));
        return prefix + Encoding.UTF8.GetBytes(text, span[prefix..]);
    }

    /// <summary>Zigzag, so that small losses are as short as small gains.</summary>
    private static int Write(Span<byte> span, long value)
    {
        var rest = unchecked((ulong)((value << 1) ^ (value >> 63)));
        var length = 0;
        for (; rest >= 0x80; rest >>= 7) span[length++] = (byte)((rest & 0x7F) | 0x80);
        span[length++] = (byte)rest;
        return length;
    }

    private static ReadOnlySpan<byte> Bytes(scoped ref ReadOnlySpan<byte> bytes)
    {
        var length = (int)Number(ref bytes);
        var taken = bytes[..length];
        bytes = bytes[length..];
        return taken;
    }

    private static long Number(scoped ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return unchecked((long)(value >> 1) ^ -(long)(value & 1));
        }
    }
}
