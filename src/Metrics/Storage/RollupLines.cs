using System.Buffers;
using System.Text;

namespace RevenueBot.Metrics.Storage;

/// <summary>
/// The lines of a roll-up row as bytes: key and currency with their lengths, kind, then the figures as signed numbers of seven
/// bits a byte. Lines are sorted, so that the same lines are the same bytes.
/// </summary>
internal static class RollupLines
{
    public static byte[] Write(List<RollupLine> lines)
    {
        lines.Sort(Compare);
        ArrayBufferWriter<byte> writer = new(64 + (32 * lines.Count));
        foreach (var line in lines)
        {
            Write(writer, line.Key);
            Write(writer, line.Currency.Code);
            Write(writer, (long)line.Kind);
            var f = line.Figures;
            foreach (var figure in (ReadOnlySpan<long>)[f.Amount, f.Gross, f.Committed, f.Trial, f.Customers, f.Movements, f.Cancels, f.Trials]) Write(writer, figure);
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

    private static int Compare(RollupLine a, RollupLine b)
    {
        var order = string.CompareOrdinal(a.Key, b.Key);
        if (order == 0) order = string.CompareOrdinal(a.Currency.Code, b.Currency.Code);
        return order != 0 ? order : a.Kind.CompareTo(b.Kind);
    }

    private static void Write(ArrayBufferWriter<byte> writer, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Write(writer, length);
        Encoding.UTF8.GetBytes(text, writer.GetSpan(length));
        writer.Advance(length);
    }

    /// <summary>Zigzag, so that small losses are as short as small gains.</summary>
    private static void Write(ArrayBufferWriter<byte> writer, long value)
    {
        var rest = unchecked((ulong)((value << 1) ^ (value >> 63)));
        var span = writer.GetSpan(10);
        var length = 0;
        for (; rest >= 0x80; rest >>= 7) span[length++] = (byte)((rest & 0x7F) | 0x80);
        span[length++] = (byte)rest;
        writer.Advance(length);
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
