using System.Buffers.Binary;

namespace RevenueBot.Metrics.Storage.Rebuilding;

/// <summary>
/// A checksum of a set of rows that does not depend on their order: the count, and the sum of a 64-bit hash of each row's bytes.
/// Two tables whose rows are the same bytes have the same; it guards against mistakes, not against forgery.
/// </summary>
internal readonly record struct RowChecksum(long Rows, ulong Sum)
{
    private const ulong A = 0xA076_1D64_78BD_642F, B = 0xE703_7ED1_A0B4_28DB;

    public RowChecksum With(ReadOnlySpan<byte> row) => new(Rows + 1, unchecked(Sum + Hash(row)));

    public static RowChecksum operator +(RowChecksum a, RowChecksum b) => new(a.Rows + b.Rows, unchecked(a.Sum + b.Sum));

    /// <summary>Folded 128-bit products over eight bytes at a time, after wyhash (https://github.com/wangyi-fudan/wyhash).</summary>
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = (ulong)bytes.Length ^ A;
        for (; bytes.Length >= 8; bytes = bytes[8..]) hash = Mix(BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ B, hash ^ A);
        Span<byte> last = stackalloc byte[8];
        bytes.CopyTo(last);
        return Mix(BinaryPrimitives.ReadUInt64LittleEndian(last) ^ A, hash ^ B);
    }

    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
