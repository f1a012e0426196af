using System.Buffers.Binary;
using System.IO.Compression;
using System.Security;
using RevenueBot.Charts.Text;
using Shouldly;
using Xunit;

namespace RevenueBot.Charts.Tests;

/// <summary>Layout trusts measured widths: what librsvg draws has to be as wide as what was measured.</summary>
public sealed class InkTests
{
    [Theory]
    [InlineData("Month-end MRR and its monthly movements, USD", 400)]
    [InlineData("November added $1,450 net: new sales outran churn", 700)]
    [InlineData("+$1,450 (+3.1%) −¥12,345,678", 600)]
    [InlineData("Grandfathered plan, 12 Mar", 400)]
    [InlineData("Привет Ωmega Ünïcödé Łódź", 400)]
    [InlineData("□□□□□□□□", 400)]
    [InlineData("שלום עולם שלום עולם", 400)]
    [InlineData("□□□□ ☎ שלום", 700)]
    [InlineData("AVAVAVAV Tomato, WAVE", 700)]
    public void ATextIsDrawnAsWideAsItIsMeasured(string text, int weight)
    {
        var style = new TextStyle(32, "#000", weight);
        var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"80\" font-family=\"Inter, sans-serif\"><rect width=\"1200\" height=\"80\" fill=\"#fff\"/>"
            + $"<text x=\"20\" y=\"50\" font-size=\"32\" font-weight=\"{weight}\">{SecurityElement.Escape(text)}</text></svg>";
        double ink = RightmostInk(ChartImage.Png(svg, 1200, 80)) - 20;
        ink.ShouldBeInRange(Fonts.Width(text, style) * 0.9 - 3, Fonts.Width(text, style) + 2);
    }

    private static int RightmostInk(byte[] png)
    {
        var width = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16));
        var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33));
        using var rows = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(png, 41, length), CompressionMode.Decompress)) zlib.CopyTo(rows);
        var bytes = rows.ToArray();
        return Enumerable.Range(0, width).Last(x => Enumerable.Range(0, 80).Any(y => bytes[y * (1 + width * 3) + 1 + x * 3] < 128));
    }
}
