using static RevenueBot.Charts.Text.FontFace;

namespace RevenueBot.Charts.Text;

/// <summary>Reads a cmap table: segments of format 12 where there are any, else of format 4.</summary>
internal static class FontCharacterMap
{
    private const int WindowsPlatform = 3, UnicodePlatform = 0;

    /// <summary>Pairs of code point and glyph number; glyph 0 (missing) is left out.</summary>
    public static IReadOnlyList<(int CodePoint, int Glyph)> Read(ReadOnlySpan<byte> cmap)
    {
        var basic = -1;
        for (var i = 0; i < UInt16(cmap, 2); i++)
        {
            if (UInt16(cmap, 4 + i * 8) is not (WindowsPlatform or UnicodePlatform)) continue;
            var offset = Int32(cmap, 8 + i * 8);
            if (UInt16(cmap, offset) == 12) return Groups(cmap[offset..]);
            if (UInt16(cmap, offset) == 4) basic = offset;
        }

        return basic >= 0 ? Segments(cmap[basic..]) : throw new InvalidDataException("A chart font has no Unicode character map.");
    }

    private static List<(int CodePoint, int Glyph)> Groups(ReadOnlySpan<byte> table)
    {
        List<(int, int)> map = [];
        for (var i = 0; i < Int32(table, 12); i++)
        {
            var (first, last, glyph) = (Int32(table, 16 + i * 12), Int32(table, 20 + i * 12), Int32(table, 24 + i * 12));
            for (var c = first; c <= last; c++) map.Add((c, glyph + c - first));
        }

        return map;
    }

    private static List<(int CodePoint, int Glyph)> Segments(ReadOnlySpan<byte> table)
    {
        List<(int, int)> map = [];
        var bytes = UInt16(table, 6);
        for (var i = 0; i < bytes; i += 2)
        {
            var (last, first) = (UInt16(table, 14 + i), UInt16(table, 16 + bytes + i));
            for (var c = first; c <= last && c < 0xFFFF; c++)
            {
                if (SegmentGlyph(table, bytes, i, c) is var glyph and not 0) map.Add((c, glyph));
            }
        }

        return map;
    }

    private static int SegmentGlyph(ReadOnlySpan<byte> table, int bytes, int i, int c)
    {
        var delta = UInt16(table, 16 + bytes * 2 + i);
        var rangeAt = 16 + bytes * 3 + i;
        if (UInt16(table, rangeAt) is var range && range == 0) return (c + delta) & 0xFFFF;
        var glyph = UInt16(table, rangeAt + range + (c - UInt16(table, 16 + bytes + i)) * 2);
        return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
    }
}
