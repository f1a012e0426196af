using System.Buffers.Binary;
using System.Numerics;

namespace RevenueBot.Metrics.Storage.Rebuilding;

/// <summary>Walks over rows in PostgreSQL's binary COPY format (https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.4).</summary>
internal ref struct CopyReader(ReadOnlySpan<byte> rows)
{
    private readonly ReadOnlySpan<byte> _rows = rows;

    public int Position { get; private set; }
    public readonly bool AtEnd => Position >= _rows.Length;

    /// <summary>Steps over the number of fields at the head of a row.</summary>
    public int Fields()
    {
        var count = BinaryPrimitives.ReadInt16BigEndian(_rows[Position..]);
        Position += 2;
        return count;
    }

    /// <summary>The bytes of the next field; false: it is null.</summary>
    public bool TryField(out ReadOnlySpan<byte> field)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(_rows[Position..]);
        Position += 4;
        field = length < 0 ? default : _rows.Slice(Position, length);
        Position += field.Length;
        return length >= 0;
    }

    public ReadOnlySpan<byte> Field() => TryField(out var field) ? field : throw new InvalidDataException("A column is null that never is.");
    public short Short() => BinaryPrimitives.ReadInt16BigEndian(Field());
    public int Int() => BinaryPrimitives.ReadInt32BigEndian(Field());
    public long Long() => BinaryPrimitives.ReadInt64BigEndian(Field());
    public bool Flag() => Field()[0] != 0;
    public decimal Number() => CopyNumber.Read(Field());
    public decimal? NumberOrNull() => TryField(out var field) ? CopyNumber.Read(field) : null;
    public DateTimeOffset Time() => CopyTime.Read(Field());
    public DateTimeOffset? TimeOrNull() => TryField(out var field) ? CopyTime.Read(field) : null;

    /// <summary>The first field of the row that begins here.</summary>
    public static ReadOnlySpan<byte> FirstField(ReadOnlySpan<byte> row)
    {
        CopyReader reader = new(row);
        reader.Fields();
        return reader.Field();
    }

    /// <summary>The length of the row that begins here, or -1 if it is not complete.</summary>
    public static int RowLength(ReadOnlySpan<byte> rows)
    {
        if (rows.Length < 2) return -1;
        var position = 2;
        for (var left = BinaryPrimitives.ReadInt16BigEndian(rows); left > 0; left--)
        {
            if (rows.Length < position + 4) return -1;
            position += 4 + Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(rows[position..]));
        }

        return position <= rows.Length ? position : -1;
    }
}

/// <summary>timestamptz: microseconds since 2000-01-01 UTC.</summary>
internal static class CopyTime
{
    private static readonly long Epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public static DateTimeOffset Read(ReadOnlySpan<byte> field) => new(Epoch + (BinaryPrimitives.ReadInt64BigEndian(field) * 10), TimeSpan.Zero);

    /// <summary>Null is infinity.</summary>
    public static long Write(DateTimeOffset? instant) => instant is { } present ? (present.UtcTicks - Epoch) / 10 : long.MaxValue;
}

/// <summary>numeric: digits of base 10,000 with the place of the first, a sign and the number of decimals.</summary>
internal static class CopyNumber
{
    private const short Negative = 0x4000;

    /// <summary>Keeps the number of decimals, as an ordinary read does.</summary>
    public static decimal Read(ReadOnlySpan<byte> field)
    {
        int count = BinaryPrimitives.ReadInt16BigEndian(field), weight = BinaryPrimitives.ReadInt16BigEndian(field[2..]);
        var (sign, scale) = (BinaryPrimitives.ReadInt16BigEndian(field[4..]), BinaryPrimitives.ReadInt16BigEndian(field[6..]));
        var decimals = 4 * (count - 1 - weight); // of the digits as they stand
        if (count <= 4 && weight <= 3 && scale <= 3) // at most 19 digits, as nearly all money has: a machine word is several times faster than two
        {
            var small = Mantissa<ulong>(field[8..], count, scale - decimals);
            return unchecked(new decimal((int)small, (int)(small >> 32), 0, sign == Negative, (byte)scale));
        }

        var large = Mantissa<UInt128>(field[8..], count, scale - decimals);
        return unchecked(new decimal((int)large, (int)(large >> 32), (int)(large >> 64), sign == Negative, (byte)scale));
    }

    /// <summary>The digits as one number, moved by some decimal places.</summary>
    private static T Mantissa<T>(ReadOnlySpan<byte> digits, int count, int places) where T : IBinaryInteger<T>
    {
        T mantissa = T.Zero, ten = T.CreateChecked(10), group = T.CreateChecked(10_000);
        for (var i = 0; i < count; i++) mantissa = (mantissa * group) + T.CreateChecked(BinaryPrimitives.ReadInt16BigEndian(digits[(2 * i)..]));
        for (; places > 0; places--) mantissa *= ten;
        for (; places < 0; places++) mantissa /= ten;
        return mantissa;
    }
}
