using RevenueBot.Charts.Text;
using Shouldly;
using Xunit;

namespace RevenueBot.Charts.Tests;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("Acme GmbH", "Acme GmbH")]
    [InlineData("  two \t\r\n lines ", "two lines")]
    [InlineData("3.1\u00A0x", "3.1\u00A0x")]
    [InlineData("a\u0000b\u0007c\u001Bd\u0085e", "abcd e")]
    [InlineData("\u202Eevil\u202C \u2066x\u2069 \u200Fy", "evil x y")]
    [InlineData("zero\u200B\u200D\uFEFF\u00ADwidth", "zerowidth")]
    [InlineData("go \U0001F680", "go □")]
    [InlineData("\U0001F468\u200D\U0001F469\u200D\U0001F467!", "□!")]
    [InlineData("👍🏽 👨‍💻", "□ □")]
    [InlineData("株式会社", "□□□□")]
    [InlineData("Ünïcödé Ωmega Привет שלום", "Ünïcödé Ωmega Привет שלום")]
    [InlineData("☎\uFE0F", "☎")]
    public void OnlyWhatCanBeDrawnIsLeft(string typed, string drawn)
    {
        SafeText.Clean(typed).ShouldBe(drawn);
        SafeText.Clean(drawn).ShouldBe(drawn);
    }

    [Fact]
    public void HalfACharacterBecomesABox() => SafeText.Clean("\uD800x\uDC00").ShouldBe("□x□");

    [Fact]
    public void MarksCannotPileUp() => SafeText.Clean("Z" + new string('\u0335', 50)).Length.ShouldBe(3);

    [Fact]
    public void ReadTextsKeepEveryVisibleCharacter() => SafeText.Readable("株式\u202E会社\u0000 \U0001F680\n x").ShouldBe("株式会社 \U0001F680 x");

    [Fact]
    public void NoRandomTextBreaksAChart()
    {
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => (char)random.Next(random.Next(2) == 0 ? 0x300 : 0xFFFF))]);
            var chart = WaterfallChart.Draw(Samples.Waterfall, new ChartFrame { Title = text, Subtitle = text, Footer = text });
            new Sheet(chart).Faults().ShouldBeEmpty(Convert.ToHexString(System.Text.Encoding.BigEndianUnicode.GetBytes(text)));
        }
    }

    [Fact]
    public void CuttingKeepsWholeGraphemesAndTheWidth()
    {
        var style = new TextStyle(22, "");
        var text = string.Concat(Enumerable.Repeat("e\u0301a", 40));
        for (var width = 20d; width < 600; width += 7)
        {
            var cut = Fit.Cut(text, style, width);
            cut.ShouldEndWith("…");
            Fonts.Width(cut, style).ShouldBeLessThanOrEqualTo(width + 13);
            cut.TrimEnd('…').ShouldNotEndWith("e");
        }
    }

    [Theory, InlineData(400, "MRR", 22, 47.9), InlineData(700, "$48.2k", 28, 97.9), InlineData(600, "+$1,450", 22, 89.4)]
    public void WidthsComeFromTheFontFiles(int weight, string text, double size, double width) =>
        Fonts.Width(text, new TextStyle(size, "", weight)).ShouldBe(width, width * 0.05);
}
