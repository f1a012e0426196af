using System.Buffers.Binary;

namespace RevenueBot.Charts.Text;

/// <summary>
/// The advance widths of one OpenType or TrueType file, by character: tables head, hhea, hmtx and cmap.
/// Kerning is left out, so a measured text is at most a little wider than the drawn one.
/// https://learn.microsoft.com/typography/opentype/spec/
/// </summary>
internal sealed class FontFace
{
    private readonly Dictionary<int, double> _advances = [];

    private FontFace(ReadOnlySpan<byte> file)
    {
        var head = Table(file, "head"u8);
        var hhea = Table(file, "hhea"u8);
        var hmtx = Table(file, "hmtx"u8);
        var metrics = new Metrics(UInt16(head, 18), UInt16(hhea, 34));
        foreach (var (codePoint, glyph) in FontCharacterMap.Read(Table(file, "cmap"u8)))
            _advances[codePoint] = metrics.Advance(hmtx, glyph);
    }

    /// <summary>Reads a font file. Throws <see cref="InvalidDataException"/> when a table is missing.</summary>
    public static FontFace Read(string path) => new(File.ReadAllBytes(path));

    /// <summary>Width of the character in em; false when the font has no glyph for it.</summary>
    public bool TryAdvance(int codePoint, out double em) => _advances.TryGetValue(codePoint, out em);

    internal static int UInt16(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadUInt16BigEndian(data[offset..]);

    internal static int Int32(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadInt32BigEndian(data[offset..]);

    private static ReadOnlySpan<byte> Table(ReadOnlySpan<byte> file, ReadOnlySpan<byte> tag)
    {
        for (var (record, count) = (12, UInt16(file, 4)); count > 0; record += 16, count--)
        {
            if (file.Slice(record, 4).SequenceEqual(tag))
                return file.Slice(Int32(file, record + 8), Int32(file, record + 12));
        }

        throw new InvalidDataException("A chart font is damaged: replace the fonts folder with the one of this release.");
    }

    private readonly record struct Metrics(int UnitsPerEm, int Count)
    {
        /// <summary>Glyphs after the last long metric share its advance.</summary>
        public double Advance(ReadOnlySpan<byte> hmtx, int glyph) =>
            UInt16(hmtx, Math.Min(glyph, Count - 1) * 4) / (double)UnitsPerEm;
    }
}
