using System.Buffers.Binary;
using System.Runtime.Loader;
using Shouldly;
using Xunit;

namespace RevenueBot.Charts.Tests;

public sealed class ImageTests
{
    private static readonly string Svg = RevenueTrendChart.Draw(Samples.Trend, new ChartFrame()).Svg;

    [Theory, InlineData(1), InlineData(2)]
    public void APngHasItsSignatureAndSize(int scale)
    {
        var png = ChartImage.Png(Svg, scale: scale);
        png[..8].ShouldBe([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)).ShouldBe(1200 * scale);
        BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)).ShouldBe(675 * scale);
        png.Length.ShouldBeInRange(20_000, 400_000 * scale);
    }

    [Fact]
    public async Task TheSameSvgGivesTheSameBytesInEveryThread()
    {
        var first = ChartImage.Png(Svg);
        var pictures = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ChartImage.Png(Svg), TestContext.Current.CancellationToken)));
        pictures.Select(Convert.ToBase64String).Distinct().ShouldBe([Convert.ToBase64String(first)]);
    }

    [Fact]
    public void OtherFiguresGiveOtherBytes() =>
        ChartImage.Png(WaterfallChart.Draw(Samples.Waterfall, new ChartFrame()).Svg).ShouldNotBe(ChartImage.Png(Svg));

    [Theory, InlineData(""), InlineData("no svg"), InlineData("<svg>"), InlineData("<p xmlns='http://www.w3.org/1999/xhtml'/>"), InlineData("<svg xmlns='http://www.w3.org/2000/svg'>\u0001</svg>")]
    public void WhatIsNoSvgIsRefusedWithAReason(string svg) =>
        Should.Throw<ChartRenderException>(() => ChartImage.Png(svg)).Message.ShouldStartWith("The SVG cannot be ");

    [Theory, InlineData(0, 675, 1), InlineData(1200, -1, 1), InlineData(1200, 675, 0), InlineData(40_000, 40_000, 1)]
    public void ASizeWithoutSenseIsRefused(int width, int height, int scale) =>
        Should.Throw<ArgumentOutOfRangeException>(() => ChartImage.Png(Svg, width, height, scale));

    [Fact]
    public void AfterAFailureTheNextPictureIsDrawn()
    {
        for (var i = 0; i < 5; i++) Should.Throw<ChartRenderException>(() => ChartImage.Png("<svg"));
        ChartImage.Png(Svg).Length.ShouldBePositive();
    }

    [Fact]
    public void WithoutLibrsvgTheMessageSaysWhatToInstall()
    {
        var charts = new WithoutLibrsvg().LoadFromAssemblyPath(typeof(ChartImage).Assembly.Location);
        var png = charts.GetType("RevenueBot.Charts.ChartImage")!.GetMethod("Png")!;
        var failure = Should.Throw<System.Reflection.TargetInvocationException>(() => png.Invoke(null, ["<svg/>", 10, 10, 1])).InnerException!;
        failure.GetType().Name.ShouldBe(nameof(ChartRenderException));
        failure.Message.ShouldContain("install the package librsvg2-2");
    }

    [Fact]
    public void FontsAndTheirLicencesLieBesideTheProgram()
    {
        Directory.GetFiles(Text.Fonts.Folder).Select(Path.GetFileName)
            .ShouldBe(["DejaVuSans.ttf", "fonts.conf", "Inter-Bold.otf", "Inter-Regular.otf", "Inter-SemiBold.otf", "LICENSE-DejaVu.txt", "LICENSE-Inter.txt"], ignoreOrder: true);
    }

    private sealed class WithoutLibrsvg() : AssemblyLoadContext("without librsvg")
    {
        protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
            unmanagedDllName.Contains("rsvg", StringComparison.Ordinal) ? throw new DllNotFoundException(unmanagedDllName) : 0;
    }
}
