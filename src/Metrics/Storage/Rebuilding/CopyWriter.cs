using System.Buffers.Binary;
using System.Text;

namespace RevenueBot.Metrics.Storage.Rebuilding;

/// <summary>Writes rows in PostgreSQL's binary COPY format into an array that grows.</summary>
internal sealed class CopyWriter
{
    public static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];
    public static readonly byte[] Trailer = [0xFF, 0xFF];

    private byte[] _buffer = new byte[384 * 1024];

    public int Length { get; private set; }
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    public void Clear() => Length = 0;

    public void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void Fields(short count) => BinaryPrimitives.WriteInt16BigEndian(Take(2), count);

    public void Text(string value)
    {
        var span = Take(4 + Encoding.UTF8.GetMaxByteCount(value.Length));
        var length = Encoding.UTF8.GetBytes(value, span[4..]);
        BinaryPrimitives.WriteInt32BigEndian(span, length);
        Length -= span.Length - 4 - length;
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        var span = Take(4 + value.Length);
        BinaryPrimitives.WriteInt32BigEndian(span, value.Length);
        value.CopyTo(span[4..]);
    }

    public void Short(short value)
    {
        var span = Take(6);
        BinaryPrimitives.WriteInt32BigEndian(span, 2);
        BinaryPrimitives.WriteInt16BigEndian(span[4..], value);
    }

    public void Int(int? value)
    {
        var span = Take(value is null ? 4 : 8);
        BinaryPrimitives.WriteInt32BigEndian(span, value is null ? -1 : 4);
        if (value is { } present) BinaryPrimitives.WriteInt32BigEndian(span[4..], present);
    }

    public void Long(long value)
    {
        var span = Take(12);
        BinaryPrimitives.WriteInt32BigEndian(span, 8);
        BinaryPrimitives.WriteInt64BigEndian(span[4..], value);
    }

    /// <summary>date: days since 2000-01-01.</summary>
    public void Day(DateOnly day) => Int(day.DayNumber - 730_119);

    /// <summary>timestamptz; null is infinity.</summary>
    public void Time(DateTimeOffset? instant) => Long(CopyTime.Write(instant));

    private Span<byte> Take(int bytes)
    {
        if (Length + bytes > _buffer.Length) Grow(bytes);
        var span = _buffer.AsSpan(Length, bytes);
        Length += bytes;
        return span;
    }

    private void Grow(int bytes)
    {
        Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, Length + bytes));
    }
}
